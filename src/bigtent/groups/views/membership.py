"""Pages of members: who sat when, give a seat, join, leave, and what can be done with one seat."""

from functools import wraps

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.groups.forms.membership import DayForm, EndForm, RoleForm, SeatForm, TermForm
from bigtent.groups.models import Membership
from bigtent.groups.services import memberships as services
from bigtent.groups.services.memberships import inside
from bigtent.groups.timeline import timeline
from bigtent.groups.views.acting import acting_on, carried_out, form_page
from bigtent.groups.views.groups import in_order, manages, seen
from bigtent.ledger.clock import today
from bigtent.people.models import Person, Purpose
from bigtent.people.names import folded

AT_ONCE, MOST_FOUND = 100, 20


@acting_on(seen, "groups.read_inside")
def table(request, group):
    """Who sat at the table when: on one day, and all terms as bars over the years."""
    form = DayForm({"on": request.GET.get("on") or today()})
    day = form.cleaned_data["on"] or today() if form.is_valid() else today()
    terms = group.memberships.sitting().select_related("person").order_by("-started_on", "-pk")
    page = Paginator(terms, AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "group": group,
        "form": form,
        "day": day,
        "members": in_order(group.memberships.on(day).select_related("person")),
        "page": page,
        "drawn": timeline(page.object_list, today()),
    }
    return render(request, "groups/table.html", context)


@manages
def seat(request, group):
    """Find the person, then say in which role and from when until when."""
    person = _person(request)
    if person is None:
        return _search(request, group, _("Give a seat"))
    form = SeatForm(request.POST or None, group=group)
    verb = services.seat_member
    return form_page(
        request, group, form, lambda: verb(group=group, person=person, by=request.user, **form.cleaned_data),
        title=_("A seat for %(name)s") % {"name": person.name}, button=_("Give the seat"), to=inside(group),
        done=_("Seated, and told. You can take it back within 14 days."),
        lede=_("Fellow members see the name. The group’s public page names only those who agreed to be named."),
    )  # fmt: skip


def _person(request) -> Person | None:
    """The person chosen before, among those whose records this account keeps."""
    if key := request.GET.get("person"):
        return get_object_or_404(Person.objects.visible_to(request.user, Purpose.RECORDS), key=key)
    return None


def _search(request, group, title):
    words = request.GET.get("q", "")[:100]
    people = Person.objects.visible_to(request.user, Purpose.RECORDS)
    found = people.matching(folded(words).split()) if folded(words) else people.none()
    shown = found.for_listing().order_by("family_name", "given_name", "pk")[:MOST_FOUND]
    return render(request, "groups/find.html", {"group": group, "found": shown, "words": words, "title": title})


@require_POST
@acting_on(seen, "groups.join")
def join(request, group):
    return carried_out(
        request, lambda: services.join_group(group=group, by=request.user),
        _("You are a member. Fellow members see your name; you can leave here at any time."), group,
    )  # fmt: skip


@require_POST
@acting_on(seen, "groups.take_part")
def leave(request, group):
    return carried_out(
        request, lambda: services.leave_group(group=group, by=request.user),
        _("You have left. Within 14 days you can come back here, while your seat is free."), group,
    )  # fmt: skip


@require_POST
@acting_on(seen, "groups.take_part")
def come_back(request, group):
    """Take one's own leaving back."""
    own = group.memberships.filter(person=request.user.person_id, left_because=Membership.Left.RESIGNED)
    membership = own.order_by("-left_on", "-pk").first()
    if membership is None:
        raise Http404
    return carried_out(
        request, lambda: services.take_back_leaving(membership=membership, by=request.user),
        _("You are a member again, as before."), group,
    )  # fmt: skip


def of_managers(view):
    """A door to one seat, for those who manage."""

    @wraps(view)
    def opened(request, pk):
        rows = Membership.objects.filter(person__isnull=False).select_related("group", "person")
        return view(request, get_object_or_404(rows, pk=pk))

    return login_required(permission_required("groups.manage", raise_exception=True)(opened))


@of_managers
def membership(request, row):
    """One seat, and what can be done with it."""
    is_over = row.last_day is not None and row.last_day < today()
    context = {
        "row": row,
        "group": row.group,
        "is_over": is_over or row.group.is_over,
        "may_take_back": services.may_take_back(row),
        "may_come_back": services.may_come_back(row),
    }
    return render(request, "groups/membership.html", context)


@of_managers
def change_role(request, row):
    form = RoleForm(request.POST or None, initial={"role": row.role})
    return form_page(
        request, row, form, lambda: services.change_role(membership=row, by=request.user, **form.cleaned_data),
        title=_("Another role for %(name)s") % {"name": row.name}, button=_("Change the role"), done=_("Changed."),
        to=inside(row.group),
    )  # fmt: skip


@of_managers
def change_term(request, row):
    form = TermForm(request.POST or None, initial={"ends": row.until_on})
    return form_page(
        request, row, form, lambda: services.change_term(membership=row, by=request.user, **form.cleaned_data),
        title=_("Another end of the term of %(name)s") % {"name": row.name}, button=_("Change the term"),
        done=_("Changed."), to=inside(row.group),
    )  # fmt: skip


@of_managers
def end_membership(request, row):
    form = EndForm(request.POST or None)
    return form_page(
        request, row, form, lambda: services.end_membership(membership=row, by=request.user, **form.cleaned_data),
        title=_("End the membership of %(name)s") % {"name": row.name}, button=_("End the membership"),
        done=_("Ended. Within 14 days it can be taken back, while the seat is free."), to=inside(row.group),
    )  # fmt: skip


@of_managers
def replace_member(request, row):
    """Another person takes the seat for the rest of the term."""
    person = _person(request)
    if person is None:
        return _search(request, row.group, _("Who takes the seat of %(name)s?") % {"name": row.name})
    form, verb = EndForm(request.POST or None), services.replace_member
    return form_page(
        request, row, form, lambda: verb(membership=row, person=person, by=request.user, **form.cleaned_data),
        title=_("%(new)s takes the seat of %(name)s") % {"new": person.name, "name": row.name},
        button=_("Pass the seat on"), done=_("The seat has passed on, and the new member is told."),
        to=inside(row.group), lede=_("From that day on, in the same role and for the rest of the term."),
    )  # fmt: skip


@require_POST
@of_managers
def take_back_seat(request, row):
    return carried_out(
        request, lambda: services.take_back_seat(membership=row, by=request.user),
        _("Taken back: it counts on no day."), inside(row.group),
    )  # fmt: skip


@require_POST
@of_managers
def take_back_leaving(request, row):
    return carried_out(
        request, lambda: services.take_back_leaving(membership=row, by=request.user),
        _("The membership goes on as before."), inside(row.group),
    )  # fmt: skip
