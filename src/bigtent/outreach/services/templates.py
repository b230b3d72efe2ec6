"""Verbs: keep a text to be used again, change it, end it."""

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record
from bigtent.outreach.errors import TextError
from bigtent.outreach.models import Message, Template
from bigtent.outreach.writing import check_text

TEXTS = ("subject_en", "body_en", "subject_es", "body_es")


@transaction.atomic
def keep_template(*, template: Template, by) -> Template:
    """Keep a template, new or changed. What was written from it stays as it is."""
    before = _in_use(template) if template.pk else Template()
    if not template.name.strip():
        raise TextError(_("Give the template a name."), field="name")
    check_text(template)
    template.changed_at = now()
    if before.pk is None:
        template.by = by
    template.save()
    verb = "change_template" if before.pk else "keep_template"
    record(by=by, verb=verb, about=template, changes=changes_of(before, template))
    return template


@transaction.atomic
def end_template(*, template: Template, by) -> None:
    """Offer it no more."""
    template = _in_use(template)
    template.ended_on = today()
    template.save(update_fields=["ended_on"])
    record(by=by, verb="end_template", about=template)


def changes_of(before: Template | Message, after: Template | Message) -> dict[str, list[str]]:
    """What was changed; of texts only that they were, because they may speak of somebody."""
    told = {
        field: [str(getattr(before, field) or ""), str(getattr(after, field) or "")]
        for field in ("name", "topic", "audience")
        if hasattr(after, field) and getattr(before, field) != getattr(after, field)
    }
    changed = [field for field in (*TEXTS, "choices") if getattr(before, field, "") != getattr(after, field, "")]
    return {**told, **{field: [] for field in changed}}


def _in_use(template: Template) -> Template:
    """The row as it is now, which nobody else changes meanwhile."""
    found = Template.objects.select_for_update().filter(pk=template.pk, ended_on__isnull=True).first()
    if found is None:
        raise TextError(_("This template was ended. Keep the text under a new name."))
    return found
