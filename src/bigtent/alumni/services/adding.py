"""What the rows of a list add to people: ways to reach them, where they studied, what they received."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bigtent.alumni.models import AlumniRecord, Award, RosterFile
from bigtent.alumni.services.resolving import BATCH, Schools, programs_named
from bigtent.ledger.clock import today
from bigtent.people.models import Affiliation, ContactPoint
from bigtent.people.models.person import Source
from bigtent.people.names import folded

CONTACTS = (("email", "email"), ("other_email", "email"), ("phone", "phone"), ("other_phone", "phone"))
SAYS_AWARD = ("program", "award_year", "kind", "amount", "paid_through", "told")


class Additions:
    """New rows for the people of a file, each thing once, and awards whose empty fields the list now fills."""

    def __init__(
        self, file: RosterFile, staged: list[AlumniRecord], person_of: dict[str, int], old: set[int]
    ) -> None:
        self.old = old & {person_of[row.identity] for row in staged}
        self.contacts: list[ContactPoint] = []
        self.affiliations: list[Affiliation] = []
        self.awards: list[Award] = []
        self._file, self._today = file, today()
        self._schools = Schools()
        self._programs = programs_named([file.program, *(row.values.get("program", "") for row in staged)])
        self._held = _Held(self.old)
        self._before: dict[int, tuple[Award, dict[str, Any]]] = {}
        for row in staged:
            person_id = person_of[row.identity]
            self._reach(row.values, person_id)
            self._study(row.values, person_id)
            self._receive(row, person_id)

    def altered(self) -> Iterator[tuple[Award, dict[str, Any], dict[str, Any]]]:
        """Awards that were here before and are altered now, saved one by one: they are few."""
        for award, before in self._before.values():
            award.save()
            yield award, before, _fields(award)

    def _reach(self, values: dict[str, Any], person_id: int) -> None:
        found = [(kind, values[column]) for column, kind in CONTACTS if column in values]
        if values.get("street"):
            found.append(("address", _address(values)))
        for kind, value in found:
            if (person_id, kind, value) not in self._held.contacts:
                self._held.contacts.add((person_id, kind, value))
                self.contacts.append(
                    ContactPoint(
                        person_id=person_id, kind=kind, value=value, source=Source.ROSTER,
                        source_detail=self._file.roster.name, checked_on=self._today,
                    )  # fmt: skip
                )

    def _study(self, values: dict[str, Any], person_id: int) -> None:
        school, year = values.get("school", ""), values.get("class_year")
        if not school and not year:
            return
        organization = self._schools.find(school) if school else None
        key = (person_id, organization or folded(school), year)
        if key in self._held.affiliations:
            return
        self._held.affiliations.add(key)
        student = year is not None and year > self._today.year
        self.affiliations.append(
            Affiliation(
                person_id=person_id, organization_id=organization,
                organization_text="" if organization else school,
                role=Affiliation.Role.STUDENT if student else Affiliation.Role.GRADUATE,
                class_year=year, source=Source.ROSTER,
            )  # fmt: skip
        )

    def _receive(self, row: AlumniRecord, person_id: int) -> None:
        values = row.values
        said = any(name in values for name in SAYS_AWARD)
        if not said and (not self._file.everyone_awarded or person_id in self._held.awarded):
            return
        program = self._programs.get((values.get("program") or self._file.program).casefold())
        key = (person_id, program and program.pk, values.get("award_year"), values.get("kind", "support"))
        held = self._meant(key, values)
        if held is None:
            self._award(row, key)
        elif held.pk:
            self._fill(held, values)

    def _meant(self, key: tuple, values: dict[str, Any]) -> Award | None:
        """The award here that the row speaks of. Another amount in the same year is a second payment, unless
        the award stood alone before this file: then the list has corrected it."""
        held = self._held.awards[key]
        amount = Decimal(values["amount"]) if values.get("amount") else None
        same = (award for award in held if amount is None or award.amount in (None, amount))
        alone = held[0] if len(held) == 1 and held[0].pk and held[0].pk not in self._before else None
        return next(same, alone)

    def _award(self, row: AlumniRecord, key: tuple) -> None:
        person_id, program, year, kind = key
        award = Award(person_id=person_id, program_id=program, year=year, kind=kind, record=row)
        self._take(award, row.values)
        self._held.awards[key].append(award)
        self._held.awarded.add(person_id)
        self.awards.append(award)

    def _fill(self, award: Award, values: dict[str, Any]) -> None:
        before = _fields(award)
        self._take(award, values)
        if _fields(award) != before:
            self._before.setdefault(award.pk, (award, before))

    def _take(self, award: Award, values: dict[str, Any]) -> None:
        if values.get("amount"):
            award.amount = Decimal(values["amount"])
        if values.get("told", "unknown") != "unknown":
            award.told = values["told"]
        if values.get("paid_through"):
            award.paid_through_id = self._schools.find(values["paid_through"])
            award.paid_through_text = "" if award.paid_through_id else values["paid_through"]


class _Held:
    """What the people who were here before have already."""

    def __init__(self, people: set[int]) -> None:
        self.contacts: set[tuple[int, str, str]] = set()
        self.affiliations: set[tuple[int, int | str, int | None]] = set()
        self.awards: dict[tuple, list[Award]] = defaultdict(list)
        ids = sorted(people)
        for at in range(0, len(ids), BATCH):
            self._load(ids[at : at + BATCH])
        self.awarded = {key[0] for key in self.awards}

    def _load(self, ids: list[int]) -> None:
        self.contacts |= set(
            ContactPoint.objects.filter(person_id__in=ids).values_list("person_id", "kind", "value")
        )
        for studied in Affiliation.objects.filter(person_id__in=ids):
            where = studied.organization_id or folded(studied.organization_text)
            self.affiliations.add((studied.person_id, where, studied.class_year))
        for award in Award.objects.filter(person_id__in=ids):
            self.awards[award.person_id, award.program_id, award.year, award.kind].append(award)


def _fields(award: Award) -> dict[str, Any]:
    """What a list may alter of an award, as it can be kept."""
    return {
        "amount": None if award.amount is None else str(award.amount),
        "told": award.told,
        "paid_through_id": award.paid_through_id,
        "paid_through_text": award.paid_through_text,
    }


def _address(values: dict[str, Any]) -> str:
    area = " ".join(filter(None, (values.get("state"), values.get("zip"))))
    return ", ".join(filter(None, (values["street"], values.get("city"), area)))[:254]
