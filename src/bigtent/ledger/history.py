"""The audit of one record in words: who, when, what, from which value to which, and why."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bigtent.ledger.declarations import Recorded, declared
from bigtent.ledger.models import AuditEntry

DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True)
class Change:
    """One field: what it said before and says since. A sensitive field is only named (`is_told` is False)."""

    label: str
    before: str = ""
    after: str = ""
    is_told: bool = True


@dataclass(frozen=True)
class Event:
    """One audit entry, ready to be shown."""

    entry: AuditEntry
    who: str
    words: str
    changes: list[Change]


def recorded(label: str) -> Recorded | None:
    """What is declared of the table "app.Model", however it is written."""
    return next((one for one in declared("HISTORY") if one.model.lower() == label.lower()), None)


def row_of(one: Recorded, ident: str) -> Model | None:
    """A row by its key, or by its number."""
    model = apps.get_model(one.model)
    names = {field.name for field in model._meta.fields}
    found = model._base_manager.filter(key=ident).first() if "key" in names else None
    if found is None and ident.isascii() and ident.isdigit() and len(ident) < 19:
        found = model._base_manager.filter(pk=int(ident)).first()
    return found


def entries_of(one: Recorded, row: Model):
    """The entries about a row and about what belongs to it, the latest first."""
    about = Q(object_type=row._meta.label_lower, object_id=str(row.pk))
    if one.entries:
        about = one.entries(row)
    return AuditEntry.objects.filter(about).select_related("by__person").order_by("-at", "-pk")


def events(row: Model, entries: Iterable[AuditEntry], who: Callable[[AuditEntry], str] | None = None) -> list[Event]:
    """The entries about a row in words; `who` says by whom, otherwise it is the name."""
    deeds = {deed.verb: deed for deed in declared("DEEDS")}
    entries, one = list(entries), recorded(row._meta.label)
    own = one.own(row, entries) if one and one.own else {}
    who = who or name_of
    return [
        Event(entry, who(entry), deed_words(entry, deeds), changes_of(entry, own.get(entry.pk, entry.changes)))
        for entry in entries
    ]


def name_of(entry: AuditEntry) -> str:
    return entry.by.get_full_name() if entry.by else _("the system")


def changes_of(entry: AuditEntry, changes: Mapping[str, Any]) -> list[Change]:
    one = recorded(entry.object_type)
    words = dict(one.words) if one else {}
    return [_change(entry.object_type, field, pair, words) for field, pair in changes.items()]


def deed_words(entry: AuditEntry, deeds: Mapping[str, Any]) -> str:
    """What an entry says was done; `deeds` are the declared ones by verb."""
    deed = deeds.get(entry.verb)
    if deed is None:
        return capfirst(entry.verb.replace("_", " "))
    words = deed.many if deed.many and entry.count > 1 and not entry.object_id else deed.words
    return str(words) % {"what": entry.object_label, "count": f"{entry.count:,}"}


def label_of(field: Any) -> str:
    """What a column is called; most have no other words than their name."""
    return capfirst(pgettext("column", str(field.verbose_name)))


def _change(object_type: str, name: str, pair: Any, words: Mapping[str, str]) -> Change:
    field = _field(object_type, name)
    label = str(words.get(name) or (label_of(field) if field else _named(name, words)))
    if isinstance(pair, list) and len(pair) == 2:
        return Change(label, _said(pair[0], field, words), _said(pair[1], field, words))
    if pair in ([], None, ""):
        return Change(label, is_told=False)
    return Change(label, after=_said(pair, field, words))


def _named(name: str, words: Mapping[str, str]) -> str:
    """What is no column: a datum, or a purpose with a datum after it."""
    data = {datum.name: datum.label for datum in declared("DATA")}
    parts = (
        words.get(part) or data.get(part) or pgettext("column", part.replace("_", " ")) for part in name.split(", ")
    )
    return capfirst(", ".join(map(str, parts)).replace(":", ": "))


def _field(object_type: str, name: str):
    try:
        return apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):  # neither the table nor the column need be there any more
        return None


def _said(value: Any, field: Any, words: Mapping[str, str]) -> str:
    """A value as a person would say it; nothing is an empty string."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_said(one, field, words) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{words.get(name, name)}: {_said(one, None, words)}" for name, one in value.items())
    choices = dict(getattr(field, "flatchoices", None) or ())
    if value in choices:
        return str(choices[value])
    text = str(value)
    if DAY.match(text):
        return date_format(date.fromisoformat(text), "DATE_FORMAT")
    # The name of a shared list; its context is that of the column which points there.
    listed = field is not None and field.is_relation and text
    return str(words.get(text) or (pgettext(field.name, text) if listed else text))


def address_of(row: Model) -> str:
    """The page of a row, where it has one."""
    return row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
