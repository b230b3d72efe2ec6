"""Pages of meetings: the list, one meeting from inside and as others see it, its plan, agenda and attendance."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.gatherings.models import Registration
from bigtent.groups.forms.meetings import AgendaFormSet, AttendanceForm, MeetingForm, ReasonForm
from bigtent.groups.models import Attendance, Group, Meeting
from bigtent.groups.naming import agreeing, name_all, name_in_public
from bigtent.groups.services import meetings as services
from bigtent.groups.services.minutes import in_grace
from bigtent.groups.views.acting import acting_on, carried_out, form_page
from bigtent.groups.writing import as_html
from bigtent.ledger.errors import Refusal
from bigtent.people.models import Person

AT_ONCE = 50


def seen(account):
    return Meeting.objects.visible_to(account).select_related("group", "event")


def groups_seen(account):
    return Group.objects.visible_to(account)


runs = acting_on(seen, "groups.run_meetings")


def meetings(request):
    """All meetings this reader may know of, over all groups."""
    found = seen(request.user)
    if only := request.GET.get("only") == "held":
        found = found.held()
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "groups/meetings.html", {"page": page, "only": only})


def meeting(request, key):
    """One meeting: all of it for those who belong to the group, what was published for others."""
    row = get_object_or_404(seen(request.user), key=key)
    if not request.user.has_perm("groups.read_inside", row.group):
        return render(request, "groups/meeting_public.html", as_published(row))
    context = {
        "meeting": row,
        "group": row.group,
        "agenda": row.agenda.select_related("presenter"),
        "there": list(_by_answer(row)),
        "decisions": row.decisions.order_by("pk"),
        "documents": row.documents.kept().select_related("document"),
        "minutes": as_html(row.minutes),
        "may_run": request.user.has_perm("groups.run_meetings", row.group),
        "in_grace": in_grace(row),
        "coming": coming_to(row),
    }
    return render(request, "groups/meeting.html", context)


def coming_to(row: Meeting) -> dict | None:
    """Which members said that they come, and what was asked beforehand, without the name of who asked."""
    if row.event_id is None:
        return None
    said = Registration.objects.confirmed().filter(slot__event=row.event_id).select_related("person")
    said = [one for one in said if one.person_id]
    return {
        "event": row.event,
        "people": sorted((one.person for one in said), key=lambda person: (person.family_name, person.given_name)),
        "questions": sorted(one.question for one in said if one.question),
    }


def as_published(row: Meeting) -> dict:
    """What everybody else reads of a meeting: names only of those who agreed to be named in public."""
    agenda = list(row.agenda.select_related("presenter"))
    agreed = agreeing({item.presenter_id for item in agenda})
    came = row.attendances.once().filter(came=Attendance.Came.PRESENT).select_related("person")
    return {
        "meeting": row,
        "group": row.group,
        "agenda": [(item, item.presenter if item.presenter_id in agreed else None) for item in agenda],
        "there": name_in_public(came),
        "decisions": row.decisions.order_by("pk"),
        "documents": row.documents.kept().filter(is_public=True).select_related("document"),
        "minutes": as_html(row.minutes),
    }


@acting_on(groups_seen, "groups.run_meetings")
def plan_meeting(request, group):
    form = MeetingForm(request.POST or None)

    def verb():
        return services.plan_meeting(group=group, by=request.user, **form.planned())

    lede = _("The members are told of a meeting to come, at once. One that is over can be written down as well.")
    return form_page(
        request, group, form, verb, title=_("Plan a meeting"), button=_("Plan the meeting"), lede=lede,
        done=_("Saved. You can change or cancel it here until it is held."),
    )  # fmt: skip


@runs
def change_meeting(request, row):
    form = MeetingForm(request.POST or None, meeting=row)

    def verb():
        return services.change_meeting(meeting=row, by=request.user, **form.planned())

    lede = _("The members are told when the time or the place is another one.")
    return form_page(
        request, row, form, verb, title=_("Change the plan"), button=_("Save the plan"), done=_("Saved."), lede=lede
    )


@runs
def cancel_meeting(request, row):
    form = ReasonForm(request.POST or None)

    def verb():
        return services.cancel_meeting(meeting=row, by=request.user, reason=form.cleaned_data["reason"])

    lede = _("The members are told and read the reason. You can plan it again at any time.")
    return form_page(
        request, row, form, verb, title=_("Cancel the meeting"), button=_("Cancel the meeting"), lede=lede,
        done=_("Canceled. The members are told."),
    )  # fmt: skip


@require_POST
@runs
def plan_again(request, row):
    done = _("Planned again. The members are told.")
    return carried_out(request, lambda: services.plan_again(meeting=row, by=request.user), done, row)


@runs
def agenda(request, row):
    """The rows of the agenda, three empty ones at the end; a row without a title is left out."""
    people = _members(row)
    names = ("pk", "title", "text", "minutes_long", "presenter")
    initial = [{"place": item.order} | {name: getattr(item, name) for name in names} for item in row.agenda.all()]
    form = AgendaFormSet(request.POST or None, initial=initial, form_kwargs={"people": people}, prefix="point")
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            services.set_agenda(meeting=row, points=form.points(), by=request.user)
            return redirect(row if "done" in request.POST else request.path)
        except Refusal as refusal:
            refused = str(refusal)
    context = {"meeting": row, "group": row.group, "form": form, "refused": refused}
    return render(request, "groups/agenda.html", context)


@runs
def attendance(request, row):
    """Each member of that day with three answers."""
    noted = {one.person_id: one.came for one in row.attendances.once() if one.person_id}
    people = Person.objects.filter(pk__in=services.members_at(row).keys() | noted.keys())
    form = AttendanceForm(request.POST or None, people=people.order_by("family_name", "given_name", "pk"), noted=noted)

    def verb():
        return services.take_attendance(meeting=row, came=form.came(), by=request.user)

    lede = _("Members of the group on that day. Decisions keep who was there when they were recorded.")
    return form_page(
        request, row, form, verb, title=_("Who came"), button=_("Save who came"), done=_("Saved."), lede=lede
    )


def _by_answer(row: Meeting):
    """Those noted, by whether they came: present, excused, absent."""
    noted = list(row.attendances.once().select_related("person"))
    for answer, label in Attendance.Came.choices:
        if rows := [one for one in noted if one.came == answer]:
            yield label, name_all(rows)


def _members(row: Meeting):
    people = Person.objects.filter(pk__in=services.members_at(row).keys())
    return people.order_by("family_name", "given_name", "pk")
