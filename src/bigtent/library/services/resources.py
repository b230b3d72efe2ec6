"""Verbs: put a resource on the shelf, bring it up to date; take anything off the shelf, put it back."""

from datetime import timedelta
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.papers import fault_of
from bigtent.ledger.services import keep_document, record
from bigtent.library.errors import ResourceError
from bigtent.library.models import Resource, ResourceVersion

GRACE = timedelta(days=30)
ABOUT = ("kind", "audience", "domain", "language", "source", "license", "is_public")
CONTENT = ("title", "summary", "link", "text", "document", "sources", "checked_on")
WEB = ("https://", "http://")


def add_resource(*, by, topics=(), file: BinaryIO | None = None, **values) -> Resource:
    """Put a resource on the shelf, as its first version: a link, a text of ours or a file."""
    if file:
        values["document"] = kept(file, by)
    resource = Resource(by=by, **values)
    refuse_incomplete(resource)
    with transaction.atomic():
        resource.save()
        resource.topics.set(topics)
        write_version(resource, what_changed=_("First version"), by=by)
        record(by=by, verb="add_resource", about=resource)
    return resource


def change_resource(
    *, resource: Resource, by, what_changed: str = "", topics=None, file: BinaryIO | None = None, **values
) -> Resource:
    """Bring a resource up to date. Where its content changes, that is a new version and says what changed."""
    if file:
        values["document"] = kept(file, by)
    with transaction.atomic():
        resource = Resource.objects.select_for_update().get(pk=resource.pk)
        changed = {name for name in (*ABOUT, *CONTENT) if name in values and getattr(resource, name) != values[name]}
        for name in changed:
            setattr(resource, name, values[name])
        refuse_incomplete(resource)
        if topics is not None and set(topics) != set(resource.topics.all()):
            resource.topics.set(topics)
            changed.add("topics")
        if changed & set(CONTENT):
            if not what_changed.strip():
                raise ResourceError(_("Say in a few words what changed; readers see it."), field="what_changed")
            resource.number += 1
            write_version(resource, what_changed=what_changed.strip()[:300], by=by)
        if changed:
            resource.changed_at = now()
            resource.save()
            record(by=by, verb="change_resource", about=resource, changes={name: [] for name in sorted(changed)})
    return resource


@transaction.atomic
def take_off_shelf(*, thing, by) -> None:
    """Take a resource, solution or brief off the shelf. Within 30 days it can be put back."""
    if thing.removed_at is None:
        thing.removed_at = now()
        thing.save(update_fields=["removed_at"])
        record(by=by, verb="take_off_shelf", about=thing)


@transaction.atomic
def put_back_on_shelf(*, thing, by) -> None:
    """Put back what was taken off the shelf within the latest 30 days."""
    if thing.removed_at is None:
        return
    if thing.removed_at < now() - GRACE:
        raise ResourceError(_("This was taken off the shelf more than 30 days ago. Put it there anew."))
    thing.removed_at = None
    thing.save(update_fields=["removed_at"])
    record(by=by, verb="put_back_on_shelf", about=thing)


def kept(file: BinaryIO, by):
    if fault := fault_of(file, file.name):
        raise ResourceError(fault, field="file")
    return keep_document(file=file, name=file.name, by=by)


def refuse_incomplete(resource: Resource) -> None:
    resource.title = " ".join(resource.title.split())
    if not resource.title or not resource.summary.strip():
        raise ResourceError(_("Give it a title and a summary."), field="summary" if resource.title else "title")
    if not (resource.link or resource.text.strip() or resource.document):
        raise ResourceError(_("Give a link, a text or a file: a resource leads to something."), field="link")
    refuse_strange_link(resource.link, "link")


def refuse_strange_link(link: str, field: str) -> None:
    if link and not link.lower().startswith(WEB):
        raise ResourceError(_("“%s” is no address of a page: it begins with https://.") % link[:80], field=field)


def write_version(resource: Resource, *, what_changed: str, by, digest: str = "") -> ResourceVersion:
    content = {name: getattr(resource, name) for name in CONTENT}
    return ResourceVersion.objects.create(
        resource=resource, number=resource.number, what_changed=what_changed, digest=digest, by=by, **content
    )
