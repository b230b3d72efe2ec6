"""What stays, without her: the deeds of the ledger, free words in other rows, sessions, letters on the disk."""

from collections.abc import Callable, Iterable
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models

from bigtent.ledger.clock import wall
from bigtent.ledger.declarations import declared
from bigtent.ledger.models import AuditEntry
from bigtent.ledger.traces import ERASED, Traces
from bigtent.people.batches import in_batches
from bigtent.people.models import Account

BETWEEN_LETTERS = b"-" * 79 + b"\n"
CODED = (b"base64", b"quoted-printable", b"=?")


def scrub_deeds(traces: Traces) -> int:
    """Of what was done with her rows, the fact stays: who, when, the verb, the names of the fields."""
    scrubbed = []
    for rows in (traces.rows, traces.kept):
        for label, ids in rows.items():
            about = AuditEntry.objects.filter(object_type=label.lower())
            for batch in in_batches(sorted(ids)):
                scrubbed += [_scrubbed(entry) for entry in about.filter(object_id__in=map(str, batch))]
    AuditEntry.objects.bulk_update(scrubbed, ["object_label", "reason", "changes"], batch_size=200)
    return len(scrubbed)


def _scrubbed(entry: AuditEntry) -> AuditEntry:
    entry.object_label, entry.reason = ERASED, ""
    entry.changes = {field: [] for field in entry.changes}
    return entry


def sweep(traces: Traces) -> int:
    """Take her names, addresses and numbers out of the columns that rooms declare as holding free words."""
    columns: dict[str, list[str]] = {}
    for name in declared("SWEPT"):
        label, _dot, column = name.rpartition(".")
        columns.setdefault(label, []).append(column)
    return sum(_sweep(apps.get_model(label), traces, names) for label, names in columns.items())


def _sweep(model: type[models.Model], traces: Traces, columns: list[str]) -> int:
    swept = 0
    for row in traces.among(model._base_manager.all(), *columns).iterator(2000):
        named = {column: getattr(row, column) for column in columns if traces.show_in(getattr(row, column))}
        if named:
            clean = {column: _fitting(model, column, traces.without(value)) for column, value in named.items()}
            model._base_manager.filter(pk=row.pk).update(**clean)
            swept += 1
    return swept


def _fitting(model: type[models.Model], column: str, value):
    most = model._meta.get_field(column).max_length
    return value[:most] if most and isinstance(value, str) else value


def end_sessions(traces: Traces) -> int:
    """Sessions in which she is signed in, or was about to be; those past their day go by the way."""
    Session.objects.filter(expire_date__lt=wall()).delete()
    hers = {str(pk) for pk in Account.objects.filter(person__in=traces.people).values_list("pk", flat=True)}
    ending = [session.pk for session in Session.objects.iterator(2000) if _is_hers(session, hers, traces)]
    for batch in in_batches(ending):
        Session.objects.filter(pk__in=batch).delete()
    return len(ending)


def _is_hers(session: Session, hers: set[str], traces: Traces) -> bool:
    told = session.get_decoded()
    return str(told.get("_auth_user_id")) in hers or traces.show_in(told)


def find_letters(traces: Traces) -> Callable[[], int]:
    """Look through mail that is written to files for letters to her or naming her; the act leaves them out."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", None) or "")
    files = folder.glob("*.log") if folder.is_absolute() and folder.is_dir() else ()
    hers = {path: found for path in files if (found := _letters_about_her(path, traces))}
    return partial(_remove_letters, hers)


def _remove_letters(hers: dict[Path, set[bytes]]) -> int:
    """Read anew, so that a letter written meanwhile stays."""
    for path, about_her in hers.items():
        kept = [letter for letter in path.read_bytes().split(BETWEEN_LETTERS) if letter not in about_her]
        if any(letter.strip() for letter in kept):
            path.write_bytes(BETWEEN_LETTERS.join(kept))
        else:
            path.unlink()
    return sum(map(len, hers.values()))


def _letters_about_her(path: Path, traces: Traces) -> set[bytes]:
    letters = path.read_bytes().split(BETWEEN_LETTERS)
    return {letter for letter in letters if any(traces.show_in(part) for part in _texts(letter))}


def _texts(letter: bytes) -> Iterable[str]:
    """A letter as it lies there, and decoded where it is written in another way than it reads."""
    yield letter.decode("utf-8", "replace")
    if any(sign in letter for sign in CODED):
        message = message_from_bytes(letter, policy=policy.default)
        yield from (str(value) for value in message.values())
        yield from (part.get_content() for part in message.walk() if part.get_content_maintype() == "text")
