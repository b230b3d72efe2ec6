"""What the columns of a list can mean, and which heading probably means what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from bigtent.people.names import folded


@dataclass(frozen=True)
class Column:
    """One thing a list can say of a person; `headings` are what it is usually called, folded."""

    name: str
    label: str
    headings: tuple[str, ...]


def _column(name: str, label: str, headings: str) -> Column:
    return Column(name, label, tuple(heading.strip() for heading in headings.split(",")))


COLUMNS = {
    column.name: column
    for column in (
        _column(
            "number",
            _("Number in your list"),
            "id, number, no, alumni id, alumnus id, member id, donor id, constituent id, person id, record id, "
            "row id, scholar id, account number, lookup id",
        ),
        _column(
            "full_name",
            _("Whole name"),
            "name, full name, alumni name, alumnus name, alumna name, recipient, recipient name, scholar, "
            "scholar name, student name, fellow, fellow name, contact name, display name, awardee",
        ),
        _column(
            "first_name",
            _("First name"),
            "first name, first, given name, given, forename, fname, firstname, name first",
        ),
        _column(
            "middle_name",
            _("Middle name"),
            "middle name, middle, middle initial, initial, init, mi, m i, mname, second name",
        ),
        _column(
            "last_name", _("Last name"), "last name, last, surname, family name, lname, lastname, name last, family"
        ),
        _column(
            "former_name",
            _("Former last name"),
            "former name, former last name, maiden name, maiden, nee, birth name, other last name, "
            "previous name, name at graduation, other name",
        ),
        _column(
            "credential",
            _("Degree after the name"),
            "credential, credentials, degree, degrees, suffix, title after name, post nominal",
        ),
        _column("birth_date", _("Date of birth"), "date of birth, dob, birth date, birthdate, birthday, born, born on"),
        _column(
            "email",
            _("E-mail"),
            "email, e mail, email address, e mail address, mail, primary email, personal email, email 1",
        ),
        _column(
            "other_email",
            _("Second e-mail"),
            "other email, second email, work email, email 2, school email, alternate email, secondary email",
        ),
        _column(
            "phone",
            _("Telephone"),
            "phone, telephone, phone number, tel, mobile, cell, cell phone, home phone, primary phone, phone 1",
        ),
        _column(
            "other_phone",
            _("Second telephone"),
            "other phone, work phone, phone 2, office phone, second phone, alternate phone, business phone",
        ),
        _column(
            "street",
            _("Street"),
            "street, address, street address, address 1, address line 1, mailing address, home address",
        ),
        _column("city", _("City"), "city, town, home city"),
        _column("state", _("State"), "state, st, province, home state, state code"),
        _column("zip", _("ZIP code"), "zip, zip code, zipcode, zip5, postal code, postal, postcode, zip postal"),
        _column(
            "school",
            _("School"),
            "school, medical school, med school, institution, university, college, school name, "
            "school attended, alma mater, school of medicine, graduate school, where studied, studied at",
        ),
        _column(
            "class_year",
            _("Class year"),
            "class year, class, class of, grad year, graduation year, year of graduation, graduation, "
            "grad yr, graduated, finished, yr of graduation, graduation date, grad date, cohort",
        ),
        _column(
            "program",
            _("Program"),
            "program, program name, award, award name, scholarship, scholarship name, fellowship, "
            "fellowship name, fund, fund name, grant, program title",
        ),
        _column(
            "award_year",
            _("Award year"),
            "award year, year of award, year awarded, award date, date awarded, fiscal year, fy, "
            "program year, year received, academic year, date of award",
        ),
        _column("kind", _("Kind of support"), "kind, type, award type, support type, kind of award, type of support"),
        _column(
            "amount",
            _("Amount"),
            "amount, award amount, amount awarded, total, total award, value, dollars, amount paid, payment",
        ),
        _column(
            "paid_through",
            _("Paid through"),
            "paid through, paid to, payee, paid via, disbursed through, disbursed to, payable to, check payee",
        ),
        _column(
            "told",
            _("Was the person told"),
            "told, notified, informed, recipient notified, aware, was told, student notified, knows",
        ),
    )
}

AMBIGUOUS_YEAR = ("year", "yr")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w{2,}")
PHONE = re.compile(r"\+?1?[\s.-]*\(?\d{3}\)?[\s.-]*\d{3}[\s.-]*\d{4}")
LAST_FIRST = re.compile(r"[^\W\d]+[^,\d@]*, ?[^\W\d][^,\d@]*")


def signature(headings: Sequence[str]) -> str:
    """The same for every file with the same headings in any order."""
    return sha256("\n".join(sorted(map(folded, headings))).encode()).hexdigest()


def suggest(headings: Sequence[str], sample: Sequence[Sequence[str]]) -> dict[str, str]:
    """{our column: their heading} by what headings are usually called, then by what the cells hold."""
    found: dict[str, str] = {}
    names = {heading: folded(heading) for heading in headings}
    for fits in (_is_called, _is_called_within):
        for name, column in COLUMNS.items():
            free = [heading for heading in headings if heading not in found.values()]
            best = next((h for called in column.headings for h in free if fits(names[h], called)), None)
            if best and name not in found:
                found[name] = best
    _by_content(found, headings, sample)
    _place_bare_year(found, names)
    return _without_contradiction(found)


def _is_called(heading: str, called: str) -> bool:
    return heading == called or heading.replace(" ", "") == called.replace(" ", "")


def _is_called_within(heading: str, called: str) -> bool:
    """“Home e-mail address (preferred)” holds “email address”; very short words must stand alone."""
    return len(called) > 4 and f" {called} " in f" {heading} "


def _by_content(found: dict[str, str], headings: Sequence[str], sample: Sequence[Sequence[str]]) -> None:
    for place, heading in enumerate(headings):
        cells = [row[place] for row in sample if place < len(row) and row[place]]
        if heading in found.values() or len(cells) < 2:
            continue
        for name, pattern in (("email", EMAIL), ("phone", PHONE), ("full_name", LAST_FIRST)):
            enough = sum(bool(pattern.fullmatch(cell)) for cell in cells) > 0.6 * len(cells)
            if enough and name not in found:
                found[name] = heading
                break


def _place_bare_year(found: dict[str, str], names: Mapping[str, str]) -> None:
    """A column called only “Year” is the award's where there is an award, else the class's."""
    bare = next((h for h, name in names.items() if name in AMBIGUOUS_YEAR and h not in found.values()), None)
    if bare:
        award = {"program", "amount"} & found.keys() and "award_year" not in found
        found.setdefault("award_year" if award else "class_year", bare)


def _without_contradiction(found: dict[str, str]) -> dict[str, str]:
    """First and last name beside a whole name: the separate ones are surer."""
    if "last_name" in found and "first_name" in found:
        found.pop("full_name", None)
    elif "full_name" in found:
        found.pop("last_name", None)
    return {name: found[name] for name in COLUMNS if name in found}
