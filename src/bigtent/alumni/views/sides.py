"""Two records side by side: what each says, and how the engine judged each field."""

from dataclasses import dataclass
from math import log2

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.alumni.models import DuplicatePair
from bigtent.alumni.views.evidence import steps_of
from bigtent.people.models import Person
from bigtent.people.names import folded

LABELS = {
    "name": gettext_lazy("Name"),
    "former": gettext_lazy("Former or other names"),
    "born": gettext_lazy("Date of birth"),
    "school": gettext_lazy("School"),
    "class_year": gettext_lazy("Class year"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Telephone"),
    "place": gettext_lazy("Place"),
    "awards": gettext_lazy("Awards"),
    "lists": gettext_lazy("Stands in"),
}
NEAR_ENOUGH = 0.0
FIELDS = {
    "name": ("last_name", "first_name"),
    "born": ("date_of_birth",),
    "school": ("school",),
    "class_year": ("class_year",),
    "email": ("email",),
    "phone": ("phone",),
    "place": ("zip", "state", "city"),
}


class Side:
    """One record as the desk shows it."""

    def __init__(self, person: Person) -> None:
        self.person = person
        records = list(person.alumni_records.select_related("roster"))
        studied = list(person.affiliations.select_related("organization"))
        reached = list(person.contact_points.in_use())
        self.awards = {str(award) for award in person.awards.select_related("program")}
        schools = [str(a.organization or a.organization_text) for a in studied]
        self.shown = {
            "name": person.name,
            "former": _joined(person.former_name, person.also_known_as),
            "born": _joined(*(record.values.get("birth_date", "") for record in records)),
            "school": _joined(*schools),
            "class_year": _joined(*(str(a.class_year or "") for a in studied)),
            "email": _joined(*(c.value for c in reached if c.kind == "email")),
            "phone": _joined(*(c.value for c in reached if c.kind == "phone")),
            "place": str(person.place or ""),
            "awards": _joined(*sorted(self.awards)),
            "lists": _joined(*(_line(record) for record in records)),
        }


@dataclass(frozen=True)
class Compared:
    """One field of both records with the sign that stands under it."""

    label: str
    values: list[str]
    sign: str
    weight: float | None

    @property
    def word(self) -> str:
        """Where only one of the two records says something."""
        return _("Given once") if self.sign == "none" and any(self.values) else ""


def compared(pair: DuplicatePair, sides: list[Side]) -> list[Compared]:
    weights = {evidence["field"]: evidence["weight"] for evidence in pair.evidence}
    rows = []
    for name, label in LABELS.items():
        values = [side.shown[name] for side in sides]
        if any(values):
            weight = sum(weights.get(field, 0) for field in FIELDS.get(name, ()))
            sign = _same_awards(*sides) if name == "awards" else _sign(name, values, weight)
            rows.append(Compared(label, values, sign, weight or None))
    return rows


def _sign(name: str, values: list[str], weight: float) -> str:
    """Same, close, differs or not given; the lines of the lists are only shown."""
    if name == "lists":
        return ""
    if not all(values):
        return "none"
    if folded(values[0]) == folded(values[1]):
        return "same"
    return "near" if weight > NEAR_ENOUGH else "differ"


def _same_awards(first: Side, second: Side) -> str:
    """Different awards say nothing against one person; one in common speaks for it."""
    if first.awards and first.awards == second.awards:
        return "same"
    return "near" if first.awards & second.awards else ""


def weights(pair: DuplicatePair) -> dict:
    """Start and steps of the waterfall, in doublings of the odds; together they make the chance of the pair."""
    steps = steps_of(pair.evidence)
    chance = min(max(pair.probability, 1e-6), 1 - 1e-6)
    start = log2(chance / (1 - chance)) - sum(weight for _label, _note, weight in steps)
    one_in = _("1 in %(many)s") % {"many": number_format(round(2 ** max(-start, 0)) + 1, force_grouping=True)}
    return {"start": (_("Any two records that have something in common"), one_in, start), "steps": steps}


def _joined(*texts: str) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text))


def _line(record) -> str:
    return _("%(roster)s, line %(line)s") % {"roster": record.roster, "line": record.line}
