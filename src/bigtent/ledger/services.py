"""Verbs of the ledger: record what happened, keep a document, start a job."""

import hashlib
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import models, transaction

from bigtent.ledger.models import AuditEntry, Document, Job


def record(*, by, verb: str, about: models.Model, reason: str = "", changes: dict | None = None, count: int = 1):
    """Write the one audit entry of a verb. `changes` is {field: [old, new]}; of a sensitive field only its name."""
    return AuditEntry.objects.create(
        by=by,
        verb=verb,
        object_type=about._meta.label_lower,
        object_id=str(about.pk or ""),
        object_label=str(about)[:200],
        reason=reason,
        changes=changes or {},
        count=count,
    )


def keep_document(*, file: BinaryIO, name: str, by) -> Document:
    """Keep a file under BIGTENT_DATA, named by its content; the same content is kept once."""
    incoming = settings.DATA / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    draft = incoming / hashlib.sha256(f"{name}{id(file)}".encode()).hexdigest()
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
    return document


def start_job(*, verb: str, title: str, by, arguments: dict[str, Any] | None = None, result_url: str = "") -> Job:
    """Put long work in line; a worker takes it up. `verb` is the path of a service, such as
    "bigtent.alumni.services.apply_roster"; it is called with `by`, `progress` and the arguments."""
    with transaction.atomic():
        job = Job.objects.create(
            verb=verb, title=title, by=by, arguments=arguments or {}, result_url=result_url
        )
        record(by=by, verb="start_job", about=job)
    return job
