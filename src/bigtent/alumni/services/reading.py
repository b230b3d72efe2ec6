"""One line of a list, read column by column: the values of a person, and what is wrong with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bigtent.alumni.services import cells
from bigtent.alumni.services.cells import NO_NAME, NOTHING, CellProblem, Reading
from bigtent.alumni.services.naming import read_name

NAME = ("full_name", "first_name", "middle_name", "last_name", "former_name", "credential")
# A wrong value here would make a wrong person or a wrong award, so the whole row waits for its correction.
# A value that cannot be used elsewhere is set aside, and the rest of the row is taken.
REFUSING = frozenset({*NAME, "number", "birth_date", "class_year", "award_year", "amount"})

READERS: dict[str, Callable[[str, Reading], Any]] = {
    "number": cells.words(60),
    "birth_date": cells.birth_date,
    "email": cells.email,
    "other_email": cells.email,
    "phone": cells.phone,
    "other_phone": cells.phone,
    "street": cells.words(120),
    "city": cells.words(80),
    "state": cells.state,
    "zip": cells.zip_code,
    "school": cells.words(200),
    "class_year": cells.class_year,
    "program": cells.words(160),
    "award_year": cells.award_year,
    "kind": cells.kind,
    "amount": cells.amount,
    "paid_through": cells.words(200),
    "told": cells.told,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell, by our name of the column."""

    column: str
    value: str
    problem: str
    remedy: str

    @property
    def refuses(self) -> bool:
        return self.column in REFUSING


def read_row(given: Iterable[tuple[str, str]], reading: Reading) -> tuple[dict[str, Any], list[Problem]]:
    """Values by our column names, and the problems found; with a refusing one the values are not to be used."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    name_cells: dict[str, str] = {}
    for column, text in given:
        if not text or text.lower() in (NO_NAME if column in NAME else NOTHING):
            continue
        try:
            if text[0] in "=@+-#":
                cells.refuse_formula(text)
            if column in READERS:
                values[column] = READERS[column](text, reading)
            else:
                name_cells[column] = text
        except CellProblem as found:
            problems.append(Problem(column, text, found.problem, found.remedy))
    if not problems or not any(p.column in NAME for p in problems):
        _read_name(name_cells, values, problems)
    return values, problems


def _read_name(given: dict[str, str], values: dict[str, Any], problems: list[Problem]) -> None:
    try:
        name = read_name(given)
    except CellProblem as found:
        shown = next((c for c in ("last_name", "full_name") if c in given), "last_name")
        problems.append(Problem(shown, " ".join(given.values()), found.problem, found.remedy))
        return
    if len(name.credential) > 40:
        problems.append(
            Problem("credential", name.credential, _("The degree is longer than 40 letters."), _("Shorten it."))
        )
    for part in ("first", "middle", "last", "former", "credential"):
        if text := getattr(name, part):
            values[part] = text
