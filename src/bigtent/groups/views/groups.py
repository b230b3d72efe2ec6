"""Pages of groups: the list, one group as everybody sees it and from inside, found, change and end one."""

from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from bigtent.groups.forms.groups import EndGroupForm, GroupForm
from bigtent.groups.models import Group, GroupDocument, Membership
from bigtent.groups.naming import name_in_public
from bigtent.groups.services import groups as services
from bigtent.groups.services.documents import GRACE
from bigtent.groups.services.memberships import inside as inside_of
from bigtent.groups.services.memberships import may_come_back
from bigtent.groups.views.acting import acting_on, form_page
from bigtent.ledger.clock import now, today

MOST = 5


def seen(account):
    return Group.objects.visible_to(account)


manages = acting_on(seen, "groups.manage")


def home(request):
    """Groups this reader may know of; her own first."""
    found = seen(request.user).select_related("specialty")
    mine = found.of(request.user.person_id) if request.user.is_authenticated else found.none()
    context = {
        "mine": mine,
        "others": found.under_way().exclude(pk__in=[group.pk for group in mine]),
        "ended": found.filter(ended_on__lte=today()),
        "may_manage": request.user.has_perm("groups.manage"),
    }
    return render(request, "groups/home.html", context)


@login_required
@permission_required("groups.manage", raise_exception=True)
def new(request):
    form = GroupForm(request.POST or None)
    return form_page(
        request, None, form, lambda: services.found_group(by=request.user, **form.cleaned_data),
        title=_("Found a group"), button=_("Found it"), done=_("Founded. Give the first seats next."),
        template="groups/new.html",
        lede=_("A council, circle, panel or team. Seats, terms and elections come after."),
    )  # fmt: skip


def group(request, key):
    """The page everybody sees: what it is for, how to come in, what it published, who agreed to be named."""
    row = get_object_or_404(seen(request.user).select_related("specialty"), key=key)
    members = Membership.objects.on(today()).filter(group=row).select_related("person")
    account = request.user
    context = {
        "group": row,
        "named": name_in_public(in_order(members)),
        "documents": GroupDocument.objects.visible_to(account).filter(group=row, is_public=True),
        "elections": row.elections.visible_to(account).unfinished(),
        "sees_inside": account.has_perm("groups.read_inside", row),
        "may_join": row.seating == Group.Seating.OPEN and not row.is_over and account.has_perm("groups.join"),
        **own_place(row, account),
    }
    return render(request, "groups/group.html", context)


def own_place(row: Group, account) -> dict:
    """Whether the reader sits in it; or the seat she left and may still come back to."""
    if not account.is_authenticated:
        return {}
    hers = row.memberships.filter(person=account.person_id)
    if hers.on(today()).exists():
        return {"sits": True}
    left = hers.filter(left_because=Membership.Left.RESIGNED).order_by("-left_on", "-pk").first()
    return {"left": left if left and may_come_back(left) else None}


@acting_on(seen, "groups.read_inside")
def inside(request, row):
    """The page of those who belong to it: members and terms, empty seats, papers, elections, meetings."""
    sitting = row.memberships.sitting().select_related("person", "group")
    members = row.memberships.on(today()).select_related("person")
    context = {
        "group": row,
        "members": in_order(members),
        "ending": {one.pk for one in row.memberships.ending_soon()},
        "coming": [one for one in sitting if one.started_on > today()],
        "vacancies": row.vacancies(today()),
        "documents": row.documents.kept().select_related("document"),
        "removed": row.documents.filter(removed_at__gte=now() - GRACE),
        "elections": row.elections.all()[:MOST],
        "own": next((one for one in members if one.person_id == request.user.person_id), None),
        "may_manage": request.user.has_perm("groups.manage"),
        "may_run": request.user.has_perm("groups.run_meetings", row),
    }
    return render(request, "groups/inside.html", context)


def in_order(members) -> list[Membership]:
    """Chair first, as the roles are listed; then by name."""
    rank = {role: number for number, role in enumerate(Membership.Role.values)}
    return sorted(members, key=lambda one: (rank[one.role], one.person.family_name if one.person else "", one.name))


@manages
def edit(request, row):
    form = GroupForm(request.POST or None, group=row)
    return form_page(
        request, row, form, lambda: services.change_group(group=row, by=request.user, **form.cleaned_data),
        title=_("Change this group"), button=_("Save"), done=_("Saved."), to=inside_of(row),
    )  # fmt: skip


@manages
def end(request, row):
    form = EndGroupForm(request.POST or None)
    return form_page(
        request, row, form, lambda: services.end_group(group=row, by=request.user, **form.cleaned_data),
        title=_("End this group"), button=_("End the group"), done=_("The group has ended."), to=row,
        lede=_("From today on nobody sits in it and elections under way are called off. This cannot be taken back. "
               "What it was, decided and published stays to be read."),
    )  # fmt: skip
