"""What somebody states of herself: every field may stay empty, and each says why it is asked."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from bigtent.community import lists
from bigtent.engines.eligibility import Clause
from bigtent.people.forms.choices import LongSelect

NOT_SAID = [("", _("Not said"))]
DEGREES, LANGUAGES, LICENSES = 3, 3, 3
# The fields in which each fact of the engine is stated.
FIELDS = {
    "stage": ["stage"],
    "profession": ["profession"],
    "specialties": ["specialty"],
    "degrees": [f"degree{n}_{part}" for n in range(1, DEGREES + 1) for part in ("level", "field", "year", "month")],
    "citizenship": ["citizenship"],
    "lives_in": ["lives_in"],
    "studies_in": ["studies_in"],
    "languages": [f"language{n}{part}" for n in range(1, LANGUAGES + 1) for part in ("", "_level")],
    "licensed_in": [f"license{n}" for n in range(1, LICENSES + 1)],
    "hours_per_week": ["hours_per_week"],
    "member_of": ["member_of"],
}
# What may be taken from her record: the field that says so, and its words.
RECORD = {
    "profession": ("profession_from_record", _("Take the profession from my record here, as it stands there")),
    "specialties": ("specialty_from_record", _("Take the specialty from my record here, as it stands there")),
    "lives_in": ("place_from_record", _("Take the state from my record here, as it stands there")),
}


ON_RECORD = ("profession", "specialties")


def _choice(label, choices, why: str = "") -> forms.ChoiceField:
    def offered():
        return [*NOT_SAID, *(choices() if callable(choices) else choices.items())]

    return forms.ChoiceField(label=label, choices=offered, required=False, help_text=why, widget=LongSelect)


class FactsForm(forms.Form):
    """Facts to state: all of them, or those `needed` by an opportunity, with the sentences of its clauses."""

    def __init__(self, *args, told: Mapping[str, Any] | None = None, needed: Iterable[str] = tuple(FIELDS),
                 sentences: Iterable[str] = (), **kwargs):  # fmt: skip
        super().__init__(*args, initial=shown_of(told or {}), **kwargs)
        self.needed = [name for name in FIELDS if name in set(needed)]
        for name in self.needed:
            self.fields |= _FIELDS[name]()
        self.sentences = {f"sentence{n}": words for n, words in enumerate(sentences, start=1)}
        for name, words in self.sentences.items():
            confirmed = words in (told or {}).get("statements", ())
            self.fields[name] = forms.BooleanField(label=words, required=False, initial=confirmed)

    def clean(self):
        values = super().clean()
        for n in range(1, DEGREES + 1):
            of_degree = {part: values.get(f"degree{n}_{part}") for part in ("level", "year", "month")}
            missing = [part for part, value in of_degree.items() if not value]
            if len(missing) in (1, 2) and not any(f"degree{n}_{part}" in self.errors for part in missing):
                self.add_error(f"degree{n}_{missing[0]}", _("Give the kind of degree, the month and the year."))
        for n in range(1, LANGUAGES + 1):
            if values.get(f"language{n}") and not values.get(f"language{n}_level"):
                self.add_error(f"language{n}_level", _("Say how well you speak it."))
        return values

    def facts(self) -> dict[str, Any]:
        """What was stated, by the names of the engine; what was left empty is empty there, so that it goes away."""
        told = {name: _VALUES.get(name, _plain(name))(self.cleaned_data) for name in self.needed}
        confirmed = [words for name, words in self.sentences.items() if self.cleaned_data.get(name)]
        return told | ({"statements": confirmed} if self.sentences else {})


class OwnFactsForm(FactsForm):
    """All facts on her own page; what her record says is not asked again, and is read from it only if she ticks so."""

    def __init__(self, *args, told, from_record=(), **kwargs):
        asked = [name for name in FIELDS if name not in ON_RECORD]
        super().__init__(*args, told=told, needed=asked, sentences=told.get("statements", ()), **kwargs)
        for name, (field, words) in RECORD.items():
            self.fields[field] = forms.BooleanField(label=words, required=False, initial=name in from_record)

    def from_record(self) -> list[str]:
        return [name for name, (field, _words) in RECORD.items() if self.cleaned_data.get(field)]


def _degree_fields() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for n in range(1, DEGREES + 1):
        found[f"degree{n}_level"] = _choice(_("Degree, held or expected"), lists.LEVELS)
        found[f"degree{n}_field"] = _choice(_("Its field"), lists.FIELDS)
        found[f"degree{n}_month"] = _choice(_("Month of the degree"), {str(n): name for n, name in MONTHS.items()})
        found[f"degree{n}_year"] = forms.IntegerField(
            label=_("Year of the degree"), min_value=1930, max_value=2060, required=False,
            help_text=_("Such as 2027; also a year to come."),
        )  # fmt: skip
    return found


def _language_fields() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for n in range(1, LANGUAGES + 1):
        found[f"language{n}"] = _choice(_("A language you speak"), lists.LANGUAGES)
        found[f"language{n}_level"] = _choice(_("How well you speak it"), lists.LANGUAGE_LEVELS)
    return found


def _member_of() -> forms.Field:
    return forms.MultipleChoiceField(
        label=_("Organizations you are a member of"), choices=lists.organizations, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Some calls are open to members only."),
    )  # fmt: skip


def _hours() -> forms.Field:
    return forms.IntegerField(
        label=_("Hours a week you can give"), min_value=0, max_value=100, required=False,
        help_text=_("Committees and practicums say how many they need."),
    )  # fmt: skip


_FIELDS = {
    "stage": lambda: {
        "stage": _choice(_("Where you stand"), lists.STAGES, _("Many are open to students or to residents only."))
    },
    "profession": lambda: {"profession": _choice(_("Profession"), lists.professions, _("Some ask for a profession."))},
    "specialties": lambda: {"specialty": _choice(_("Specialty"), lists.specialties, _("Some ask for a specialty."))},
    "degrees": _degree_fields,
    "citizenship": lambda: {
        "citizenship": _choice(
            _("Citizenship or the right to work"),
            lists.CITIZENSHIP,
            _("Some posts are open by law only to citizens or to those who may work in the U.S."),
        )
    },
    "lives_in": lambda: {"lives_in": _choice(_("State you live in"), lists.states, _("Some are for one region."))},
    "studies_in": lambda: {"studies_in": _choice(_("State you study in"), lists.states, _("Some are for one region."))},
    "languages": _language_fields,
    "licensed_in": lambda: {
        f"license{n}": _choice(_("State in which you are licensed"), lists.states) for n in range(1, LICENSES + 1)
    },
    "hours_per_week": lambda: {"hours_per_week": _hours()},
    "member_of": lambda: {"member_of": _member_of()},
}


def _plain(name: str):
    return lambda values: values.get(name)


def _degrees(values: Mapping[str, Any]) -> list[dict[str, str]]:
    found = []
    for n in range(1, DEGREES + 1):
        level, year, month = (values.get(f"degree{n}_{part}") for part in ("level", "year", "month"))
        if level and year and month:
            field = values.get(f"degree{n}_field") or ""
            found.append({"level": level, "field": field, "month": f"{year:04d}-{int(month):02d}"})
    return found


def _languages(values: Mapping[str, Any]) -> dict[str, str]:
    pairs = [(values.get(f"language{n}"), values.get(f"language{n}_level")) for n in range(1, LANGUAGES + 1)]
    return {language: level for language, level in pairs if language and level}


def _licenses(values: Mapping[str, Any]) -> list[str]:
    return sorted({values[f"license{n}"] for n in range(1, LICENSES + 1) if values.get(f"license{n}")})


_VALUES = {
    "specialties": lambda values: [values["specialty"]] if values.get("specialty") else [],
    "degrees": _degrees,
    "languages": _languages,
    "licensed_in": _licenses,
}


def shown_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """What was stated, as the fields show it."""
    shown = {name: told[name] for name in FIELDS if name in told and FIELDS[name] == [name]}
    shown["specialty"] = next(iter(told.get("specialties", ())), "")
    for n, degree in enumerate(told.get("degrees", ()), start=1):
        year, month = degree["month"].split("-")
        shown |= {f"degree{n}_level": degree["level"], f"degree{n}_field": degree["field"],
                  f"degree{n}_year": int(year), f"degree{n}_month": str(int(month))}  # fmt: skip
    for n, (language, level) in enumerate(told.get("languages", {}).items(), start=1):
        shown |= {f"language{n}": language, f"language{n}_level": level}
    return shown | {f"license{n}": state for n, state in enumerate(told.get("licensed_in", ()), start=1)}


def needed_by(clauses: Iterable[Clause]) -> tuple[list[str], list[str]]:
    """The facts that these clauses ask for, and their sentences to confirm."""
    parts = [part for clause in clauses for part in clause.parts()]
    facts = {name for part in parts for name in part.facts()} - {"statements"}
    return sorted(facts), [part.words for part in parts if part.kind == "statement"]
