"""How groups, seats, elections and papers read in the audit, and whose history has a page."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from bigtent.ledger.declarations import Deed, Recorded
from bigtent.people.rules import is_manager

DEEDS_OF_MEMBERS = (
    Deed("found_group", gettext_lazy("The group “%(what)s” was founded")),
    Deed("change_group", gettext_lazy("The group “%(what)s” was changed")),
    Deed("end_group", gettext_lazy("The group “%(what)s” ended")),
    Deed("seat_member", gettext_lazy("A seat was given: %(what)s"), gettext_lazy("%(count)s seats were given")),
    Deed("join_group", gettext_lazy("Joined a group: %(what)s"), gettext_lazy("%(count)s people joined groups")),
    Deed("leave_group", gettext_lazy("Left a group: %(what)s"), gettext_lazy("%(count)s people left groups")),
    Deed("end_membership", gettext_lazy("A membership ended: %(what)s"), gettext_lazy("%(count)s memberships ended")),
    Deed("replace_member", gettext_lazy("A seat passed on: %(what)s"), gettext_lazy("%(count)s seats passed on")),
    Deed("change_role", gettext_lazy("A role in a group changed: %(what)s"), gettext_lazy("%(count)s roles changed")),
    Deed("change_term", gettext_lazy("A term changed: %(what)s"), gettext_lazy("%(count)s terms changed")),
    Deed("take_back_leaving", gettext_lazy("Stays in a group after all: %(what)s")),
    Deed("take_back_seat", gettext_lazy("A seat was taken back: %(what)s")),
    Deed("announce_election", gettext_lazy("An election was announced: %(what)s")),
    Deed(
        "stand",
        gettext_lazy("%(what)s stands in an election"),
        gettext_lazy("%(count)s times somebody said to stand in an election"),
    ),
    Deed("withdraw_candidacy", gettext_lazy("%(what)s no longer stands in an election")),
    Deed("count_election", gettext_lazy("An election was counted: %(what)s")),
    Deed("cancel_election", gettext_lazy("An election was called off: %(what)s")),
    Deed("add_document", gettext_lazy("A paper was added: %(what)s"), gettext_lazy("%(count)s papers were added")),
    Deed("show_document", gettext_lazy("Who may read the paper “%(what)s” changed")),
    Deed("remove_document", gettext_lazy("A paper was removed: %(what)s")),
    Deed("restore_document", gettext_lazy("A paper was put back: %(what)s")),
)


def may_read(account, row) -> bool:
    """Reasons for which somebody was asked to leave stand there: managers read it."""
    return is_manager(account)


def of_group(group) -> Q:
    """The group with its seats, elections and papers."""
    belongs = {
        "groups.group": [group.pk],
        "groups.membership": group.memberships.values_list("pk", flat=True),
        "groups.election": group.elections.values_list("pk", flat=True),
        "groups.groupdocument": group.documents.values_list("pk", flat=True),
    }
    found = Q()
    for table, numbers in belongs.items():
        found |= Q(object_type=table, object_id__in=[str(pk) for pk in numbers])
    return found


HISTORY_OF_MEMBERS = (
    Recorded("groups.Group", may_read, entries=of_group),
    Recorded("groups.Membership", may_read),
    Recorded("groups.Election", may_read),
    Recorded("groups.GroupDocument", may_read),
)
