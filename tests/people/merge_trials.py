"""One trial: random people with everything, merged, edited, taken apart again; what was expected and what is there."""

from itertools import count
from random import Random

from django.apps import apps
from django.db import IntegrityError, connection, transaction

from bigtent.alumni.models import Link
from bigtent.alumni.services import confirm_links, refuse_links
from bigtent.ledger.declarations import declared
from bigtent.ledger.errors import Refusal
from bigtent.mentoring.models import Mentor
from bigtent.mentoring.services import end_offers, pause_mentor
from bigtent.people.errors import MergeError
from bigtent.people.merging.edits import WRITTEN
from bigtent.people.merging.filling import FACTS
from bigtent.people.models import Account, BulkEdit, ContactPoint, Merge, Offer, Person, Purpose, Source
from bigtent.people.services import (
    Reach,
    add_contact_points,
    apply_bulk_edit,
    close_account,
    draw_up_bulk_edit,
    edit_person,
    end_contact_points,
    merge_people,
    set_consents,
    set_offers,
    undo_bulk_edit,
    undo_merges,
)
from tests.factories import make_place, make_profession, make_specialty
from tests.people.drawn_rows import Drawer

EDITS = 24
PERSON = "people.Person"
# What is computed, and what changes so that sessions end.
DERIVED = {"search_text", "password"}
# What somebody says is in use, by table.
SAYS = {
    "people.ContactPoint": ("kind", "value"),
    "people.Offer": ("kind",),
    "mentoring.Mentor": ("program",),
    "mentoring.Mentee": ("program",),
}
SOURCES = [source for source in Source.values if source != "self"]


