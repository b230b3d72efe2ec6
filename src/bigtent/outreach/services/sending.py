"""Verbs: send a message, so that nobody gets it twice whatever is cut off; settle what only a person can judge."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.outreach.errors import MessageError, TextError
from bigtent.outreach.handing_over import MailServer, Unreachable
from bigtent.outreach.hours import next_safe
from bigtent.outreach.letters import letter_of, mail_to, new_mail_id, with_readers
from bigtent.outreach.models import Delivery, Message, Suppression
from bigtent.outreach.models.delivery import unwanted
from bigtent.outreach.services.addressing import address
from bigtent.outreach.services.posting import mark_uncertain, post, shut
from bigtent.people.models import ContactPoint

CHUNK = 100
MINUTE = timedelta(minutes=1)
State, Because = Delivery.State, Delivery.Because


@dataclass(frozen=True)
class Run:
    """One run at a message: through which server, and which deliveries it may take up (made once, asked for each)."""

    message: Message
    server: MailServer
    free: QuerySet


def send_message(*, key: str, by, progress: Progress | None = None) -> dict[str, Any]:
    """Send what of a message may be sent now, and end it when nobody waits any more.

    Several runs may be at it at once: each delivery is taken up by one conditional update, which also asks whether the
    reader still agrees. What a run that was killed had in its hands is uncertain; a living one sets it right itself.
    """
    progress = progress or Progress()
    message = _begun(key)
    if message.addressed_at is None:
        address(message, progress)
    mark_uncertain(message.deliveries)
    _send_due(message, progress)
    _end(message, by)
    return {"message": key, "deliveries": message.deliveries.all().counts()}


def _begun(key: str) -> Message:
    going = Message.objects.due(now()).filter(key=key)
    going.filter(state=Message.State.SCHEDULED).update(state=Message.State.SENDING)
    message = going.select_related("audience", "topic", "by__person").first()
    if message is None:
        raise MessageError(_("This message is not to be sent now: it waits for its hour, was stopped, or has ended."))
    return message


def _send_due(message: Message, progress: Progress) -> None:
    due = message.deliveries.due(now())
    allowed = _allowed(message, due.count())
    progress.step(_("Sending the message"), total=allowed)
    latest = 0
    with MailServer() as server:
        run = Run(message, server, _free(message))
        while chunk := list(with_readers(due.filter(pk__gt=latest))[: min(CHUNK, allowed)]):
            latest = chunk[-1].pk
            allowed -= len(chunk)
            try:
                _send(chunk, run, progress)
            except Unreachable as error:
                raise _shut(message, error) from error


def _free(message: Message):
    """What may be taken up: nobody else has it, the message was not stopped, and the reader still agrees."""
    going = Message.objects.filter(pk=OuterRef("message"), state=Message.State.SENDING)
    return Delivery.objects.waiting().filter(Exists(going)).wanted(message.topic)


def _allowed(message: Message, due: int) -> int:
    """How many may go now: where so many a minute were agreed, less those of the latest minute."""
    if not message.per_minute:
        return due
    lately = message.deliveries.filter(handed_over_at__gt=now() - MINUTE).count()
    return min(due, max(0, message.per_minute - lately))


def _shut(message: Message, error: Unreachable) -> MessageError:
    """Nobody is tried again before a while; who waits longer already does so."""
    shut(message.deliveries)
    words = _(
        "The mail server cannot be reached or takes nothing (%(error)s). Nobody was forgotten: "
        "those who wait are written to later by itself."
    )
    return MessageError(words % {"error": error})


def _send(chunk: list[Delivery], run: Run, progress: Progress) -> None:
    _leave_out(Delivery.objects.filter(pk__in=[one.pk for one in chunk]), run.message)
    people = [one.person_id for one in chunk]
    points = ContactPoint.objects.in_use().filter(person__in=people)
    known = points.best_addresses()
    usable = points.best_addresses(Suppression.objects.kept_out())
    for delivery in chunk:
        to = usable.get(delivery.person_id, "")
        if to:
            _send_one(delivery, to, run)
        else:
            because = Because.SUPPRESSED if delivery.person_id in known else Because.ADDRESS
            _waiting(delivery).update(state=State.LEFT_OUT, because=because)
        progress.advance()


def _leave_out(deliveries, message: Message) -> None:
    """Those of the deliveries whose readers have said no since they were addressed."""
    for because, said in unwanted(message.topic).items():
        deliveries.waiting().filter(said).update(state=State.LEFT_OUT, because=because)


def _send_one(delivery: Delivery, to: str, run: Run) -> None:
    """Commit first, then speak to the server: whatever is cut off in between is known to be uncertain."""
    moment = now()
    later = next_safe(getattr(delivery.person, "preference", None), moment)
    if later > moment:
        _waiting(delivery).update(not_before=later)
        return
    run.server.be_ready()
    delivery.mail_id = delivery.mail_id or new_mail_id(delivery)
    try:
        mail = mail_to(delivery, letter_of(delivery), to, delivery.mail_id)
    except TextError as error:
        # One letter that cannot be written keeps nobody else waiting.
        _waiting(delivery).update(state=State.FAILED, error=str(error)[:300])
        return
    if not post(delivery, mail, to=to, free=run.free, server=run.server):
        _leave_out(Delivery.objects.filter(pk=delivery.pk), run.message)


def _waiting(delivery: Delivery):
    return Delivery.objects.waiting().filter(pk=delivery.pk)


@transaction.atomic
def _end(message: Message, by) -> None:
    """Nobody waits and nothing is in anybody's hands: the message has been sent."""
    open_ones = Delivery.objects.filter(message=OuterRef("pk"), state__in=[State.WAITING, State.HANDING_OVER])
    over = Message.objects.filter(~Exists(open_ones), pk=message.pk, state=Message.State.SENDING)
    if over.update(state=Message.State.SENT, ended_at=now()):
        sent = message.deliveries.filter(state=State.SENT).count()
        record(by=by, verb="send_message", about=message, count=sent)


@transaction.atomic
def settle_deliveries(*, deliveries: Iterable[Delivery], arrived: bool, by) -> int:
    """A person's decision about what nobody else can judge, of one message: it arrived, or it is sent again.

    What is sent again keeps its Message-ID, so that a mail program that has it shows it once.
    """
    deliveries = list(deliveries)
    open_ones = Delivery.objects.need_a_decision().filter(pk__in=[one.pk for one in deliveries])
    if arrived:
        settled = open_ones.exclude(mail_id="").update(state=State.SENT, sent_at=now(), error="")
    else:
        going = Message.objects.filter(pk=OuterRef("message")).exclude(state=Message.State.STOPPED)
        settled = open_ones.filter(Exists(going)).update(state=State.WAITING, not_before=None, tries=0, error="")
    if not settled:
        raise MessageError(
            _("Only mails that are uncertain or not sent can be settled, and none of a stopped message.")
        )
    message = deliveries[0].message
    if not arrived:
        ended = Message.objects.filter(pk=message.pk, state=Message.State.SENT)
        ended.update(state=Message.State.SENDING, ended_at=None)
    changes = {"state": ["", State.SENT if arrived else State.WAITING]}
    record(by=by, verb="settle_deliveries", about=message, changes=changes, count=settled)
    return settled
