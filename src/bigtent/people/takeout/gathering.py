"""Everything held of a person over all rooms, table by table, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bigtent.ledger.declarations import Known, declared
from bigtent.ledger.encryption import EncryptedField
from bigtent.ledger.history import deed_words, label_of
from bigtent.ledger.models import AuditEntry
from bigtent.people.consent_words import TOPIC, labels, words
from bigtent.people.erasing.gathering import records_of
from bigtent.people.models import Account, Consent, Merge, Person

MINE = ("people.Person", "people.Account")
NEVER_GIVEN = frozenset({"password", "digest", "demonstration", "search_text", "fingerprint", "identity", "data"})
# What hangs on her account; secrets by which she signs in are not among it.
OF_ACCOUNT = (
    ("account.EmailAddress", "user"),
    ("people.RoleGrant", "account"),
    ("people.Invitation", "account"),
    ("mfa.Authenticator", "user"),
    ("usersessions.UserSession", "user"),
)
HIDDEN = {"usersessions.UserSession": ("session_key",)}


@dataclass(frozen=True)
class Cell:
    """One column of one row: its name, its label, the value as JSON can hold it, and in words."""

    name: str
    label: str
    value: Any
    words: str


@dataclass(frozen=True)
class Table:
    """What one table holds of her."""

    name: str
    title: str
    rows: list[list[Cell]]
    lines: list[tuple[str, str, str]]
    kept_because: str = ""


@dataclass(frozen=True)
class Act:
    """One thing that was done with what is held of her."""

    at: datetime
    who: str
    what: str
    fields: list[str]
    reason: str


@dataclass(frozen=True)
class Takeout:
    """Everything held of one person."""

    person: Person
    tables: list[Table]
    consents: list[tuple[Consent, str, str]]
    acts: list[Act]


def gather(person: Person, *, for_herself: bool = True) -> Takeout:
    """All rooms, records merged into hers included. What lies encrypted is hers alone: it is there only when she
    takes the file herself."""
    people = records_of(person)
    reader = Account.objects.filter(person=person).first()
    tables = [_table("people.Person", "pk__in", people, pgettext("column", Person._meta.verbose_name), ())]
    tables += [
        _known(known, people, person, reader, for_herself) for known in declared("KNOWN") if known.model not in MINE
    ]
    merges = pgettext("column", Merge._meta.verbose_name)
    tables += [_table("people.Merge", "kept__in", people, merges, ("filled", "consents_ended"))]
    if reader:
        tables.append(
            _table("people.Account", "pk__in", [reader.pk], pgettext("column", Account._meta.verbose_name), ())
        )
        tables += [_of_account(model, field, reader) for model, field in OF_ACCOUNT]
    return Takeout(
        person, [t for t in tables if t.rows or t.lines], list(_consents(people)), list(_acts(people, person))
    )


def _known(known: Known, people, person: Person, reader: Account | None, for_herself: bool) -> Table:
    """The declared rows; of encrypted ones what their room shows to herself."""
    encrypted = any(isinstance(field, EncryptedField) for field in apps.get_model(known.model)._meta.fields)
    lines = [] if encrypted and not for_herself else _lines(known, person, reader)
    if encrypted:
        return Table(known.model, str(known.title), [], lines, str(known.kept_because))
    table = _table(known.model, f"{known.field}__in", people, str(known.title), known.withheld)
    return Table(table.name, table.title, table.rows, lines, str(known.kept_because))


def _lines(known: Known, person: Person, reader: Account | None) -> list[tuple[str, str, str]]:
    if known.show is None or reader is None:
        return []
    return [(str(label), str(value), str(source)) for label, value, source in known.show(person, reader)]


def _of_account(label: str, field: str, account: Account) -> Table:
    title = pgettext("column", str(apps.get_model(label)._meta.verbose_name_plural))
    return _table(label, field, account, title, HIDDEN.get(label, ()))


def _table(label: str, where: str, whom: Any, title: str, withheld: tuple[str, ...]) -> Table:
    model = apps.get_model(label)
    fields = [field for field in model._meta.concrete_fields if is_given(field) and field.name not in withheld]
    if not fields:
        # Every column tells of somebody else: not even that there is a row.
        return Table(label, title, [], [])
    others = [f.name for f in fields if isinstance(f, models.ForeignKey) and f.related_model in (Account, Person)]
    joined = [field.name for field in fields if isinstance(field, models.ForeignKey) and field.name not in others]
    rows = model._base_manager.filter(**{where: whom}).select_related(*joined).order_by("pk")
    return Table(label, title, [[_cell(row, field) for field in fields] for row in rows], [])


def is_given(field: models.Field) -> bool:
    return not field.primary_key and field.name not in NEVER_GIVEN


def _cell(row: models.Model, field: models.Field) -> Cell:
    label = label_of(field)
    if isinstance(field, models.ForeignKey):
        told = _pointed_at(row, field)
        return Cell(field.name, label, told or None, told)
    value = getattr(row, field.attname)
    if field.choices and value not in (None, ""):
        return Cell(field.name, label, value, str(getattr(row, f"get_{field.name}_display")()))
    return Cell(field.name, label, as_json(value), in_words(value))


def _pointed_at(row: models.Model, field: models.ForeignKey) -> str:
    """What a row points to, by its words; another person stays unnamed."""
    if getattr(row, field.attname) is None:
        return ""
    if field.related_model in (Account, Person):
        return _("a person")
    return str(getattr(row, field.name))


def as_json(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def in_words(value: Any) -> str:
    """A value as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, dict):
        return "; ".join(f"{key}: {told}" for key, inner in value.items() if (told := in_words(inner)))
    return " · ".join(filter(None, map(in_words, value))) if isinstance(value, list | tuple) else str(value)


def _consents(people) -> Iterator[tuple[Consent, str, str]]:
    """Every answer with what it is about (empty for the whole purpose) and the words that were shown."""
    names = labels()
    for consent in Consent.objects.filter(person__in=people).order_by("at", "pk"):
        about = names.get(consent.datum, "" if consent.datum.startswith(TOPIC) else consent.datum)
        yield consent, about, _words_shown(consent, about)


def _words_shown(consent: Consent, about: str) -> str:
    """The words of that version; empty where a room that asked is no longer there."""
    try:
        return words(consent.purpose, consent.words_version, consent.datum, about)
    except (KeyError, IndexError):
        return ""


def _acts(people, person: Person) -> Iterator[Act]:
    """What was done with her records, oldest first."""
    entries = AuditEntry.objects.filter(object_type="people.person", object_id__in=[str(pk) for pk in people])
    deeds = {deed.verb: deed for deed in declared("DEEDS")}
    for entry in entries.select_related("by__person").order_by("at", "pk"):
        yield Act(
            at=entry.at,
            who=_actor(entry, person),
            what=deed_words(entry, deeds),
            fields=list(entry.changes) if isinstance(entry.changes, dict) else [],
            reason=entry.reason,
        )


def _actor(entry: AuditEntry, person: Person) -> str:
    if entry.by is None:
        return _("the platform")
    return _("you") if entry.by.person_id == person.pk else entry.by.person.name
