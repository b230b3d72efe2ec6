"""What the rows of a list add to people: ways to reach them, where they studied, what they received."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from bigtent.alumni.models import AlumniRecord, Award, RosterFile
from bigtent.alumni.services.resolving import BATCH, Schools
from bigtent.ledger.clock import today
from bigtent.people.models import Affiliation, ContactPoint
from bigtent.people.models.person import Source
from bigtent.people.names import folded

CONTACTS = (("email", "email"), ("other_email", "email"), ("phone", "phone"), ("other_phone", "phone"))
SAYS_AWARD = ("program", "award_year", "kind", "amount", "paid_through", "told")


Who = int | str
AwardKey = tuple[Who, str, int | None, str]


class Additions:
    """New rows for the people of a file, each thing once, and awards whose empty fields the list now fills.

    Somebody who is here already goes by her id, somebody new by the identity of her rows until she has one.
    """

    def __init__(self, file: RosterFile, staged: list[AlumniRecord], known: dict[str, int]) -> None:
        self.old = {known[row.identity] for row in staged if row.identity in known}
        self.contacts: list[tuple[Who, ContactPoint]] = []
        self.affiliations: list[tuple[Who, Affiliation]] = []
        self.awards: list[tuple[Who, Award]] = []
        self.programs: list[str] = []
        self._file, self._today, self._schools = file, today(), Schools()
        self._held = _Held(self.old)
        self._before: dict[int, tuple[Award, dict[str, Any]]] = {}
        for row in staged:
            who = known.get(row.identity, row.identity)
            self._reach(row.values, who)
            self._study(row.values, who)
            self._receive(row, who)

    def altered(self) -> list[tuple[Award, dict[str, Any], dict[str, Any]]]:
        """Awards that were here before and are altered now, with what they said before and say now."""
        return [(award, before, _fields(award)) for award, before in self._before.values()]

    def _reach(self, values: dict[str, Any], who: Who) -> None:
        found = [(kind, values[column]) for column, kind in CONTACTS if column in values]
        if values.get("street"):
            found.append(("address", _address(values)))
        for kind, value in found:
            if (who, kind, value) not in self._held.contacts:
                self._held.contacts.add((who, kind, value))
                point = ContactPoint(
                    kind=kind, value=value, source=Source.ROSTER,
                    source_detail=self._file.roster.name, checked_on=self._today,
                )  # fmt: skip
                self.contacts.append((who, point))

    def _study(self, values: dict[str, Any], who: Who) -> None:
        school, year = values.get("school", ""), values.get("class_year")
        if not school and not year:
            return
        organization = self._schools.find(school) if school else None
        key = (who, organization or folded(school), year)
        if key in self._held.affiliations:
            return
        self._held.affiliations.add(key)
        student = year is not None and year > self._today.year
        studied = Affiliation(
            organization_id=organization, organization_text="" if organization else school,
            role=Affiliation.Role.STUDENT if student else Affiliation.Role.GRADUATE,
            class_year=year, source=Source.ROSTER,
        )  # fmt: skip
        self.affiliations.append((who, studied))

    def _receive(self, row: AlumniRecord, who: Who) -> None:
        values = row.values
        said = any(name in values for name in SAYS_AWARD)
        if not said and (not self._file.everyone_awarded or who in self._held.awarded):
            return
        program = values.get("program") or self._file.program
        key = (who, program.casefold(), values.get("award_year"), values.get("kind", "support"))
        held = self._meant(key, values)
        if held is None:
            self._award(row, key, program)
        elif held.pk:
            self._fill(held, values)

    def _meant(self, key: AwardKey, values: dict[str, Any]) -> Award | None:
        """The award here that the row speaks of. Another amount in the same year is a second payment, unless
        the award stood alone before this file: then the list has corrected it."""
        held = self._held.awards[key]
        amount = Decimal(values["amount"]) if values.get("amount") else None
        same = (award for award in held if amount is None or award.amount in (None, amount))
        alone = held[0] if len(held) == 1 and held[0].pk and held[0].pk not in self._before else None
        return next(same, alone)

    def _award(self, row: AlumniRecord, key: AwardKey, program: str) -> None:
        award = Award(year=key[2], kind=key[3], record=row)
        self._take(award, row.values)
        self._held.awards[key].append(award)
        self._held.awarded.add(key[0])
        self.awards.append((key[0], award))
        self.programs.append(program)

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
        self.contacts: set[tuple[Who, str, str]] = set()
        self.affiliations: set[tuple[Who, int | str, int | None]] = set()
        self.awards: dict[AwardKey, list[Award]] = defaultdict(list)
        ids = sorted(people)
        for at in range(0, len(ids), BATCH):
            self._load(ids[at : at + BATCH])
        self.awarded: set[Who] = {key[0] for key in self.awards}

    def _load(self, ids: list[int]) -> None:
        self.contacts |= set(ContactPoint.objects.filter(person_id__in=ids).values_list("person_id", "kind", "value"))
        for studied in Affiliation.objects.filter(person_id__in=ids):
            where = studied.organization_id or folded(studied.organization_text)
            self.affiliations.add((studied.person_id, where, studied.class_year))
        for award in Award.objects.filter(person_id__in=ids).select_related("program"):
            program = award.program.name.casefold() if award.program else ""
            self.awards[award.person_id, program, award.year, award.kind].append(award)


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
