"""What is written to students and mentors when a round is published."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from bigtent.mentoring.models import MatchRound, Notice, Pairing
from bigtent.people.models import ContactPoint, Network, Person

OWN_WORD_FIRST = {"self": 0, "staff": 1, "roster": 2, "registry": 3}
# Whose letter it is, and what is read of the other side.
READ = {
    Notice.Side.STUDENT: ("mentee", "mentor__person__specialty", "mentor__person__place"),
    Notice.Side.MENTOR: ("mentor", "mentee__person", "mentee__specialty"),
}


@dataclass(frozen=True)
class Letter:
    """One message. The subject is neutral: who reads over a shoulder learns nothing."""

    address: str
    subject: str
    body: str


def letters_for(match_round: MatchRound, notices: Iterable[Notice]) -> dict[int, Letter]:
    """The letter of each notice, by its number."""
    notices = list(notices)
    latest = match_round.proposals.first()
    pairings = _by_person(latest.pairings.all(), notices)
    people = {notice.person_id for notice in notices} | {
        side.person_id for found in pairings.values() for one in found for side in (one.mentee, one.mentor)
    }
    addresses, network = addresses_of(people), Network.current()
    return {
        notice.pk: write(notice.side, notice.person, pairings[notice.side, notice.person_id], addresses, network)
        for notice in notices
    }


def _by_person(pairings, notices: list[Notice]) -> dict[tuple[str, int], list[Pairing]]:
    found = defaultdict(list)
    for side, (path, *read) in READ.items():
        people = [notice.person_id for notice in notices if notice.side == side]
        if people:
            for pairing in pairings.filter(**{f"{path}__person__in": people}).select_related(path, *read):
                found[side, getattr(pairing, path).person_id].append(pairing)
    return found


def addresses_of(people: Iterable[int]) -> dict[int, str]:
    """One e-mail address for each person who has one in use; what people gave themselves comes first."""
    points = ContactPoint.objects.in_use().filter(kind=ContactPoint.Kind.EMAIL, person__in=set(people))
    ranked = sorted(points, key=lambda point: (OWN_WORD_FIRST[point.source], point.pk), reverse=True)
    return {point.person_id: point.value for point in ranked}


def write(side: str, person, pairings: list[Pairing], addresses: dict[int, str], network: Network) -> Letter:
    """The letter to one person about all her pairings."""
    context = {
        "person": person,
        "network": network,
        "url": settings.SITE_URL + reverse("mentoring:mine"),
        "pairs": [(one, addresses.get(_other(side, one).person_id, "")) for one in pairings],
    }
    body = render_to_string(f"mentoring/letters/{side}.txt", context)
    subject = _("A message for you from %(network)s") % {"network": network}
    return Letter(addresses.get(person.pk, ""), subject, body.strip() + "\n")


def _other(side: str, pairing: Pairing):
    return pairing.mentor if side == Notice.Side.STUDENT else pairing.mentee


def preview(proposal) -> list[tuple[str, Letter]]:
    """Both letters as the first pairing of a proposal would get them."""
    first = proposal.pairings.with_profiles().first()
    if first is None:
        return []
    addresses, network = addresses_of([first.mentee.person_id, first.mentor.person_id]), Network.current()
    sides = ((Notice.Side.STUDENT, first.mentee.person), (Notice.Side.MENTOR, first.mentor.person))
    return [(side.label, write(side, person, [first], addresses, network)) for side, person in sides]


def without_address(proposal):
    """People of a proposal's pairings whom no letter can reach."""
    paired = Q(pk__in=proposal.pairings.values("mentee__person")) | Q(pk__in=proposal.pairings.values("mentor__person"))
    reached = ContactPoint.objects.in_use().filter(kind=ContactPoint.Kind.EMAIL, person=OuterRef("pk"))
    return Person.objects.filter(paired).exclude(Exists(reached))
