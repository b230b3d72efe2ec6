"""A crowd with random answers and readers of every kind, and the rules of reading written out once more, plainly.

Nothing here asks the platform what may be read: `Rules` knows only what was answered and granted.
"""

import random
from dataclasses import dataclass, field

from bigtent.ledger.clock import now, today
from bigtent.people.models import (
    Account,
    Affiliation,
    Consent,
    Offer,
    Organization,
    Person,
    Place,
    RoleGrant,
    Specialty,
)
from tests.factories import make_organization, make_profession

ASKED = ("directory", "mentoring", "outreach", "reporting", "research", "press")
STAFF = ("administrator", "program_manager", "reviewer")
FOR_MEMBERS = ("directory", "mentoring")
# For what each datum of a person may be read at all, as the page of her choices says it.
READ_FOR = {
    "people.former_name": ("directory",),
    "people.credential": ("directory", "mentoring", "press"),
    "people.specialty": ("directory", "mentoring", "research"),
    "people.place": ("directory", "mentoring", "research"),
    "people.school": ("directory", "research"),
    "people.about": ("directory",),
    "people.offer-speak": ("directory",),
}
DATA = tuple(READ_FOR)


@dataclass
class Rules:
    """What was answered and granted, by person and by account."""

    answers: dict[tuple[int, str, str], bool] = field(default_factory=dict)
    school_of: dict[int, int] = field(default_factory=dict)
    grants: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    active: dict[int, bool] = field(default_factory=dict)
    person_of: dict[int, int] = field(default_factory=dict)

    def reaches(self, account: int, person: int, roles) -> bool:
        """Whether one of these roles of the account holds over the whole network, or over the person's school."""
        held = [scope for role, scope in self.grants[account] if role in roles]
        return "" in held or f"school:{self.school_of[person]}" in held

    def may_read(self, account: int, person: int, purpose: str) -> bool:
        if not self.active[account]:
            return False
        if self.person_of[account] == person:
            return True
        roles = STAFF + (("member",) if purpose in FOR_MEMBERS else ())
        if not self.reaches(account, person, roles):
            return False
        return purpose == "records" or self.answers.get((person, purpose, "")) is True

    def may_read_datum(self, account: int, person: int, purpose: str, datum: str) -> bool:
        if not self.may_read(account, person, purpose):
            return False
        if purpose == "records" or self.person_of[account] == person:
            return True
        return purpose in READ_FOR[datum] and self.answers.get((person, purpose, datum)) is not False

    def keeps(self, account: int, person: int) -> bool:
        """Whether the pages of people show her whole record."""
        return self.may_read(account, person, "records")

    def sees(self, account: int, person: int, datum: str = "") -> bool:
        """What the pages of people show: the whole record to those who keep it, to others what the directory has."""
        if self.keeps(account, person):
            return True
        if not datum:
            return self.may_read(account, person, "directory")
        return self.may_read_datum(account, person, "directory", datum)


def marks(person: Person) -> dict[str, str]:
    """A word for each datum that stands nowhere but with this person."""
    number = f"{person.pk:05}"
    return {
        "people.former_name": f"Formerly{number}",
        "people.credential": f"CR{number}",
        "people.specialty": f"Healing {number}",
        "people.place": f"Town{number}",
        "people.school": "School",
        "people.about": f"Story{number}",
        "people.offer-speak": "Speak at an event",
    }


def make_crowd(
    chance: random.Random, *, people: int = 60, readers: int = 40
) -> tuple[Rules, list[Person], list[Account]]:
    """People who have every datum and answer at random; accounts with random roles over all or one of three schools."""
    rules, schools = Rules(), [make_organization() for _ in range(3)]
    crowd = _people(people, schools, rules, chance)
    _answers(crowd, rules, chance)
    accounts = _accounts(readers, crowd, schools, rules, chance)
    return rules, crowd, accounts


def _people(count: int, schools: list[Organization], rules: Rules, chance: random.Random) -> list[Person]:
    first = (Person.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    profession, crowd = make_profession(), []
    for pk in range(first, first + count):
        mark = marks(Person(pk=pk))
        specialty = Specialty.objects.create(
            code=f"healing-{pk}", name=mark["people.specialty"], family="Care", profession=profession
        )
        place = Place.objects.create(zip=f"{pk:05}", city=mark["people.place"], state="CO", division="mountain")
        person = Person(
            pk=pk, given_name="Crowd", family_name=f"Person{pk:05}", former_name=mark["people.former_name"],
            credential=mark["people.credential"], about=mark["people.about"], specialty=specialty, place=place,
        )  # fmt: skip
        person.fill_search_text()
        crowd.append(person)
    Person.objects.bulk_create(crowd)
    rules.school_of = {person.pk: chance.choice(schools).pk for person in crowd}
    Affiliation.objects.bulk_create(
        Affiliation(person=person, organization_id=rules.school_of[person.pk], role="graduate", class_year=2004)
        for person in crowd
    )
    Offer.objects.bulk_create(Offer(person=person, kind="speak", made_on=today()) for person in crowd)
    return crowd


def _answers(crowd: list[Person], rules: Rules, chance: random.Random) -> None:
    """A yes, a no or nothing to each purpose and to each of its data; some answers were taken back."""
    rows = []
    for person in crowd:
        for purpose in ASKED:
            for datum in ("", *(name for name, purposes in READ_FOR.items() if purpose in purposes)):
                said = chance.choice([True, True, False, None] if not datum else [True, False, None, None])
                if said is not None:
                    rules.answers[person.pk, purpose, datum] = said
                    rows.append(Consent(person=person, purpose=purpose, datum=datum, given=said))
                if chance.random() < 0.2:
                    rows.append(Consent(person=person, purpose=purpose, datum=datum, given=not said, ended_at=now()))
    Consent.objects.bulk_create(rows)


def _accounts(count: int, crowd, schools, rules: Rules, chance: random.Random) -> list[Account]:
    scopes = ["", "", *(f"school:{school.pk}" for school in schools), "school:999999", "castle:1"]
    accounts, grants = [], []
    for number, person in enumerate(chance.sample(crowd, count)):
        account = Account(person=person, email=f"crowd{number}@example.org", is_active=chance.random() < 0.9)
        account.set_unusable_password()
        accounts.append(account)
    Account.objects.bulk_create(accounts)
    for account in accounts:
        chosen = {
            (chance.choice([*STAFF, "member", "member"]), chance.choice(scopes)) for _ in range(chance.randint(0, 2))
        }
        over = {(role, scope) for role, scope in chosen if chance.random() < 0.15}
        grants += [
            RoleGrant(account=account, role=role, scope=scope, until_on="2026-11-21" if (role, scope) in over else None)
            for role, scope in chosen
        ]
        rules.grants[account.pk] = sorted(chosen - over)
        rules.active[account.pk], rules.person_of[account.pk] = account.is_active, account.person_id
    RoleGrant.objects.bulk_create(grants)
    return accounts