class Trial:
    def __init__(self, seed: int):
        self.random = random = Random(seed)
        self.number = count(1)
        self.specialties = [make_specialty(code) for code in ("psychiatry", "radiology", "surgery")]
        self.professions = [make_profession(code) for code in ("medicine", "nursing")]
        self.places = [make_place(), make_place(zip="10027", city="New York", state="NY", division="middle-atlantic")]
        self.people = [self._person() for _ in range(random.randint(2, 5))]
        self.drawer = Drawer(random, self.people)
        for person in self.people:
            self.drawer.everything_of(person)
        self.expected = snapshot()
        self.answered: set[tuple] = set()
        self.before_edit: dict[int, dict] = {}
        self.seen: dict | None = None
        self.revived: list[str] = []

    def run(self) -> None:
        self.merge_some()
        for done in range(EDITS):
            self.edit()
            if done == EDITS // 2:
                self.merge_some()
        self.undo_all()

    # What is drawn

    def _person(self) -> Person:
        random = self.random
        return Person.objects.create(
            given_name=random.choice(("Ana", "Anna", "")),
            middle_name=random.choice(("", "M.")),
            family_name=random.choice(("Reyes", "Cole", "Reyes-Cole")),
            former_name=random.choice(("", "Banks")),
            credential=random.choice(("", "MD", "DO")),
            about=random.choice(("", "Likes rivers")),
            name_source=random.choice(Source.values),
            specialty=random.choice((None, *self.specialties)),
            specialty_source=random.choice(Source.values),
            profession=random.choice((None, *self.professions)),
            place=random.choice((None, *self.places)),
            place_source=random.choice(Source.values),
        )

    def current(self) -> list[Person]:
        return list(Person.objects.current().filter(pk__in=[person.pk for person in self.people]))

    def merge_some(self) -> None:
        """Chains, several into one, one at a time or together; every choice drawn."""
        current = self.current()
        self.random.shuffle(current)
        pairs = [(current[self.random.randrange(place)], current[place]) for place in range(1, len(current))]
        pairs = [pair for pair in pairs if self.random.random() < 0.7]
        self.seen = None
        if pairs:
            sides = ("kept", "merged")
            choices = {fact.name: self.random.choice(sides) for fact in FACTS if self.random.random() < 0.4}
            choices["account"] = self.random.choice(sides)
            merge_people(pairs=pairs, by=None, reason="drawn", choices=choices)

    def undo_all(self) -> None:
        while merges := list(Merge.objects.in_force()):
            self.seen = None
            for merge in self.random.sample(merges, len(merges)):
                before = in_use(merge)
                try:
                    undo_merges(merges=[merge], by=None)
                except MergeError:
                    continue
                self.revived += [f"in use again: {said}" for said in in_use(merge) - before]
                break
            if self.random.random() < 0.5:
                self.edit()

    # Edits through the services, and what they change

    def edit(self) -> None:
        verb = self.random.choice(
            (self.facts, self.facts, self.reach, self.stop_reaching, self.answer, self.offers, self.many, self.many,
             self.many_back, self.links, self.mentors, self.sign_in)
        )  # fmt: skip
        before, person = self.seen or snapshot(), self.random.choice(self.current())
        try:
            with transaction.atomic():
                written = verb(person) or {}
        except Refusal:
            self.seen = before
            return
        self.seen = snapshot()
        self._expect(before, self.seen, written)

    def _expect(self, before: dict, after: dict, written: dict) -> None:
        """`written` names the columns that were written, also with what they held; or says what is to be expected."""
        for row in before.keys() - after.keys():
            self.expected.pop(row, None)
        for row in after.keys() - before.keys():
            self.expected[row] = after[row]
        for row in before.keys() & after.keys():
            told = written.get(row, ())
            changed = {name for name in after[row] if after[row][name] != before[row][name]}
            self.expected[row] |= {name: after[row][name] for name in changed | set(told)}
            if isinstance(told, dict) and changed:
                self.expected[row] |= told

    def facts(self, person):
        random = self.random
        field = random.choice(("given_name", "credential", "specialty", "place", "profession", "about", "former_name"))
        value = {
            "specialty": random.choice((None, *self.specialties)),
            "place": random.choice((None, *self.places)),
            "profession": random.choice((None, *self.professions)),
        }.get(field, random.choice(("", "MD", "Mina")))
        changed = edit_person(person=person, by=None, changes={field: value}, reason="drawn")
        return {("people.Person", person.pk): {c for name in changed for c in WRITTEN.get(name, (name,))}}

    def reach(self, person):
        value = f"{self.random.choice('abcd')}@example.org"
        add_contact_points(reaches=[Reach(person.pk, "email", value)], source=self.random.choice(SOURCES), by=None)

    def stop_reaching(self, person):
        points = list(ContactPoint.objects.in_use().filter(person=person))
        end_contact_points(points=points[:1], by=None)

    def answer(self, person):
        purpose = self.random.choice(Purpose.asked())
        self.answered.add((str(purpose), ""))
        set_consents(choices=[(person, purpose, self.random.random() < 0.5)], by=None, basis="drawn")

    def offers(self, person):
        set_offers(offers={person.pk: self.random.sample(Offer.Kind.values, 2)}, by=None)

    def many(self, person):
        purpose = self.random.choice(Purpose.asked())
        change, value = self.random.choice(
            (
                ("specialty", "surgery"),
                ("profession", "nursing"),
                ("state", "CO"),
                ("add_offer", "speak"),
                ("end_offer", "speak"),
                ("consent", {"purpose": purpose, "given": self.random.random() < 0.5, "basis": "paper"}),
                ("end_contact_points", {"source": self.random.choice(SOURCES)}),
            )
        )
        people = [one.pk for one in self.current()]
        edit = draw_up_bulk_edit(people=people, change=change, value=value, by=None, reason="drawn")
        apply_bulk_edit(key=edit.key, by=None)
        self._answered_by(edit)
        written = _written(edit)
        self.before_edit[edit.pk] = {
            row: {name: self.expected[row][name] for name in columns} for row, columns in written.items()
        }
        return written

    def many_back(self, person):
        """What a merge had put there before the edit is there again, so that it goes back with the merge; of whom the
        line says that it stays, nothing was written."""
        edits = list(BulkEdit.objects.filter(state="applied", pk__in=self.before_edit).order_by("pk"))
        if not edits:
            return None
        edit = self.random.choice(edits)
        self._answered_by(edit)
        undo_bulk_edit(key=edit.key, by=None)
        stays = set(edit.lines.exclude(left_because="").values_list("person", flat=True))
        return {
            row: told for row, told in self.before_edit[edit.pk].items() if not (row[0] == PERSON and row[1] in stays)
        }

    def _answered_by(self, edit) -> None:
        if edit.change == "consent":
            self.answered.add((edit.value["purpose"], ""))

    def links(self, person):
        waiting = list(Link.objects.filter(person=person, state="proposed"))[:1]
        if waiting:
            self.random.choice((confirm_links, refuse_links))(links=waiting, by=None)

    def mentors(self, person):
        mentor = Mentor.objects.filter(person=person).first()
        if mentor and self.random.random() < 0.5:
            pause_mentor(mentor=mentor, until=None, by=None)
        elif mentor:
            end_offers(mentors=[mentor], by=None)

    def sign_in(self, person):
        account = Account.objects.filter(person=person, is_active=True).first()
        if account:
            close_account(account=account, by=None)

    # What is wrong in the end

    def faults(self) -> list[str]:
        there = snapshot()
        found = self.revived + [f"lost: {row}" for row in self.expected.keys() - there.keys()]
        found += [f"doubled: {row}" for row in there.keys() - self.expected.keys()]
        for row in self.expected.keys() & there.keys():
            for name, value in self.expected[row].items():
                if there[row][name] != value and not self._is_meant(row, name, value):
                    found.append(f"{row} {name}: {there[row][name]!r}, not {value!r}")
        return found

    def _is_meant(self, row, name: str, value) -> bool:
        """An earlier answer ends when another was given since; a row stays where its like took its place."""
        label, pk = row
        if label == "people.Consent" and name == "ended_at":
            asked = (self.expected[row]["purpose"], self.expected[row]["datum"])
            return asked in self.answered
        owners = {f"{known.field}_id" for known in declared("KNOWN") if known.model == label}
        return name in owners and not _fits(label, pk, name, value)


