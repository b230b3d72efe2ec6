"""Who can read what of a person today, and why: the rules of `models.reading`, asked from the other side."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q

from bigtent.ledger.clock import today
from bigtent.ledger.declarations import Datum, declared
from bigtent.people.models import STAFF_ROLES, Account, Consent, Person, Purpose, RoleGrant
from bigtent.people.models.reading import may_read_for, people_in, read_for


@dataclass(frozen=True)
class Reader:
    """An account of the staff that may read her for one purpose, and by which of its grants."""

    account: Account
    grants: list[RoleGrant]


@dataclass(frozen=True)
class Withheld:
    """A datum of a purpose with the answer that decides about it, if there is one."""

    datum: Datum
    is_read: bool
    answer: Consent | None


@dataclass(frozen=True)
class Access:
    """Everything about one purpose: her answer, who reads, what is read."""

    purpose: Purpose
    answer: Consent | None
    staff: list[Reader]
    members: int
    data: list[Withheld]

    @property
    def is_open(self) -> bool:
        """Whether anybody but herself reads for it."""
        return self.purpose == Purpose.RECORDS or bool(self.answer and self.answer.given)

    @property
    def read(self) -> list[Withheld]:
        return [one for one in self.data if one.is_read]

    @property
    def withheld(self) -> list[Withheld]:
        return [one for one in self.data if not one.is_read]


def who_reads(person: Person) -> list[Access]:
    """For each purpose the accounts that can read her today. She herself always can and is not counted."""
    answers = {(one.purpose, one.datum): one for one in person.consents.in_force()}
    grants = _grants_of_staff(person)
    of_members = _grants_of_members(person)
    covering = _covering(person, {grant.scope for grant in [*grants, *of_members] if grant.scope})
    members = _members(person) | {grant.account_id for grant in of_members if grant.scope in covering}
    return [_access(purpose, answers, grants, covering, members) for purpose in _in_order()]


def _in_order() -> Iterator[Purpose]:
    yield Purpose.RECORDS
    yield from Purpose.asked()


def _access(purpose: Purpose, answers: dict, grants: list[RoleGrant], covering: set[str], members: set[int]) -> Access:
    answer = answers.get((purpose, ""))
    if purpose != Purpose.RECORDS and not (answer and answer.given):
        return Access(purpose, answer, [], 0, [])
    readers: dict[int, Reader] = {}
    for grant in grants:
        if may_read_for(grant.role, purpose) and (not grant.scope or grant.scope in covering):
            readers.setdefault(grant.account_id, Reader(grant.account, [])).grants.append(grant)
    others = members - readers.keys() if may_read_for("member", purpose) else set()
    return Access(purpose, answer, list(readers.values()), len(others), list(_data(purpose, answers)))


def _data(purpose: Purpose, answers: dict) -> Iterator[Withheld]:
    """What may be read for a purpose; for the records all but what is sensitive."""
    if purpose == Purpose.RECORDS:
        yield from (Withheld(datum, True, None) for datum in declared("DATA") if not datum.sensitive)
        return
    for name, datum in read_for(purpose).items():
        answer = answers.get((purpose, name))
        yield Withheld(datum, answer.given if answer else not datum.sensitive, answer)


def _grants_of_staff(person: Person) -> list[RoleGrant]:
    """In the order of names; the widest of an account first."""
    found = RoleGrant.objects.in_force(today()).filter(role__in=STAFF_ROLES, account__is_active=True)
    found = found.exclude(account__person=person).select_related("account__person")
    return list(found.order_by("account__person__family_name", "account__person__given_name", "account", "scope"))


def _grants_of_members(person: Person) -> list[RoleGrant]:
    """Those over a part of the network only, which are few."""
    found = RoleGrant.objects.in_force(today()).filter(role="member", account__is_active=True).exclude(scope="")
    return list(found.exclude(account__person=person))


def _members(person: Person) -> set[int]:
    """The accounts that are members of the whole network, whatever else they are."""
    found = RoleGrant.objects.in_force(today()).filter(role="member", scope="", account__is_active=True)
    return set(found.exclude(account__person=person).values_list("account", flat=True))


def _covering(person: Person, scopes: set[str]) -> set[str]:
    """Those parts of the network that she is in, asked in one query."""
    names = {f"part_{number}": scope for number, scope in enumerate(sorted(scopes))}
    if not names:
        return set()
    wrapped = {
        name: ExpressionWrapper(Q(pk__in=()) | people_in(scope), BooleanField()) for name, scope in names.items()
    }
    found = Person.objects.filter(pk=person.pk).values(**wrapped).get()
    return {scope for name, scope in names.items() if found[name]}
