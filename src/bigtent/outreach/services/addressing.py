"""Who gets a message: asked once, when its hour has come."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.models import AuditEntry
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.outreach.audiences import Reach, reach
from bigtent.outreach.errors import AudienceError, MessageError
from bigtent.outreach.models import Delivery, Message
from bigtent.outreach.services.notifying import show_message
from bigtent.people.batches import in_batches
from bigtent.people.models import Person

MOST_ALONE = 500
State = Delivery.State


def needs_release(message: Message, reached: int) -> bool:
    """Whether so many people get it that one person does not decide it alone: more than one may decide on, beyond those
    of whom a second person knew when it was released."""
    return reached > MOST_ALONE and reached - _released_for(message) > MOST_ALONE


def _released_for(message: Message) -> int:
    if message.released_at is None:
        return 0
    released = AuditEntry.objects.filter(
        object_type="outreach.message", object_id=str(message.pk), verb="release_message"
    )
    return released.order_by("-pk").values_list("count", flat=True).first() or 0


def address(message: Message, progress: Progress) -> None:
    """Make the deliveries of everybody in the audience, also of those left out, with the reason.

    Commits in chunks; a run after a killed one asks again and adds who is missing. Where more people than one person
    may decide on are reached by now, or whoever wrote it may not write any more, it is a draft again.
    """
    found = _asked_now(message)
    if needs_release(message, found.reached):
        raise take_back(message, needs_words(found.reached))
    progress.step(_("Addressing the message"), total=found.matched)
    for batch in in_batches(found.addresses):
        _make(message, [(pk, State.DIGEST if pk in found.weekly else State.WAITING, "") for pk in batch])
        progress.advance(len(batch))
    for because, people in found.people.items():
        for batch in in_batches(people):
            _make(message, [(pk, State.LEFT_OUT, because) for pk in batch])
            progress.advance(len(batch))
    with transaction.atomic():
        _hold(message)
        if Message.objects.filter(pk=message.pk, addressed_at__isnull=True).update(addressed_at=now()):
            record(by=message.by, verb="address_message", about=message, count=found.reached)
            show_message(message=message, people=found.people[Delivery.Because.CHANNEL], by=message.by)


def needs_words(reached: int) -> str:
    words = _("%(count)s people would get it. More than %(most)s need a second person who releases it.")
    return words % {"count": f"{reached:,}", "most": MOST_ALONE}


def take_back(message: Message, words: str) -> MessageError:
    """Make it a draft again, because it cannot go as it was scheduled; gives what to raise."""
    with transaction.atomic():
        going = Message.objects.filter(pk=message.pk, state=Message.State.SENDING, addressed_at__isnull=True)
        if going.update(state=Message.State.DRAFT, send_at=None):
            message.deliveries.all().delete()
            record(by=None, verb="take_back_message", about=message, reason=words)
    return MessageError(words)


def _asked_now(message: Message) -> Reach:
    if not (message.by and message.by.is_active and message.by.has_perm("outreach.write")):
        words = _("Whoever wrote this message may not write to people any more. Somebody who may can copy it.")
        raise take_back(message, words)
    try:
        return reach(message.audience, message.by, message.topic)
    except AudienceError as error:
        raise take_back(message, str(error)) from error


def _make(message: Message, rows: list[tuple[int, str, str]]) -> None:
    """Who has a delivery of this message already keeps it."""
    languages = _languages(message, [pk for pk, _state, _because in rows])
    deliveries = [
        Delivery(message=message, person_id=pk, state=state, because=because, language=languages.get(pk, "en"))
        for pk, state, because in rows
    ]
    with transaction.atomic():
        _hold(message)
        Delivery.objects.bulk_create(deliveries, batch_size=500, ignore_conflicts=True)


def _hold(message: Message) -> None:
    """Whoever stops the message waits until these are written, or comes first: then nothing is written."""
    if not Message.objects.select_for_update().filter(pk=message.pk, state=Message.State.SENDING).exists():
        raise MessageError(_("The message was stopped while people were being addressed. Nobody was written to."))


def _languages(message: Message, people: list[int]) -> dict[int, str]:
    """In which language each gets it; everybody in English where it is not written in another."""
    if not message.body_es:
        return {}
    own = settings.LANGUAGE_CODE.partition("-")[0]
    found = Person.objects.filter(pk__in=people).values_list("pk", "language")
    return {pk: language or own for pk, language in found}
