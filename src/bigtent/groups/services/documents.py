"""Verbs: keep a paper of a group, show it to everybody or not, take it from the pages."""

from datetime import timedelta
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.groups.errors import GroupError
from bigtent.groups.models import Group, GroupDocument, Meeting
from bigtent.groups.papers import refuse_foreign
from bigtent.ledger.clock import now
from bigtent.ledger.services import keep_document, record

GRACE = timedelta(days=14)


def add_document(
    *, group: Group, file: BinaryIO, name: str, title: str, by, is_public: bool = False, meeting: Meeting | None = None
) -> GroupDocument:
    """Keep a paper: a PDF, an office document without macros, or plain text of at most 20 MB."""
    title = " ".join(title.split())
    if not title:
        raise GroupError(_("Give the paper a title, such as Bylaws."), field="title")
    if meeting is not None and meeting.group_id != group.pk:
        raise GroupError(_("That meeting is another group’s."), field="meeting")
    refuse_foreign(file, name)
    document = keep_document(file=file, name=name, by=by)
    with transaction.atomic():
        paper = GroupDocument.objects.create(
            group=group, document=document, title=title, is_public=is_public, meeting=meeting, by=by
        )
        record(by=by, verb="add_document", about=paper)
    return paper


@transaction.atomic
def show_document(*, document: GroupDocument, is_public: bool, by) -> GroupDocument:
    """Show a paper to everybody on the public page, or to members only; either can be turned back at any time."""
    if document.is_public != is_public:
        document.is_public = is_public
        document.save(update_fields=["is_public"])
        record(by=by, verb="show_document", about=document, changes={"is_public": [not is_public, is_public]})
    return document


@transaction.atomic
def remove_document(*, document: GroupDocument, by) -> GroupDocument:
    """Take a paper from all pages; within 14 days it can be put back."""
    document.removed_at = now()
    document.save(update_fields=["removed_at"])
    record(by=by, verb="remove_document", about=document)
    return document


@transaction.atomic
def restore_document(*, document: GroupDocument, by) -> GroupDocument:
    """Put a paper back that was removed within the latest 14 days, for members only."""
    if document.removed_at is None or document.removed_at < now() - GRACE:
        raise GroupError(_("A paper can be put back within 14 days. Bring it again instead."))
    document.removed_at, document.is_public = None, False
    document.save(update_fields=["removed_at", "is_public"])
    record(by=by, verb="restore_document", about=document)
    return document
