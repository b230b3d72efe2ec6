"""Pages of decisions: the list, one decision with those who were there and what became of it."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.groups.forms.decisions import CorrectionForm, DecisionForm, StepForm
from bigtent.groups.models import Decision, Recommendation
from bigtent.groups.naming import SHOWN_FROM, agreeing, name_all, name_in_public
from bigtent.groups.services import decisions as services
from bigtent.groups.services.meetings import members_at
from bigtent.groups.views.acting import acting_on, carried_out, form_page
from bigtent.groups.views.meetings import AT_ONCE, runs
from bigtent.people.models import Person


def seen(account):
    return Decision.objects.visible_to(account).select_related("group", "meeting", "agenda_item", "proposed_by")


carries_on = acting_on(seen, "groups.run_meetings")


def decisions(request):
    """All decisions this reader may know of, over all groups."""
    found = seen(request.user)
    if only := request.GET.get("only") == "done":
        found = found.filter(state=Decision.State.DONE)
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "groups/decisions.html", {"page": page, "only": only})


def decision(request, key):
    """One decision: why, how, who was there, what happened to it since."""
    row = get_object_or_404(seen(request.user), key=key)
    inside = request.user.has_perm("groups.read_inside", row.group)
    present = list(row.present.once().select_related("person"))
    names_proposer = inside or row.proposed_by_id in agreeing({row.proposed_by_id})
    context = {
        "decision": row,
        "group": row.group,
        "inside": inside,
        "there": name_all(present) if inside else name_in_public(present),
        "proposed_by": row.proposed_by if names_proposer else None,
        "shows_votes": row.how == Decision.How.VOTE and (inside or len(present) >= SHOWN_FROM),
        "shows_meeting": inside or row.meeting.is_published,
        "steps": row.steps.all(),
        "recommendations": Recommendation.objects.visible_to(request.user).filter(decision=row),
        "may_run": request.user.has_perm("groups.run_meetings", row.group),
    }
    return render(request, "groups/decision.html", context)


@runs
def record_decision(request, row):
    people = Person.objects.filter(pk__in=members_at(row).keys()).order_by("family_name", "given_name", "pk")
    form = DecisionForm(request.POST or None, people=people, agenda=row.agenda.all())

    def verb():
        return services.record_decision(meeting=row, by=request.user, **form.decided())

    lede = _("Those noted as present are kept with it and do not change with later terms.")
    return form_page(
        request, row, form, verb, title=_("Record a decision"), button=_("Record the decision"), lede=lede, to=row,
        done=_("Recorded, with who was there. Nobody else sees it until the minutes are published."),
    )  # fmt: skip


@carries_on
def correct_decision(request, row):
    there = {one.person_id for one in row.present.once() if one.person_id}
    people = Person.objects.filter(pk__in=there | members_at(row.meeting).keys())
    names = ("text", "reasons", "proposed_by", "how", "votes_for", "votes_against", "abstained")
    initial = {name: getattr(row, name) for name in names} | {"present": there}
    people = people.order_by("family_name", "given_name", "pk")
    form = CorrectionForm(request.POST or None, people=people, initial=initial)

    def verb():
        return services.correct_decision(decision=row, by=request.user, **form.decided())

    lede = _("For what was recorded wrongly. That it was corrected, when and why, stands beside it and in its history.")
    return form_page(
        request, row, form, verb, title=_("Correct what was recorded"), button=_("Correct it"), lede=lede,
        done=_("Corrected."),
    )  # fmt: skip


@carries_on
def note_step(request, row):
    form = StepForm(request.POST or None, initial={"state": row.state})

    def verb():
        services.note_step(decision=row, by=request.user, **form.cleaned_data)
        return row

    return form_page(
        request, row, form, verb, title=_("What happened to it"), button=_("Note it"), lede=row.text,
        done=_("Noted. You can take it back on this page."),
    )  # fmt: skip


@require_POST
@carries_on
def take_back_step(request, row):
    done = _("Taken back.")
    return carried_out(request, lambda: services.take_back_step(decision=row, by=request.user), done, row)
