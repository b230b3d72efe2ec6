"""How far an account reads: for which purpose, over which part of the network, and what is withheld from it."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from bigtent.ledger.declarations import Datum, declared
from bigtent.people.batches import in_batches
from bigtent.people.models.consent import Consent, Purpose

STAFF_ROLES = frozenset({"administrator", "program_manager", "reviewer"})
FOR_MEMBERS = frozenset({Purpose.DIRECTORY, Purpose.MENTORING})
NOBODY = Q(pk__in=())


def may_read_for(role: str, purpose: str) -> bool:
    """Staff read for every purpose; members for two; keeping the records is for staff alone."""
    return role in STAFF_ROLES or (role == "member" and purpose in FOR_MEMBERS)


def signed_in(account) -> bool:
    return bool(account and account.is_authenticated and account.is_active)


def people_in(scope: str) -> Q:
    """The people a scope such as "school:12" covers; nobody where its kind or its number is not known."""
    name, _colon, number = scope.partition(":")
    kinds = [kind for kind in declared("SCOPES") if kind.name == name]
    if not kinds or not (number.isascii() and number.isdecimal()) or len(number) > 18:
        return NOBODY
    return Q(pk__in=kinds[0].people(number))


@dataclass(frozen=True)
class Reading:
    """What one account may read of people for one purpose.

    `covered` are the people of its part of the network, None for everybody; `in_full` those whose records it keeps,
    of whom nothing is withheld.
    """

    own: int
    purpose: Purpose
    covered: Q | None
    in_full: Q | None = None

    @classmethod
    def of(cls, account, purpose: str) -> "Reading":
        purpose = Purpose(purpose)
        scopes = {scope for role, scope in account.held if may_read_for(role, purpose)}
        covered = None if "" in scopes else reduce(or_, map(people_in, sorted(scopes)), NOBODY)
        return cls(account.person_id, purpose, covered)

    def people(self) -> Q:
        """Those who may be read: oneself; of the others those covered, who said yes where the purpose is asked."""
        asked = Q(pk__in=Consent.objects.given_to(self.purpose).values("person"))
        if self.purpose == Purpose.RECORDS:
            return Q() if self.covered is None else Q(pk=self.own) | self.covered
        return Q(pk=self.own) | (asked if self.covered is None else self.covered & asked)

    @property
    def withholds(self) -> bool:
        return self.purpose != Purpose.RECORDS

    def open(self) -> Q:
        """The people of whom nothing is withheld from this reader."""
        return Q(pk=self.own) if self.in_full is None else Q(pk=self.own) | self.in_full

    def shown(self, datum: str) -> Q:
        """The people whose datum may be read; a search for it must not find the others."""
        if not self.withholds:
            return Q()
        one = read_for(self.purpose).get(datum)
        if one is None:
            return self.open()
        answered = Q(pk__in=Consent.objects.answered(self.purpose, datum, given=one.sensitive).values("person"))
        return self.open() | (answered if one.sensitive else ~answered)

    def blank(self, people: list) -> None:
        """Take from each person what this reader may not see."""
        if not self.withholds or not people:
            return
        others = {person.pk for person in people} - {self.own}
        if self.in_full is not None:
            in_full = type(people[0]).objects.filter(self.in_full, pk__in=others)
            others -= set(in_full.values_list("pk", flat=True))
        withheld: dict[int, set[str]] = {pk: set() for pk in others}
        for batch in in_batches(others):
            found = Consent.objects.about_data(self.purpose).filter(person__in=batch, given=False)
            for pk, datum in found.values_list("person", "datum"):
                withheld[pk].add(datum)
        # The same person may be there twice, as mentor of two students.
        for person in people:
            if person.pk in others:
                person.withhold(withheld[person.pk], self.purpose)


def leave_out_withheld(people: list, purpose: str) -> None:
    """Take from persons read by another way what they withhold from a purpose: nobody of them is the reader."""
    Reading(own=0, purpose=Purpose(purpose), covered=None).blank(people)


def read_for(purpose: str) -> dict[str, Datum]:
    """The data that may be read for a purpose, by name."""
    return {datum.name: datum for datum in declared("DATA") if purpose in datum.purposes}


def is_sensitive(datum: str) -> bool:
    return any(one.sensitive for one in declared("DATA") if one.name == datum)


def covers(account, roles: frozenset[str], person) -> bool:
    """Whether a part of the network that the account holds one of the roles over has this person in it."""
    scopes = sorted(scope for role, scope in account.held if scope and role in roles)
    if not scopes:
        return False
    return type(person).objects.filter(reduce(or_, map(people_in, scopes)), pk=person.pk).exists()
