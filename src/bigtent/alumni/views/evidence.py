"""Our record beside its candidates: per field two values, a sign and a word; and the weights behind them."""

from dataclasses import dataclass
from math import asin, cos, log2, radians, sin, sqrt
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from bigtent.alumni.models import Link
from bigtent.alumni.models.registry import as_written
from bigtent.alumni.services.enrichment import practice_of, specialties_by_code, specialty_of
from bigtent.people.errors import ContactError
from bigtent.people.models import Person, Place
from bigtent.people.services import clean_contact

FIELDS = {
    "first_name": gettext_lazy("First name"),
    "middle_name": gettext_lazy("Middle name"),
    "last_name": gettext_lazy("Last name"),
    "other_last_name": gettext_lazy("Other last name"),
    "school": gettext_lazy("School"),
    "class_year": gettext_lazy("Class year"),
    "enumeration_year": gettext_lazy("Registered since"),
    "physician": gettext_lazy("Field"),
    "place": gettext_lazy("Place"),
    "phone": gettext_lazy("Telephone"),
    "sex": gettext_lazy("Sex"),
    "email": gettext_lazy("E-mail"),
    "date_of_birth": gettext_lazy("Date of birth"),
}
SHOWN = list(FIELDS)[:10]
# The engine's levels of agreement: the sign, and the word where it says more than the sign.
LEVELS = {
    "missing": ("none", ""),
    "differs": ("differ", ""),
    "same": ("same", ""),
    "same postal code and city": ("same", gettext_lazy("Same ZIP code")),
    "same postal code": ("same", gettext_lazy("Same ZIP code")),
    "number given at graduation": ("same", gettext_lazy("Fits the class year")),
    "number given when numbers began": ("same", gettext_lazy("When numbers began")),
    "a physician": ("same", gettext_lazy("A physician")),
    "former name": ("near", gettext_lazy("Is a former name")),
    "part of a double name": ("near", gettext_lazy("Part of a double name")),
    "one slip": ("near", gettext_lazy("One letter off")),
    "alike": ("near", pgettext_lazy("of two values", "Close")),
    "nickname": ("near", gettext_lazy("Short form")),
    "middle name used": ("near", gettext_lazy("Is the middle name")),
    "initial only": ("near", gettext_lazy("Fits the initial")),
    "same initial": ("near", gettext_lazy("Fits the initial")),
    "same city": ("near", gettext_lazy("Same city")),
    "city alike": ("near", gettext_lazy("City close")),
    "postal code near": ("near", gettext_lazy("Next ZIP code")),
    "same state": ("near", gettext_lazy("Same state")),
    "one year apart": ("near", gettext_lazy("1 year apart")),
    "two years apart": ("near", gettext_lazy("2 years apart")),
    "number given later": ("near", gettext_lazy("Later than the class")),
}


@dataclass(frozen=True)
class Cell:
    value: str
    sign: str
    word: str
    chosen: bool


@dataclass(frozen=True)
class Row:
    label: str
    ours: str
    cells: list[Cell]


def side_by_side(person: Person, links: list[Link], chosen: Link) -> list[Row]:
    """A row for each field that our record or a candidate has."""
    ours, codes = _of_person(person), specialties_by_code()
    places = _places(links)
    theirs = [_of_entry(link, codes) for link in links]
    rows = []
    for field in SHOWN:
        if _says_something(field, ours, theirs, links):
            cells = [
                _cell(field, ours, values, link, link == chosen, _miles(person, places.get(link.entry.zip5[:5])))
                for link, values in zip(links, theirs, strict=True)
            ]
            rows.append(Row(FIELDS[field], ours[field], cells))
    return rows


def _says_something(field: str, ours: dict, theirs: list[dict], links: list[Link]) -> bool:
    if field == "enumeration_year":
        return any(_level(link, field) != "missing" for link in links)
    return bool(ours[field] or any(values[field] for values in theirs))


def _level(link: Link, field: str) -> str:
    return next((item["level"] for item in link.evidence if item["field"] == field), "missing")


def _of_person(person: Person) -> dict[str, str]:
    """Needs `affiliations` with their organizations and `contact_points` fetched before."""
    studied = [a for a in person.affiliations.all() if a.role in ("student", "graduate")]
    latest = max(studied, key=lambda a: (a.class_year or 0, a.pk), default=None)
    phones = [p.value for p in person.contact_points.all() if p.kind == "phone" and not p.ended_on]
    return {
        "first_name": person.given_name,
        "middle_name": person.middle_name,
        "last_name": person.family_name,
        "other_last_name": person.former_name,
        "school": str(latest.organization or latest.organization_text) if latest else "",
        "class_year": str(latest.class_year or "") if latest else "",
        "enumeration_year": "",
        "physician": str(person.specialty or person.profession or ""),
        "place": str(person.place or ""),
        "phone": phones[0] if phones else "",
    }


