"""One clause of what a sponsor asks for, with the fields its kind needs."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from bigtent.community import lists
from bigtent.engines.eligibility import KINDS, Clause, ClauseError, alternative
from bigtent.people.models import Specialty


def _families() -> list[tuple[str, str]]:
    """Whole families of specialties, then each specialty."""
    found = {one.family: one.family_label for one in Specialty.objects.order_by("family")}
    whole = [(f"{lists.FAMILY}{family}", _("All of: %s") % label) for family, label in found.items()]
    return [*whole, *lists.specialties()]


VALUES = {
    "stage": lists.STAGES.items,
    "profession": lists.professions,
    "specialty": _families,
    "citizenship": lists.CITIZENSHIP.items,
    "lives_in": lists.places,
    "studies_in": lists.places,
    "language": lists.LANGUAGES.items,
    "licensed_in": lists.states,
    "member_of": lists.organizations,
}


class ClauseForm(forms.Form):
    """The sponsor's words, and what of them can be checked."""

    words = forms.CharField(
        label=_("In the sponsor’s words"), max_length=500,
        help_text=_("It is shown as it stands here, to everybody."),
    )  # fmt: skip

    def __init__(self, *args, kind: str, others=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.others = kind, list(others)
        _fact, needed, possible = KINDS[kind]
        for name in (*needed, *possible):
            self.fields |= _FIELDS[name](kind)
        if kind != "not_checked" and self.others:
            choices = [("", _("No, it is asked by itself")), *((str(n), words) for n, words in self.others)]
            self.fields["instead_of"] = forms.ChoiceField(
                label=_("Is it enough instead of another one?"), choices=choices, required=False
            )

    def clean(self):
        values = super().clean()
        if not self.errors:
            try:
                self.made = Clause.read(self._row(values))
            except ClauseError as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return values

    def joined(self, clauses: tuple[Clause, ...]) -> list[Clause]:
        """The clauses with this one: at the end, or as another way to fulfill one of them."""
        found = list(clauses)
        place = self.cleaned_data.get("instead_of")
        if place and int(place) < len(found):
            found[int(place)] = alternative(found[int(place)], self.made)
            return found
        return [*found, self.made]

    def _row(self, values: dict[str, Any]) -> dict[str, Any]:
        row = {"kind": self.kind, "words": values["words"]}
        for name in ("values", "levels", "fields", "level", "years", "hours", "from_year", "to_year"):
            if values.get(name):
                row[name] = values[name]
        if values.get("by_year"):
            row["by"] = f"{values['by_year']:04d}-{int(values.get('by_month') or 12):02d}"
        return row


def _several(label, choices, required=True) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple
    )


def _year(label) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1950, max_value=2060)


def _by(_kind: str) -> dict[str, forms.Field]:
    return {
        "by_year": forms.IntegerField(
            label=_("Also one that is expected by this year"), min_value=2000, max_value=2060, required=False,
            help_text=_("Empty where it must be held already."),
        ),
        "by_month": forms.ChoiceField(
            label=_("and this month"), required=False,
            choices=[("", _("The end of that year")), *((str(n), name) for n, name in MONTHS.items())],
        ),
    }  # fmt: skip


_FIELDS = {
    "values": lambda kind: {"values": _several(_("One of these will do"), VALUES[kind])},
    "levels": lambda _kind: {"levels": _several(_("Of one of these kinds"), list(lists.LEVELS.items()), False)},
    "fields": lambda _kind: {"fields": _several(_("In one of these fields"), list(lists.FIELDS.items()), False)},
    "by": _by,
    "years": lambda _kind: {
        "years": forms.FloatField(label=_("Conferred within how many years"), min_value=0.5, max_value=60)
    },
    "from_year": lambda _kind: {"from_year": _year(_("First year"))},
    "to_year": lambda _kind: {"to_year": _year(_("Last year"))},
    "level": lambda _kind: {
        "level": forms.ChoiceField(
            label=_("At least"), required=False, choices=[("", _("Any level")), *lists.LANGUAGE_LEVELS.items()]
        )
    },
    "hours": lambda _kind: {"hours": forms.FloatField(label=_("At least so many hours"), min_value=1, max_value=168)},
}
