"""What was changed about a promise, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.accountability.course import measures_in_use
from bigtent.accountability.models import Action
from bigtent.ledger.models import AuditEntry

LABELS = {
    "owner": gettext_lazy("Who answers for it"),
    "measure": gettext_lazy("Its figure"),
    "further": gettext_lazy("Figures beside it"),
    "target": gettext_lazy("Target"),
    "target_on": gettext_lazy("Due by"),
    "scale": gettext_lazy("Counted"),
    "wanted": gettext_lazy("Met by"),
}
CHOICES = {**dict(Action.Scale.choices), **dict(Action.Wanted.choices)}


@dataclass(frozen=True)
class Change:
    """One entry of the audit: when, by whom, and each field as label, value before, value after."""

    at: datetime
    who: str
    lines: list[tuple[str, str, str]]


def history(action: Action) -> list[Change]:
    """The changes of one promise, latest first."""
    entries = AuditEntry.objects.filter(object_type=action._meta.label_lower, object_id=str(action.pk))
    return [
        Change(entry.at, entry.by.get_full_name() if entry.by else _("the system"), _lines(entry.changes))
        for entry in entries.select_related("by__person")
    ]


def _lines(changes: dict) -> list[tuple[str, str, str]]:
    return [(LABELS.get(name, name), _value(old), _value(new)) for name, (old, new) in changes.items()]


def _value(value) -> str:
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value) or "–"
    measure = measures_in_use().get(value)
    return str(measure.label if measure else CHOICES.get(value, value)) if value not in (None, "") else "–"
