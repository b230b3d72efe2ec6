"""Verbs of the ledger: record what happened, keep a document, start a job."""

import hashlib
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now, wall
from bigtent.ledger.errors import Refusal
from bigtent.ledger.events import tell
from bigtent.ledger.keys import new_key
from bigtent.ledger.models import AuditEntry, Document, Job
from bigtent.ledger.progress import Progress
from bigtent.ledger.rotation import columns, renew_column


def record(
    *, by, verb: str, about: models.Model, reason: str = "", changes: dict | None = None, count: int = 1,
    at: datetime | None = None,
):  # fmt: skip
    """Write the one audit entry of a verb. `changes` is {field: [old, new]}; of a sensitive field only its name.

    With `at` it has the very moment of the rows that were written, so that the history of each of many finds it.
    """
    entry = AuditEntry.objects.create(
        at=at or now(),
        by=by,
        verb=verb,
        object_type=about._meta.label_lower,
        object_id=str(about.pk or ""),
        object_label=str(about)[:200],
        reason=reason,
        changes=changes or {},
        count=count,
    )
    done = partial(tell, verb, account=by, object=f"{entry.object_type}:{entry.object_id}", count=count)
    transaction.on_commit(done)
    return entry


def keep_document(*, file: BinaryIO, name: str, by) -> Document:
    """Keep a file under BIGTENT_DATA, named by its content; the same content is kept once."""
    incoming = settings.DATA / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    draft = incoming / new_key()
    try:
        with draft.open("wb") as out:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
        with transaction.atomic():
            document, _made = Document.objects.get_or_create(
                digest=digest.hexdigest(), defaults={"name": Path(name).name[:200], "size": size, "by": by}
            )
            document.path.parent.mkdir(parents=True, exist_ok=True)
            draft.replace(document.path)
    finally:
        draft.unlink(missing_ok=True)
    return document


def drop_document(*, document: Document, kept_since: datetime) -> None:
    """Throw away a file that was refused, unless it was here before or something stands on it."""
    if document.kept_at < kept_since:
        return
    try:
        document.delete()
    except ProtectedError:
        return
    document.path.unlink(missing_ok=True)


def renew_encryption(*, by, progress: Progress | None = None) -> dict[str, Any]:
    """Give every encrypted value a token of the newest key; afterwards the older keys can be taken away.

    Commits in chunks and goes on where a killed run was. What has the newest key already is left as it is.
    """
    progress = progress or Progress()
    for column in columns():
        _renew_column(column, progress)
    renewed = progress.position.get("renewed", 0)
    record(by=by, verb="renew_encryption", about=Job(title=_("Encryption")), count=renewed)
    return {"renewed": renewed}


def _renew_column(column, progress: Progress) -> None:
    after = progress.position.get(column.name, 0)
    renewed = progress.position.get("renewed", 0)
    progress.step(_("Renewing %(column)s") % {"column": column.name}, column.model._base_manager.count())
    for latest, read, written in renew_column(column, after):
        renewed += written
        progress.remember(**{column.name: latest, "renewed": renewed})
        progress.advance(read)


def start_job(
    *,
    verb: str,
    title: str,
    by,
    permission: str = "",
    arguments: dict[str, Any] | None = None,
    result_url: str = "",
) -> Job:
    """Put long work in line; a worker takes it up. `verb` is the path of a service, such as
    "bigtent.alumni.services.apply_roster"; it is called with `by`, `progress` and the arguments.

    `permission`, such as "alumni.import_roster", is asked again when a worker takes the job up: who lost the right
    in between has it refused. Only work that the system starts by itself names none.
    """
    details = {
        "arguments": arguments or {},
        "permission": permission,
        "result_url": result_url,
        "language": get_language() or "",
    }
    with transaction.atomic():
        job = Job.objects.create(verb=verb, title=title[:200], by=by, **details)
        record(by=by, verb="start_job", about=job)
    return job


def stop_job(*, job: Job, by) -> None:
    """End a job that waits or runs; what it committed stays, as its verb promises."""
    with transaction.atomic():
        if not Job.objects.unfinished().filter(pk=job.pk).update(state=Job.State.CANCELLED, ended_at=wall()):
            raise Refusal(_("This work is already over."))
        record(by=by, verb="stop_job", about=job)


def try_again(*, job: Job, by) -> None:
    """Put a job that failed, was refused or stopped back in line; it goes on from where it was."""
    again = Job.objects.filter(pk=job.pk, state__in=[Job.State.FAILED, Job.State.REFUSED, Job.State.CANCELLED])
    with transaction.atomic():
        if not again.update(state=Job.State.WAITING, worker="", attempts=0, error="", ended_at=None):
            raise Refusal(_("Only work that was stopped, refused or failed can be tried again."))
        record(by=by, verb="try_again", about=job)
