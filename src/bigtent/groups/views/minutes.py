"""Pages of minutes: write, approve, look at them as others will, publish, take back."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.groups.forms.meetings import ApproveForm, MinutesForm, OptionalReasonForm, ReasonForm
from bigtent.groups.services import minutes as services
from bigtent.groups.views.acting import carried_out, form_page
from bigtent.groups.views.meetings import as_published, runs
from bigtent.groups.writing import as_html


@runs
def minutes(request, row):
    """The draft; "See it first" shows how it will look and saves nothing."""
    form = MinutesForm(request.POST or None, initial={"minutes": row.minutes})
    looked = as_html(form.cleaned_data["minutes"]) if "look" in request.POST and form.is_valid() else ""

    def verb():
        return services.write_minutes(meeting=row, minutes=form.cleaned_data["minutes"], by=request.user)

    return form_page(
        request, row, form, verb, title=_("Minutes"), button=_("Save the draft"), template="groups/minutes.html",
        looked=looked,
        done=_("Saved as a draft. Only the group sees it until it is approved and published."),
    )  # fmt: skip


@runs
def approve_minutes(request, row):
    alone = services.may_approve_alone(row, request.user)
    later = services.later_meetings(row)
    form = ApproveForm(request.POST or None, later=later, alone=alone)

    def verb():
        approved_in = form.cleaned_data["approved_in"]
        return services.approve_minutes(meeting=row, approved_in=approved_in, by=request.user)

    lede = _("Once approved, minutes and decisions stand fast. Nothing is public by this; publishing is the next step.")
    if not alone and not later.exists():
        lede = _("Only the chair can approve them now: no later meeting was held at which the group could have.")
    return form_page(
        request, row, form, verb, title=_("Approve the minutes"), button=_("Approved"), done=_("Approved."), lede=lede
    )


@runs
def open_minutes_again(request, row):
    form = ReasonForm(request.POST or None)

    def verb():
        return services.open_minutes_again(meeting=row, reason=form.cleaned_data["reason"], by=request.user)

    return form_page(
        request, row, form, verb, title=_("Open the minutes again"), button=_("Open them again"),
        done=_("They are a draft again."),
    )  # fmt: skip


@runs
def preview(request, row):
    """What others will read, before it is published."""
    return render(request, "groups/preview.html", as_published(row))


@require_POST
@runs
def publish_minutes(request, row):
    done = _("Published. You can take it back on this page, for a day without saying why.")
    return carried_out(request, lambda: services.publish_minutes(meeting=row, by=request.user), done, row)


@runs
def unpublish_minutes(request, row):
    form = (OptionalReasonForm if services.in_grace(row) else ReasonForm)(request.POST or None)

    def verb():
        return services.unpublish_minutes(meeting=row, reason=form.cleaned_data["reason"], by=request.user)

    lede = _("Minutes and decisions of this meeting are for the group alone again. What others copied stays with them.")
    return form_page(
        request, row, form, verb, title=_("Take it back"), button=_("Take it back"), lede=lede,
        done=_("Taken back. It is for the group alone again."),
    )  # fmt: skip
