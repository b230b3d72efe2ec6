"""What is written to students and mentors when a round is published."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bigtent.mentoring.models import MatchRound, Notice, Pairing
from bigtent.people.languages import writing_to
from bigtent.people.models import ContactPoint, Network, Person, Purpose
from bigtent.people.models.reading import leave_out_withheld

# Whose letter it is, and what is read of the other side.
READ = {
    Notice.Side.STUDENT: ("mentee", "mentor__person__specialty", "mentor__person__place"),
    Notice.Side.MENTOR: ("mentor", "mentee__person", "mentee__specialty"),
}

# What of her each side must not withhold to be paired, and who is on the other side.
AGREED = {Notice.Side.STUDENT: "mentoring.wish", Notice.Side.MENTOR: "mentoring.offer"}
OTHER_SIDE = {Notice.Side.STUDENT: Notice.Side.MENTOR, Notice.Side.MENTOR: Notice.Side.STUDENT}


@dataclass(frozen=True)
class Letter:
    """One message. The subject is neutral: who reads over a shoulder learns nothing."""

    address: str
    subject: str
    body: str
    withheld_because: str = ""
    language: str = ""


def letters_for(match_round: MatchRound, notices: Iterable[Notice]) -> dict[int, Letter]:
    """The letter of each notice, by its number.

    Who no longer agrees to be paired is neither written to nor named, though the round was published before.
    """
    notices = list(notices)
    latest = match_round.proposals.first()
    pairings = _by_person(latest.pairings.all(), notices)
    others = [_other(side, one) for (side, _person), found in pairings.items() for one in found]
    people = {notice.person_id for notice in notices} | {other.person_id for other in others}
    leave_out_withheld([other.person for other in others], Purpose.MENTORING)
    agreed = {side: _agreed(people, datum) for side, datum in AGREED.items()}
    addresses = ContactPoint.objects.in_use().filter(person__in=people).best_addresses()
    network = Network.current()
    return {
        notice.pk: _letter(notice, pairings[notice.side, notice.person_id], agreed, addresses, network)
        for notice in notices
    }


def _agreed(people: Iterable[int], datum: str) -> set[int]:
    agreed = Person.objects.consenting_to(Purpose.MENTORING, datum).filter(pk__in=people)
    return set(agreed.values_list("pk", flat=True))


def _letter(notice: Notice, pairings: list[Pairing], agreed: dict[str, set[int]], addresses, network) -> Letter:
    if notice.person_id not in agreed[notice.side]:
        return Letter("", "", "", _("She or he has since said no to being paired, so no letter goes there."))
    other_side = agreed[OTHER_SIDE[notice.side]]
    told = [one for one in pairings if _other(notice.side, one).person_id in other_side]
    if not told:
        return Letter("", "", "", _("The other side has since said no to being paired, so there is nobody to name."))
    return write(notice.side, notice.person, told, addresses, network)


def _by_person(pairings, notices: list[Notice]) -> dict[tuple[str, int], list[Pairing]]:
    found = defaultdict(list)
    for side, (path, *read) in READ.items():
        people = [notice.person_id for notice in notices if notice.side == side]
        if people:
            for pairing in pairings.filter(**{f"{path}__person__in": people}).select_related(path, *read):
                found[side, getattr(pairing, path).person_id].append(pairing)
    return found


def write(side: str, person, pairings: list[Pairing], addresses: dict[int, str], network: Network) -> Letter:
    """The letter to one person about all her pairings."""
    context = {
        "person": person,
        "network": network,
        "url": settings.SITE_URL + reverse("mentoring:mine"),
        "pairs": [(one, addresses.get(_other(side, one).person_id, "")) for one in pairings],
    }
    with writing_to(person):
        body = render_to_string(f"mentoring/letters/{side}.txt", context)
        subject = _("A message for you from %(network)s") % {"network": network}
        language = get_language()
    return Letter(addresses.get(person.pk, ""), subject, body.strip() + "\n", language=language)


def _other(side: str, pairing: Pairing):
    return pairing.mentor if side == Notice.Side.STUDENT else pairing.mentee


def preview(proposal) -> list[tuple[str, Letter]]:
    """Both letters as the first pairing of a proposal would get them."""
    first = proposal.pairings.with_profiles().first()
    if first is None:
        return []
    leave_out_withheld([first.mentee.person, first.mentor.person], Purpose.MENTORING)
    both = [first.mentee.person_id, first.mentor.person_id]
    addresses = ContactPoint.objects.in_use().filter(person__in=both).best_addresses()
    network = Network.current()
    sides = ((Notice.Side.STUDENT, first.mentee.person), (Notice.Side.MENTOR, first.mentor.person))
    return [(side.label, write(side, person, [first], addresses, network)) for side, person in sides]


def without_address(proposal):
    """People of a proposal's pairings whom no letter can reach."""
    paired = Q(pk__in=proposal.pairings.values("mentee__person")) | Q(pk__in=proposal.pairings.values("mentor__person"))
    reached = ContactPoint.objects.in_use().filter(kind=ContactPoint.Kind.EMAIL, person=OuterRef("pk"))
    return Person.objects.filter(paired).exclude(Exists(reached))
