"""What was done with a person's record, for staff and for herself."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _

from bigtent.ledger.history import Event, entries_of, events, recorded
from bigtent.ledger.models import AuditEntry
from bigtent.people.models import STAFF_ROLES, Account, Person, RoleGrant

SHOWN = 10
PER_PAGE = 25


def history_of(person: Person) -> list[Event]:
    """The latest entries about a person and the records merged into her."""
    return events(person, entries_of(recorded("people.Person"), person)[:SHOWN])


@login_required
def my_history(request):
    """What was done with my record: who by her role, when, what. The same entries that staff see."""
    entries = entries_of(recorded("people.Person"), request.user.person).prefetch_related("by__grants")
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    shown = events(request.user.person, page, lambda entry: _role(entry, request.user))
    return render(request, "people/my_history.html", {"page": page, "events": shown})


def _role(entry: AuditEntry, reader: Account) -> str:
    """Who did it, by what she is there for, not by her name."""
    if entry.by is None:
        return _("the system")
    if entry.by_id == reader.pk:
        return _("you")
    held = {grant.role for grant in entry.by.grants.all()}
    labels = dict(RoleGrant.Role.choices)
    role = next((name for name in labels if name in held & STAFF_ROLES), None)
    return str(labels[role]) if role else _("somebody of the network")