def in_use(merge: Merge) -> set[tuple]:
    """What the kept record of a merge says in use; whether it can sign in, but by what this merge itself closed."""
    said = set()
    for label, columns in SAYS.items():
        rows = apps.get_model(label).objects.filter(person=merge.kept_id, ended_on__isnull=True)
        said |= {(label, *values) for values in rows.values_list(*columns)}
    accounts = Account.objects.filter(person=merge.kept_id, is_active=True).exclude(pk=merge.closed_account_id)
    return said | ({("people.Account",)} if accounts else set())


def snapshot() -> dict[tuple[str, int], dict]:
    """Every row of every declared table, as the database keeps it: {(table, number): values}."""
    labels = dict.fromkeys(["people.Person", *(known.model for known in declared("KNOWN"))])
    return {(label, row["id"]): row for label in labels for row in _rows(label)}


def _rows(label: str):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{apps.get_model(label)._meta.db_table}"')
        names = [column[0] for column in cursor.description]
        kept = [place for place, name in enumerate(names) if name not in DERIVED]
        for row in cursor.fetchall():
            yield {names[place]: row[place] for place in kept}


def _written(edit) -> dict:
    """The columns that a bulk edit of facts wrote, also where they held the same before."""
    columns = set(WRITTEN.get(edit.change, ()))
    people = edit.lines.changing().values_list("person", flat=True)
    return {("people.Person", pk): columns for pk in people} if columns else {}


def _fits(label: str, pk: int, name: str, value: int) -> bool:
    """Whether the table lets the row go back to where it is expected."""
    undo = transaction.savepoint()
    try:
        with transaction.atomic():
            apps.get_model(label)._base_manager.filter(pk=pk).update(**{name: value})
        return True
    except IntegrityError:
        return False
    finally:
        transaction.savepoint_rollback(undo)
