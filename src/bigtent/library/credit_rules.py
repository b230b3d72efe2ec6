"""What a file of completions has to look like for the accreditor, and what is wrong with rows that do not.

The file is the learner batch template of the Program and Activity Reporting System (PARS) of the Accreditation Council
for Continuing Medical Education (ACCME): an Excel workbook whose first row is guidance, whose second row holds the
headings, and whose rows from the third on are one learner each.

Sources, looked up for these rules (a decision record, “Credit goes out in the columns of PARS”, says what each gave):
ACCME, "Excel Template Instructions for Submitting Learner Completion Data" (accme.org/resource/
excel-learner-upload-instructions, 2025) and its template 917 of 2024-01-25 (accme.org/resource/
excel-learner-batch-template): columns, their order, and the sample row; ACCME, "CME Credit Reporting Checklist"
(accme.org/publications/cme-credit-reporting-checklist) and FAQ 10501: what identifies a learner, month and day of
birth without the year; AMA, "The Physician's Recognition Award and credit system" (2006), as quoted by Boston
University (bumc.bu.edu/cme/activity-planning/cme-credit): credit in quarters; CMS, check digit of the National
Provider Identifier (45 CFR 162.406, 69 FR 3434): ten digits, the last by the Luhn formula with the prefix 80840.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from bigtent.library.pars import (
    ACTION,
    ACTIVITY,
    ADD,
    BOARDS,
    BORN,
    COMPLETED,
    CREDITS,
    FIRST,
    FIRST_LINE,
    HOURS,
    LAST,
    LICENSE,
    PARS,
    STATE,
    STATES,
)

MOST_CREDITS = Decimal(200)
LONGEST_NAME, LONGEST_LICENSE = 50, 30
DAYS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
NAME = re.compile(r"[^\W\d_][^\d_<>=+@|;\t\r\n\\/\"]*")
LICENSE_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9. /-]*[A-Za-z0-9])?")
NPI_PREFIX = "80840"

NAMES_OF_STATES = frozenset(STATES.values())


@dataclass(frozen=True)
class Fault:
    """One cell that would be refused: the line of the file, the column, what stands there, and what to do."""

    line: int
    column: str
    value: str
    remedy: str


def faults(rows: Iterable[Sequence[Any]], *, on: date, columns: Sequence[str] = PARS) -> Iterator[Fault]:
    """What is wrong with rows in the order of the columns, cell by cell and line by line; nothing where all is well.

    `on` is the day they are sent. A row of another length has one fault; a learner who stands twice has one for the
    later line.
    """
    seen: dict[tuple[Any, ...], int] = {}
    for line, row in enumerate(rows, start=FIRST_LINE):
        if len(row) != len(columns):
            words = _("The row has %(n)s cells; it needs %(wanted)s, some of them empty.")
            yield Fault(line, "", str(len(row)), words % {"n": len(row), "wanted": len(columns)})
            continue
        yield from _in_row(line, row, columns, on)
        mark = _learner(row, columns)
        if (first := seen.get(mark)) and LICENSE in columns:
            words = _("The same learner stands in line %(line)s already. Leave one of the two out.")
            yield Fault(line, LICENSE, str(row[columns.index(LICENSE)]), words % {"line": first})
        seen.setdefault(mark, line)


def _in_row(line: int, row: Sequence[Any], columns: Sequence[str], on: date) -> Iterator[Fault]:
    for column, value in zip(columns, row, strict=True):
        if remedy := CHECKS[column](value, on):
            yield Fault(line, column, "" if value is None else str(value), remedy)


def _learner(row: Sequence[Any], columns: Sequence[str]) -> tuple[str, ...]:
    """What one learner is told from another by, in one activity on one day."""
    told = dict(zip(columns, row, strict=True))
    return tuple(str(told.get(name, "")).casefold() for name in (ACTIVITY, COMPLETED, STATE, LICENSE))


def earliest(on: date) -> date:
    """The first day whose completions are still taken: those of last year, until the end of March also of the year
    before."""
    return date(on.year - (2 if on.month <= 3 else 1), 1, 1)


def is_npi(text: str) -> bool:
    """Ten digits of which the last is the check digit."""
    if not (len(text) == 10 and text.isascii() and text.isdecimal() and text[0] in "12"):
        return False
    digits = [int(sign) for sign in reversed(NPI_PREFIX + text)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _action(value: Any, on: date) -> str:
    return "" if value == ADD else _("Write “Add”. Completions are only added here.")


def _activity(value: Any, on: date) -> str:
    text = str(value or "")
    if text.isascii() and text.isdecimal() and 6 <= len(text) <= 12:
        return ""
    return _("Enter on the course the number that PARS gave the activity, such as 202212345: digits only.")


def _completed(value: Any, on: date) -> str:
    if not isinstance(value, date) or isinstance(value, datetime):
        return _("Write the day of completion as a date.")
    if value > on:
        return _("The day of completion is still to come. Wait until it is over.")
    if value < earliest(on):
        words = _("PARS takes completions since %(day)s. Ask the provider how this one can be reported.")
        return words % {"day": earliest(on).isoformat()}
    return ""


def _name(value: Any, on: date) -> str:
    text = str(value or "")
    if not text.strip():
        return _("Enter the name as it stands on the license.")
    if len(text) > LONGEST_NAME:
        return _("Shorten it to %(n)s letters, as the licensing board writes it.") % {"n": LONGEST_NAME}
    return (
        "" if NAME.fullmatch(text) else _("Write letters only, as on the license: no digits and no signs like = or @.")
    )


def _born(value: Any, on: date) -> str:
    found = re.fullmatch(r"(\d\d)/(\d\d)", str(value or ""), re.ASCII)
    month, day = (int(part) for part in found.groups()) if found else (0, 0)
    if 1 <= month <= 12 and 1 <= day <= DAYS.get(month, 31):
        return ""
    return _("Give month and day of birth, two digits each, such as 09/10. No year.")


def _state(value: Any, on: date) -> str:
    return "" if value in NAMES_OF_STATES else _("Choose the state of the license from the list, such as Maine.")


def _license(value: Any, on: date) -> str:
    text = str(value or "")
    if not text:
        return _("Enter the license ID, or the NPI.")
    if len(text) > LONGEST_LICENSE or not LICENSE_ID.fullmatch(text):
        return _("Write the license ID as the board gives it: letters and digits, perhaps with . - / or blanks inside.")
    return ""


def _hours(value: Any, on: date) -> str:
    try:
        hours = Decimal(str(value))
    except InvalidOperation:
        hours = Decimal(0)
    if hours.is_finite() and 0 < hours <= MOST_CREDITS:
        return ""
    return _("Give the hours as a number above 0, such as 1.5.")


def _credits(value: Any, on: date) -> str:
    if wrong := _hours(value, on):
        return wrong
    return "" if Decimal(str(value)) % Decimal("0.25") == 0 else _("Round to a quarter of an hour, such as 1.25.")


def _empty(value: Any, on: date) -> str:
    return _("Leave it empty: no board is reported to here.") if value not in (None, "") else ""


CHECKS: dict[str, Callable[[Any, date], str]] = {
    ACTION: _action,
    ACTIVITY: _activity,
    COMPLETED: _completed,
    FIRST: _name,
    LAST: _name,
    BORN: _born,
    STATE: _state,
    LICENSE: _license,
    CREDITS: _credits,
    HOURS: _hours,
    **dict.fromkeys(BOARDS, _empty),
}
