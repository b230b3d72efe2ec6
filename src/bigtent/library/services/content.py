"""Verb: load the packaged texts and paths. What people changed is never overwritten, what they took off stays off."""

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.library.models import Path, PathStep, Resource
from bigtent.library.packaged import PackagedPage, PackagedPath, packaged_pages, packaged_paths
from bigtent.library.services.resources import write_version
from bigtent.people.models import Topic

FROM_PAGE = ("title", "summary", "audience", "text", "sources", "checked_on")


def load_content(*, by=None, progress: Progress | None = None) -> dict[str, int]:
    """Each packaged page and path that is new or changed. Returns how many pages and paths were written."""
    progress = progress or Progress()
    progress.step(_("Loading the pages of the library"))
    with transaction.atomic():
        pages = sum(_load_page(page) for page in packaged_pages())
        paths = sum(_load_path(path) for path in packaged_paths())
        if pages or paths:
            record(by=by, verb="load_content", about=Resource(), changes={"pages": pages, "paths": paths})
    return {"pages": pages, "paths": paths}


def _load_page(page: PackagedPage) -> bool:
    resource = Resource.objects.filter(shipped=page.name).first()
    latest = resource and resource.versions.first()
    if latest and (not latest.digest or latest.digest == page.digest or resource.removed_at):
        return False
    values = {name: getattr(page, name) for name in FROM_PAGE}
    if resource is None:
        resource = Resource(shipped=page.name, kind=Resource.Kind.PAGE, demonstration=False, **values)
        resource.license = page.license
    else:
        resource.number += 1
        resource.changed_at = now()
        for name, value in values.items():
            setattr(resource, name, value)
    resource.save()
    resource.topics.set(Topic.objects.filter(code__in=page.topics))
    words = _("Brought up to date") if latest else _("First version")
    write_version(resource, what_changed=words, by=None, digest=page.digest)
    return True


def _load_path(packaged: PackagedPath) -> bool:
    path = Path.objects.filter(stage=packaged.stage).first() or Path(stage=packaged.stage, demonstration=False)
    if path.pk and path.digest in ("", packaged.digest):
        return False
    path.title, path.summary, path.digest, path.changed_at = packaged.title, packaged.summary, packaged.digest, now()
    path.save()
    there = {step.title: step for step in path.steps.all()}
    pages = {row.shipped: row for row in Resource.objects.exclude(shipped=None)}
    for order, told in enumerate(packaged.steps, start=1):
        step = there.pop(told["title"], None) or PathStep(path=path, title=told["title"])
        step.order, step.text, step.link = order, told.get("text", ""), told.get("link", "")
        step.resource, step.removed_at = pages.get(told.get("page")), None
        step.save()
    path.steps.filter(pk__in=[step.pk for step in there.values()]).update(removed_at=now())
    return True
