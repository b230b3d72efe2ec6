"""Verbs: change a learning path and its steps; mark a step as done for oneself."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.library.errors import ResourceError
from bigtent.library.models import Path, PathStep, StepDone

SAID = ("title", "summary", "is_public")
STEP = ("order", "title", "text", "link", "resource", "course")
WAYS = ("https://", "http://", "/")


@transaction.atomic
def change_path(*, path: Path, by, **values) -> Path:
    """Change what is said of a path. From then on it is the organization's own and no update touches it."""
    for name in SAID:
        setattr(path, name, values.get(name, getattr(path, name)))
    if not path.title.strip() or not path.summary.strip():
        raise ResourceError(_("Give the path a title and say for whom it is."), field="title")
    _make_own(path)
    record(by=by, verb="change_path", about=path)
    return path


@transaction.atomic
def set_step(*, path: Path, by, step: PathStep | None = None, **values) -> PathStep:
    """Add a step to a path, or change one. It leads to one thing: a resource, a course or an address."""
    step = step or PathStep(path=path)
    for name in STEP:
        setattr(step, name, values.get(name, getattr(step, name)))
    if not step.title.strip():
        raise ResourceError(_("Give the step a title, such as Read a contract."), field="title")
    if sum(map(bool, (step.resource, step.course, step.link))) > 1:
        raise ResourceError(_("A step leads to one thing: a resource, a course or an address."), field="link")
    if step.link and not step.link.lower().startswith(WAYS):
        raise ResourceError(_("“%s” is no address: it begins with https:// or with /.") % step.link, field="link")
    step.save()
    _make_own(path)
    record(by=by, verb="set_step", about=path, changes={step.title: []})
    return step


@transaction.atomic
def remove_step(*, step: PathStep, by) -> PathStep:
    """Take a step from its path. Who had marked it keeps that; the step can be put back by hand."""
    step.removed_at = now()
    step.save(update_fields=["removed_at"])
    _make_own(step.path)
    record(by=by, verb="remove_step", about=step.path, changes={step.title: []})
    return step


def mark_step(*, step: PathStep, by, done: bool) -> None:
    """Mark a step as done for oneself, or take that back. Nobody else reads it; the audit does not tell which step."""
    with transaction.atomic():
        if not done:
            StepDone.objects.filter(step=step, person=by.person).delete()
            return
        try:
            with transaction.atomic():
                StepDone.objects.create(step=step, person=by.person)
        except IntegrityError:
            return


def _make_own(path: Path) -> None:
    path.digest, path.changed_at = "", now()
    path.save()
