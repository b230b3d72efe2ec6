"""Taking the demonstration away: every marked row and what hangs on it, in small transactions, children first."""

import shutil
from functools import cache

from django.apps import apps
from django.conf import settings
from django.core.cache import cache as remembered
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bigtent.ledger.models import Document
from bigtent.ledger.progress import Progress

CHUNK = 20_000
REMOVED = "demonstration-removed"
HANGS = (models.CASCADE, models.PROTECT, models.RESTRICT)


def remove(progress: Progress) -> dict[str, int]:
    """Delete table by table; cut off and called again it goes on. Gives the number of rows by table."""
    removed = {}
    documents = {d.pk: d.path for d in Document.objects.filter(demonstration=True)}
    for model in children_first():
        progress.step(_("Taking away: %(table)s") % {"table": model._meta.verbose_name_plural})
        _let_go(model)
        _keep_needed(model)
        count = _delete(model, progress)
        if count:
            removed[model._meta.label] = count
    kept = set(Document.objects.filter(pk__in=documents).values_list("pk", flat=True))
    for pk in documents.keys() - kept:
        documents[pk].unlink(missing_ok=True)
    shutil.rmtree(settings.DATA / "demonstration", ignore_errors=True)
    (settings.DATA / REMOVED).touch()
    remembered.clear()
    return removed


def children_first() -> list[type[models.Model]]:
    """The tables that can hold rows of the demonstration, so ordered that none is deleted before what hangs on it."""
    ordered: list[type[models.Model]] = []

    def visit(model: type[models.Model]) -> None:
        if model in ordered:
            return
        for child in tables():
            if child is not model and any(f.related_model is model for f in _hanging(child)):
                visit(child)
        ordered.append(model)

    for model in tables():
        if belongs(model) is not None:
            visit(model)
    return [model for model in ordered if belongs(model) is not None]


def tables() -> list[type[models.Model]]:
    """All of them, also those that only join two others, such as the topics of an event."""
    return list(apps.get_models(include_auto_created=True))


def _hanging(model: type[models.Model]) -> list[models.ForeignKey]:
    """Foreign keys by which a row of `model` hangs on another one."""
    fields = [f for f in model._meta.local_fields if isinstance(f, models.ForeignKey)]
    return [f for f in fields if f.remote_field.on_delete in HANGS]


@cache
def belongs(model: type[models.Model]) -> Q | None:
    """Which rows of a table belong to the demonstration; None where none can.

    A row without a mark of its own belongs to what it is deleted with; what it merely needs says nothing.
    """
    if _is_marked(model):
        return Q(demonstration=True)
    found = None
    for field in _hanging(model):
        if field.remote_field.on_delete is not models.CASCADE:
            continue
        parent = None if field.related_model is model else belongs(field.related_model)
        if parent is not None:
            rows = field.related_model._base_manager.filter(parent)
            part = Q(**{f"{field.name}__in": rows.values("pk")})
            found = part if found is None else found | part
    return found


def _pointing(model: type[models.Model]) -> list[models.ForeignKey]:
    """Every foreign key to a table, also those without a name on the other side."""
    fields = [f for child in tables() for f in child._meta.local_fields]
    return [f for f in fields if isinstance(f, models.ForeignKey) and f.related_model is model]


def _let_go(model: type[models.Model]) -> None:
    """What is real and only mentions a row of the demonstration stops mentioning it."""
    rows = model._base_manager.filter(belongs(model)).values("pk")
    for field in _pointing(model):
        if field.remote_field.on_delete is models.SET_NULL:
            field.model._base_manager.filter(**{f"{field.name}__in": rows}).update(**{field.name: None})


def _keep_needed(model: type[models.Model]) -> None:
    """A row on which something real hangs (a list brought again by its owner, a program it names) becomes real.

    What hangs on this table and is itself of the demonstration has gone before.
    """
    if not _is_marked(model):
        return
    for field in _pointing(model):
        if field.remote_field.on_delete in HANGS and field.model is not model:
            needed = field.model._base_manager.filter(**{f"{field.name}__isnull": False}).values(field.name)
            model._base_manager.filter(demonstration=True, pk__in=needed).update(demonstration=False)


def _is_marked(model: type[models.Model]) -> bool:
    return any(field.name == "demonstration" for field in model._meta.local_fields)


def _delete(model: type[models.Model], progress: Progress) -> int:
    count = 0
    while keys := list(model._base_manager.filter(belongs(model)).values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            if any(f.related_model is model for f in _hanging(model)):
                _release_self(model, keys)
            for first in range(0, len(keys), 500):
                part = model._base_manager.filter(pk__in=keys[first : first + 500])
                part._raw_delete(part.db)
        count += len(keys)
        progress.advance(len(keys))
    return count


def _release_self(model: type[models.Model], keys: list[int]) -> None:
    """Rows that point to rows of the same table (a merged record to the kept one) let go first."""
    for field in _hanging(model):
        if field.related_model is model and field.null:
            for first in range(0, len(keys), 500):
                model._base_manager.filter(**{f"{field.name}__in": keys[first : first + 500]}).update(
                    **{field.name: None}
                )
