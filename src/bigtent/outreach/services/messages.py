"""Verbs: write a message, as often as one likes until it is scheduled."""

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.services import record
from bigtent.outreach.errors import MessageError, TextError
from bigtent.outreach.models import Message
from bigtent.outreach.services.templates import changes_of
from bigtent.outreach.writing import check_text

MOST_CHOICES, LONGEST_CHOICE = 6, 60


@transaction.atomic
def write_message(*, message: Message, by) -> Message:
    """Keep a draft, new or changed. After a change it is tried out and released anew."""
    before = _draft(message) if message.pk else Message()
    if not message.name.strip():
        raise TextError(_("Give the message a name, so that others find it."), field="name")
    _refuse_choices(message.choices)
    check_text(message, message.choices)
    changes = changes_of(before, message)
    if before.pk is None:
        message.by = by
    elif changes.keys() - {"name"}:
        message.tested_at = message.released_by = message.released_at = None
    message.save()
    record(by=by, verb="change_message" if before.pk else "write_message", about=message, changes=changes)
    return message


@transaction.atomic
def discard_message(*, message: Message, by) -> None:
    """Take a draft away. Nobody was written to; the history says that there was one."""
    draft = _draft(message)
    record(by=by, verb="discard_message", about=draft)
    draft.delete()


def _draft(message: Message) -> Message:
    """The row as it is now, which nobody else changes meanwhile."""
    found = Message.objects.select_for_update().filter(pk=message.pk).first()
    if found is None:
        raise MessageError(_("This draft was discarded meanwhile."))
    if found.state != Message.State.DRAFT:
        words = _("“%(message)s” is no draft any more (%(state)s). Stop it first, or write a new one.")
        raise MessageError(words % {"message": found, "state": found.get_state_display().lower()})
    return found


def _refuse_choices(choices: list[dict[str, str]]) -> None:
    if len(choices) > MOST_CHOICES:
        words = _("%(count)s answers are more than anybody reads. Ask for at most %(most)s.")
        raise TextError(words % {"count": len(choices), "most": MOST_CHOICES}, field="choices_en")
    if len(choices) == 1:
        raise TextError(_("One answer alone is no choice. Write a second one, or none."), field="choices_en")
    for language in ("en", "es"):
        told = [choice[language] for choice in choices if choice[language]]
        for number, words in enumerate(told, 1):
            _refuse_choice(words, number, told[: number - 1], field=f"choices_{language}")


def _refuse_choice(choice: str, line: int, before: list[str], *, field: str) -> None:
    if len(choice) > LONGEST_CHOICE:
        words = _("Line %(line)s has %(length)s characters. An answer has at most %(most)s.")
        raise TextError(words % {"line": line, "length": len(choice), "most": LONGEST_CHOICE}, field=field)
    if choice in before:
        raise TextError(_("Line %(line)s says “%(choice)s” again.") % {"line": line, "choice": choice}, field=field)
