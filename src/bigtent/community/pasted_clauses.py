"""What an announcement asks of who applies, as clauses that can be checked here."""

import re
from datetime import date

from django.utils.text import slugify

from bigtent.community.lists import FIELDS, professions
from bigtent.engines import announcements
from bigtent.engines.eligibility import Clause, ClauseError
from bigtent.people.states import STATES

GRADUATE = ("master", "doctorate", "professional")
STAGES = {"fellow": "resident"}
CITIZENSHIP = {
    "citizen": r"\bcitizens?\b",
    "national": r"\bnationals?\b",
    "permanent_resident": r"\bpermanent residents?\b",
    "may_work": r"\bauthoriz(?:ed|ation)\b",
}


def clause_of(found: announcements.Clause, posted_on: date) -> Clause:
    """The clause, in the sponsor's words; one that cannot be checked as it stands is a sentence to confirm.

    What asks for belonging to a group is never checked, whatever else stands in it.
    """
    try:
        return _checked(found, posted_on)
    except ClauseError:
        pass
    try:
        return Clause("statement", found.words)
    except ClauseError:
        return Clause("not_checked", found.words)


def _checked(found: announcements.Clause, posted_on: date) -> Clause:
    words, value = found.words, found.value
    match found.kind:
        case "degree_within_years":
            return _degree(words, int(value), posted_on)
        case "degree_field":
            field = slugify(value)
            return Clause("degree", words, fields=(field,)) if field in FIELDS else Clause("statement", words)
        case "citizenship":
            return Clause("citizenship", words, values=_codes(CITIZENSHIP, words))
        case "stage":
            return Clause("stage", words, values=(STAGES.get(value, value),))
        case "profession":
            return _profession(words, value)
        case "licensed_in":
            states = tuple(code for code, (name, _division) in STATES.items() if str(name).lower() == value.lower())
            return Clause("licensed_in", words, values=states)
        case "hours_per_week":
            return Clause("hours_per_week", words, hours=int(value))
        case _:
            return Clause(found.kind, words)


def _degree(words: str, years: int, posted_on: date) -> Clause:
    """Whoever graduates in the year of the announcement may be let in too, or alone."""
    levels = GRADUATE if re.search(r"\b(?:post)?graduate degree\b", words, re.I) else ()
    graduating = re.search(r"\bgraduating\b", words, re.I)
    if years and graduating:
        return Clause("degree_within_years", words, years=years, levels=levels, by=f"{posted_on.year}-12")
    if years:
        return Clause("degree_within_years", words, years=years, levels=levels)
    return Clause("graduates_in", words, from_year=posted_on.year, to_year=posted_on.year, levels=levels)


def _profession(words: str, value: str) -> Clause:
    """By the lists kept here; in one number, as they stand there."""
    known = {str(label).lower(): code for code, label in professions()}
    code = known.get(value) or known.get(value.removesuffix("s"))
    return Clause("profession", words, values=(code,)) if code else Clause("statement", words)


def _codes(signs: dict[str, str], words: str) -> tuple[str, ...]:
    return tuple(code for code, sign in signs.items() if re.search(sign, words, re.I))
