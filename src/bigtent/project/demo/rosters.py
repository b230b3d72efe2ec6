"""The three lists that the invented host kept: a finance ledger, a newsletter list, a program office's list.

They overlap, have different columns, encodings and habits, and the dirt of fifty years. What line stands for
whom is kept apart as the truth, so that the product's own finding can be measured.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bigtent.project.demo.dirt import initials, school_as_written, shortened, typos
from bigtent.project.demo.population import Alumni, Reference, some

PROGRAMS = (
    "Ozella Merritt Scholarship",
    "Primary Care Leadership Award",
    "Emergency Grant",
    "Research Fellowship",
    "Examination Fee Help",
)
AMOUNTS = np.array([1500, 2500, 4000, 5000, 7000, 10000])
TWICE = 0.03


@dataclass(frozen=True)
class RosterFile:
    """A written file and who stands on which of its lines (the first line after the header is 2)."""

    path: Path
    source: str
    truth: pl.DataFrame


class Lists:
    """Writes the lists of one set of alumni into a folder."""

    def __init__(self, alumni: Alumni, reference: Reference, random: np.random.Generator, folder: Path) -> None:
        self.alumni, self.reference, self.random, self.folder = alumni, reference, random, folder
        count = len(alumni.people)
        self.in_finance = random.random(count) < 0.60
        self.in_program = (random.random(count) < 0.45) | ~(self.in_finance | alumni.reachable)
        self.program = np.array(PROGRAMS, object)[random.choice(len(PROGRAMS), count, p=[0.5, 0.2, 0.1, 0.12, 0.08])]
        self.award_year = alumni.class_year - random.integers(0, 4, count)
        self.amount = AMOUNTS[random.integers(len(AMOUNTS), size=count)]
        self.through_school = random.random(count) < 0.55
        self.home = np.where(random.random(count) < 0.62, reference.places(random, count), alumni.people.place)
        folder.mkdir(parents=True, exist_ok=True)

    def write(self) -> list[RosterFile]:
        return [self.finance(), self.newsletter(), self.program_office()]

    def finance(self) -> RosterFile:
        """A ledger by payee, from the old system: `Last, First M.`, Windows encoding, dollar signs."""
        who = self._drawn(self.in_finance)
        given, middle, family = self._names(who, noise=1.0)
        table = {
            "Payee": [
                f"{f}, {g}{' ' + m[:1] + '.' if m else ''}" for g, m, f in zip(given, middle, family, strict=True)
            ],
            "Fund": self.program[who],
            "Fiscal Year": self.award_year[who],
            "Amount": [f"${amount:,.2f}" for amount in self.amount[who]],
            "Paid To": np.where(self.through_school[who], "School aid office", "Student"),
            "School": some(self.random, self._schools(who), 0.95),
            "Class Of": some(self.random, self._years(who), 0.93),
        }
        return self._csv("finance-ledger", "Finance ledger", who, table, encoding="cp1252", separator=",")

    def newsletter(self) -> RosterFile:
        """The newsletter's workbook: everybody with an address, and where they live."""
        who = self._drawn(self.alumni.reachable)
        given, _middle, family = self._names(who, noise=1.2)
        home, has_email = self.home[who], self.random.random(len(who)) < 0.93
        table = {
            "First Name": given,
            "Last Name": family,
            "E-mail": np.where(has_email, self.alumni.email[who], None),
            "Phone": np.where(
                ~has_email | (self.random.random(len(who)) < 0.45),
                [f"({p[:3]}) {p[3:6]}-{p[6:]}" for p in self.alumni.people.phone[who]],
                None,
            ),
            "City": self.reference.city[home],
            "State": self.reference.state[home],
            "ZIP": self.reference.zip[home],
            "School": some(self.random, self._schools(who), 0.9),
            "Grad Year": some(self.random, self._years(who), 0.95),
            "Program": self.program[who],
            "Award Year": self.award_year[who],
        }
        return self._xlsx("newsletter", "Newsletter list", who, table)

    def program_office(self) -> RosterFile:
        """The program office's export: the fullest, with a semicolon between the columns."""
        who = self._drawn(self.in_program)
        people = self.alumni.people
        given, middle, family = self._names(who, noise=0.8)
        knows_married = people.changed[who] & (self.random.random(len(who)) < 0.15)
        table = {
            "Given name": given,
            "Middle name": middle,
            "Family name": np.where(knows_married, people.family_name[who], family),
            "Former name": np.where(knows_married, people.birth_name[who], None),
            "Sex": some(self.random, np.where(people.woman[who], "F", "M"), 0.7),
            "Date of birth": some(self.random, self.alumni.born_on[who], 0.6),
            "Medical school": self._schools(who),
            "Graduation": self._years(who),
            "Program": self.program[who],
            "Year of award": self.award_year[who],
            "Kind": some(self.random, np.where(self.program[who] == "Emergency Grant", "grant", "scholarship"), 0.8),
            "Told": np.where(self.through_school[who], "no", "yes"),
        }
        return self._csv("program-office", "Program office", who, table, encoding="utf-8", separator=";")

    def _drawn(self, belongs: np.ndarray) -> np.ndarray:
        """Who stands in the list, some twice, in the list's own order."""
        who = np.flatnonzero(belongs)
        twice = who[self.random.random(len(who)) < TWICE]
        return self.random.permutation(np.concatenate([who, twice]))

    def _names(self, who: np.ndarray, noise: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        people, random = self.alumni.people, self.random
        given = shortened(random, typos(random, people.given_name[who], 0.015 * noise), 0.09 * noise)
        middle = initials(random, people.middle_name[who], none=0.35, initial=0.45)
        family = typos(random, people.birth_name[who], 0.02 * noise)
        two = (people.group[who] == 5) & (random.random(len(who)) < 0.12)
        return given, middle, np.where(two, family + " " + people.second_name[who], family)

    def _schools(self, who: np.ndarray) -> np.ndarray:
        return school_as_written(self.random, self.alumni.school[who], 0.4)

    def _years(self, who: np.ndarray) -> np.ndarray:
        wrong = np.where(self.random.random(len(who)) < 0.05, self.random.integers(-2, 3, len(who)), 0)
        return self.alumni.class_year[who] + wrong

    def _csv(
        self, name: str, source: str, who: np.ndarray, table: dict[str, Any], *, encoding: str, separator: str
    ) -> RosterFile:
        path = self.folder / f"{name}.csv"
        text = _frame(table).write_csv(separator=separator)
        path.write_bytes(text.encode(encoding, errors="replace"))
        return self._file(path, source, who)

    def _xlsx(self, name: str, source: str, who: np.ndarray, table: dict[str, Any]) -> RosterFile:
        path = self.folder / f"{name}.xlsx"
        _frame(table).write_excel(path, worksheet="Newsletter")
        return self._file(path, source, who)

    def _file(self, path: Path, source: str, who: np.ndarray) -> RosterFile:
        truth = pl.DataFrame({"source": [source] * len(who), "line": np.arange(2, len(who) + 2), "alumnus": who})
        return RosterFile(path, source, truth)


def _frame(table: dict[str, Any]) -> pl.DataFrame:
    """All columns as text, as such lists come."""
    as_text = {name: [None if v is None else str(v) for v in values] for name, values in table.items()}
    return pl.DataFrame(as_text, schema=dict.fromkeys(table, pl.String))
