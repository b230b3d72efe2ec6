"""Who of an audience is written to, and why the others are not: what a page counts is what is sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from bigtent.ledger.declarations import AudienceSource, declared
from bigtent.outreach.errors import AudienceError
from bigtent.outreach.models import Audience, Delivery, Preference, Suppression
from bigtent.people.batches import in_batches
from bigtent.people.consent_words import TOPIC
from bigtent.people.forms.directory import DirectorySearch
from bigtent.people.models import Consent, ContactPoint, Person, Purpose

# Of so many the addresses are asked for by their numbers; of more all are read, which is quicker then.
FEW = 4_000
Because = Delivery.Because
# In the order in which they are asked: each person is counted once, by the first that keeps her out.
ASKED = (Because.CONSENT, Because.TOPIC, Because.CHANNEL, Because.SUPPRESSED, Because.ADDRESS)


@dataclass(frozen=True)
class Reach:
    """Everybody an audience finds, each once: reached at an address, or left out for the first reason that holds.

    `addresses` are those reached, by the number of the person; `people` those left out, by reason; `weekly` those
    reached who want one mail a week.
    """

    addresses: dict[int, str]
    people: dict[str, list[int]]
    weekly: frozenset[int] = frozenset()

    @property
    def matched(self) -> int:
        return len(self.addresses) + sum(map(len, self.people.values()))

    @property
    def reached(self) -> int:
        return len(self.addresses)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many each reason leaves out, in the order in which they are asked."""
        return {reason: len(self.people[reason]) for reason in ASKED}


def reach(audience: Audience, by, topic=None) -> Reach:
    """Ask anew who is in the audience and who of them may be written to on this topic by `by`.

    The audience need not be saved. Whom it finds are the records that `by` keeps; who may be written to is their word.
    """
    return _sorted_out(list(_found(audience, by)), by, topic)


def _found(audience: Audience, by) -> Iterable[int]:
    found = Person.objects.visible_to(by, Purpose.RECORDS).search(**criteria_of(audience.criteria))
    if audience.source:
        source, number = source_of(audience.source)
        found = found.filter(pk__in=source.people(number))
    return _ids(found)


def criteria_of(query: str) -> dict:
    """What the directory is asked by a kept search. One that makes no sense is refused: read as nothing asked it
    would be everybody."""
    form = DirectorySearch(QueryDict(query))
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        words = _("The search of this audience asks for “%(value)s” under “%(field)s”: %(error)s Choose it anew.")
        label = form.fields[field].label if field in form.fields else field
        value = ", ".join(form.data.getlist(field))
        raise AudienceError(words % {"value": value[:80], "field": label, "error": errors[0]}, field="criteria")
    return form.criteria()


def source_of(source: str) -> tuple[AudienceSource, str]:
    """The declared source behind a name such as "group:12", and the number in it."""
    name, _colon, number = source.partition(":")
    kinds = [kind for kind in declared("AUDIENCES") if kind.name == name]
    if not kinds or not (number.isascii() and number.isdecimal()) or len(number) > 18:
        raise AudienceError(_("Nobody knows the people of “%s” any more. Choose them anew.") % source, field="source")
    return kinds[0], number


def _sorted_out(found: list[int], by, topic) -> Reach:
    """One pass over sets of numbers: five short questions instead of one long one is what keeps it quick."""
    agreed = set(_ids(Person.objects.visible_to(by, Purpose.OUTREACH).consenting_to(Purpose.OUTREACH)))
    unwanted = _saying_no_to(topic)
    on_platform = set(_preferring(channel=Preference.Channel.PLATFORM))
    people: dict[str, list[int]] = {reason: [] for reason in ASKED}
    wanting: list[int] = []
    for pk in found:
        if pk not in agreed:
            people[Because.CONSENT].append(pk)
        elif pk in unwanted:
            people[Because.TOPIC].append(pk)
        elif pk in on_platform:
            people[Because.CHANNEL].append(pk)
        else:
            wanting.append(pk)
    addresses, suppressed = _addresses(wanting)
    for pk in wanting:
        if pk not in addresses:
            people[Because.SUPPRESSED if pk in suppressed else Because.ADDRESS].append(pk)
    weekly = _preferring(rhythm=Preference.Rhythm.WEEKLY)
    return Reach(addresses, people, frozenset(pk for pk in weekly if pk in addresses))


def _saying_no_to(topic) -> set[int]:
    if topic is None:
        return set()
    said = Consent.objects.answered(Purpose.OUTREACH, f"{TOPIC}{topic.code}", given=False)
    return set(said.values_list("person", flat=True))


def _preferring(**wish) -> Iterable[int]:
    return Preference.objects.filter(**wish).values_list("person", flat=True)


def _addresses(people: list[int]) -> tuple[dict[int, str], set[int]]:
    """The address of each of these people who has one that may be written to; and those who only have others.

    Hashing is what takes long, so only the best address of each is hashed; whose best is kept out is asked again.
    """
    best = _best_addresses(people)
    kept_out = Suppression.objects.kept_out()
    barred = [pk for pk, address in best.items() if kept_out.holds(ContactPoint.Kind.EMAIL, address)]
    usable = _best_addresses(barred, kept_out)
    suppressed = set(barred) - usable.keys()
    return {pk: address for pk, address in (best | usable).items() if pk not in suppressed}, suppressed


def _best_addresses(people: list[int], kept_out=None) -> dict[int, str]:
    points, wanted = ContactPoint.objects.in_use(), set(people)
    if len(people) > FEW:
        return {pk: address for pk, address in points.best_addresses(kept_out).items() if pk in wanted}
    best: dict[int, str] = {}
    for batch in in_batches(people):
        best |= points.filter(person__in=batch).best_addresses(kept_out)
    return best


def _ids(people) -> Iterable[int]:
    return people.order_by().values_list("pk", flat=True).iterator(chunk_size=10_000)