def _of_entry(link: Link, codes) -> dict[str, str]:
    entry = link.entry
    specialty = specialty_of(entry.taxonomy, codes)
    return {
        "first_name": as_written(entry.first_name),
        "middle_name": as_written(entry.middle_name),
        "last_name": as_written(entry.last_name),
        "other_last_name": as_written(entry.other_last_name),
        "school": entry.med_school,
        "class_year": str(entry.grad_year or ""),
        "enumeration_year": str(entry.enum_year or ""),
        "physician": ", ".join(filter(None, (str(specialty or ""), entry.credential))),
        "place": practice_of(entry),
        "phone": _as_dialed(entry.phone),
    }


def _as_dialed(number: str) -> str:
    """A telephone number as we write all of them; one that nobody could dial stays as it is."""
    try:
        return clean_contact("phone", number) if number else ""
    except ContactError:
        return number


def _cell(field: str, ours: dict, theirs: dict, link: Link, chosen: bool, miles: int | None) -> Cell:
    value = theirs[field]
    if field == "other_last_name":
        return Cell(value, *_other_name(ours, value), chosen)
    sign, word = _words(_level(link, field)) if value else ("none", "")
    if sign == "none" and value:
        word = _("Not compared") if ours[field] else _("New to us")
    if field == "physician" and value and ours[field]:
        sign, word = _same_field(ours[field], value)
    if field == "place" and sign == "differ" and miles is not None:
        word = ngettext("%(miles)s mile", "%(miles)s miles", miles) % {
            "miles": number_format(miles, force_grouping=True)
        }
    return Cell(value, sign, word, chosen)


def _words(level: str) -> tuple[str, str]:
    """A level this page does not know yet is shown in the engine's own words."""
    sign, word = LEVELS.get(level, ("near", level))
    return sign, str(word)


def _other_name(ours: dict[str, str], value: str) -> tuple[str, str]:
    if not value:
        return "none", ""
    if value.casefold() == ours["last_name"].casefold():
        return "same", _("Same as our last name")
    if value.casefold() == ours["other_last_name"].casefold():
        return "same", ""
    return "differ", ""


def _same_field(ours: str, theirs: str) -> tuple[str, str]:
    return ("same", "") if theirs.casefold().startswith(ours.casefold()) else ("differ", "")


def _places(links: list[Link]) -> dict[str, Place]:
    return {place.zip: place for place in Place.objects.filter(zip__in={link.entry.zip5[:5] for link in links} - {""})}


def _miles(person: Person, there: Place | None) -> int | None:
    """Great-circle distance between our place and the entry's, in miles; None where one is not known."""
    here = person.place
    if not here or not there or here.latitude is None or there.latitude is None:
        return None
    lat1, lat2 = radians(here.latitude), radians(there.latitude)
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(there.longitude - here.longitude) / 2) ** 2
    return round(2 * 3958.8 * asin(sqrt(half)))


@dataclass(frozen=True)
class Belief:
    """How likely each candidate is now: what was refused so far shares its chance out among the rest."""

    chances: dict[int, float]
    nobody: float


def belief(links: list[Link]) -> Belief:
    gone = sum(link.probability for link in links if link.state == Link.State.REFUSED)
    left = max(1 - gone, 0.001)
    chances = {link.pk: min(1.0, link.probability / left) for link in links if link.state == Link.State.PROPOSED}
    return Belief(chances, max(0.0, 1 - sum(chances.values())))


def weights(link: Link) -> dict[str, Any]:
    """Start, steps and sum of the waterfall, in doublings of the odds."""
    share, rows = link.run.report.get("share") or 0.5, max(link.entry.registry.rows, 2)
    one_in = round(rows / max(share, 0.001))
    start = (_("Anyone in the registry"), _("1 in %(many)s") % {"many": number_format(one_in, force_grouping=True)})
    steps = steps_of(link.evidence)
    total = -log2(one_in) + sum(weight for _label, _note, weight in steps)
    return {"start": (*start, -log2(one_in)), "steps": steps, "odds": _odds(total)}


def steps_of(evidence: list[dict[str, Any]]) -> list[tuple[str, str, float]]:
    """What each compared field says, its value, and its weight; what says next to nothing is left out."""
    return [
        (_step_label(item), "" if item["field"] == "physician" else as_written(item["right"] or ""), item["weight"])
        for item in evidence
        if item["level"] != "missing" and abs(item["weight"]) >= 0.05
    ]


def _step_label(item: dict[str, Any]) -> str:
    _sign, word = _words(item["level"])
    plain = {"same": _("same"), "differs": _("differs")}
    return f"{FIELDS.get(item['field'], item['field'])}: {plain.get(item['level']) or word}"


def _odds(total: float) -> str:
    odds = 2 ** min(abs(total), 40)
    shown = number_format(odds, 0 if odds >= 10 else 1, force_grouping=True)
    if odds > 1_000_000:
        shown = _("over a million")
    if total >= 0:
        return _("%(odds)s to 1 for it, before the others compete") % {"odds": shown}
    return _("%(odds)s to 1 against it, before the others compete") % {"odds": shown}
