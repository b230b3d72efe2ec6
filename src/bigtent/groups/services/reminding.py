"""What the room tells people by itself: that voting is open, that a term ends soon."""

from django.utils.translation import gettext_lazy

from bigtent.groups.models import Ballot, Election, Membership
from bigtent.groups.rules import VOTERS
from bigtent.groups.services.memberships import inside
from bigtent.ledger.clock import today
from bigtent.outreach.models import Notification
from bigtent.outreach.services.notifying import notify


def remind() -> None:
    """Tell voters that voting is open and members that their term ends within 60 days; each is told once."""
    for election in Election.objects.voting().select_related("group"):
        _tell_of_voting(election)
    ending = Membership.objects.ending_soon().exclude(person=None).select_related("group")
    about = {_end_of(membership): membership for membership in ending}
    people = [membership.person_id for membership in about.values()]
    # This is asked every minute: whoever was told costs no transaction of her own again.
    told = Notification.objects.filter(person__in=people, about__in=about).values_list("about", flat=True)
    for name in about.keys() - set(told):
        _tell_of_end(about[name])


def _tell_of_voting(election: Election) -> None:
    voters = election.group.memberships.on(today()).filter(role__in=VOTERS).exclude(person=None)
    voters = voters.exclude(person__in=Ballot.objects.filter(election=election, person__isnull=False).values("person"))
    notify(
        people=list(voters.values_list("person", flat=True)), title=gettext_lazy("Voting is open in your group"),
        text=str(election.group), url=election.get_absolute_url(), about=f"election:{election.key}:open", by=None,
    )  # fmt: skip


def _end_of(membership: Membership) -> str:
    return f"term:{membership.pk}:{membership.until_on}"


def _tell_of_end(membership: Membership) -> None:
    notify(
        people=[membership.person_id], title=gettext_lazy("Your term in a group ends soon"), text=str(membership.group),
        url=inside(membership.group), about=_end_of(membership), by=None,
    )  # fmt: skip
