"""Verbs: try a message out, let a second person release it, schedule it, stop it; start what is due."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bigtent.ledger.clock import now
from bigtent.ledger.models import AuditEntry, Job
from bigtent.ledger.services import record, start_job
from bigtent.outreach.audiences import Reach, reach
from bigtent.outreach.errors import MessageError
from bigtent.outreach.handing_over import MailServer, Outcome, Unreachable
from bigtent.outreach.letters import mail_of, preview
from bigtent.outreach.models import Delivery, Message
from bigtent.outreach.services.addressing import needs_release, needs_words
from bigtent.outreach.writing import Letter, check_text, languages_of
from bigtent.people.models import Network

# What is scheduled for now waits so long, so that it can still be stopped.
GRACE = timedelta(minutes=10)
LONGEST_AHEAD = timedelta(days=366)
SEND = "bigtent.outreach.services.send_message"
State = Message.State


def send_test(*, message: Message, by) -> int:
    """Send it to oneself, once in each language it is written in; how many mails."""
    check_text(message, message.choices)
    letters = [preview(message, by.person, language) for language in languages_of(message)]
    with MailServer() as server:
        for letter in letters:
            _send_to_oneself(letter, by, server)
    with transaction.atomic():
        # Only of the text that was tried: who changed it meanwhile tries it again.
        same = {name: getattr(message, name) for name in ("subject_en", "body_en", "subject_es", "body_es")}
        Message.objects.filter(pk=message.pk, **same).update(tested_at=now())
        record(by=by, verb="test_message", about=message, count=len(letters))
    return len(letters)


def _send_to_oneself(letter: Letter, by, server: MailServer) -> None:
    with override(letter.language):
        letter = Letter(_("Test: %s") % letter.subject, letter.plain, letter.fragment, letter.language)
    try:
        server.be_ready()
        answer = server.hand_over(mail_of(letter, by.email))
    except Unreachable as error:
        words = _("The mail server cannot be reached (%(error)s). Nothing was sent; try again later.")
        raise MessageError(words % {"error": error}) from error
    if answer.outcome != Outcome.SENT:
        words = _("The mail server did not take the mail to %(address)s (%(error)s).")
        raise MessageError(words % {"address": by.email, "error": answer.words})


@transaction.atomic
def release_message(*, message: Message, by) -> None:
    """A second person has looked at a message to many; whoever wrote it or changed it cannot be that person."""
    message = _in_state(message, State.DRAFT)
    if by is None or by.pk in writers_of(message):
        raise MessageError(_("Somebody else has to release it: whoever wrote it cannot."))
    reached = _ready(message).reached
    if message.released_at and not needs_release(message, reached):
        raise MessageError(_("It was released already."))
    message.released_by, message.released_at = by, now()
    message.save(update_fields=["released_by", "released_at"])
    record(by=by, verb="release_message", about=message, count=reached)


@transaction.atomic
def schedule_message(*, message: Message, by, send_at: datetime | None = None, per_minute: int = 0) -> datetime:
    """Have it sent at an hour, or as soon as can be: some minutes stay in which it can be stopped. Gives the hour.

    `per_minute` is how many mails may go in a minute; 0 is as many as can be.
    """
    message = _in_state(message, State.DRAFT)
    reached = _ready(message).reached
    if not reached:
        raise MessageError(_("Nobody of this audience can be written to. The page of the audience says why."))
    if needs_release(message, reached):
        raise MessageError(needs_words(reached))
    message.state, message.per_minute = State.SCHEDULED, per_minute
    message.send_at = max(_hour(send_at), now() + GRACE)
    message.save(update_fields=["state", "per_minute", "send_at"])
    changes = {"state": [State.DRAFT, State.SCHEDULED], "send_at": ["", message.send_at.isoformat()]}
    record(by=by, verb="schedule_message", about=message, changes=changes, count=reached)
    return message.send_at


@transaction.atomic
def stop_message(*, message: Message, by, reason: str = "") -> int:
    """Before its hour it becomes a draft again; later nobody more gets it. How many are left out by that."""
    message = _in_state(message, State.SCHEDULED, State.SENDING)
    before, left_out = message.state, 0
    # While people are still being addressed nobody was written to.
    if message.addressed_at is None:
        message.deliveries.all().delete()
        message.state, message.send_at = State.DRAFT, None
    else:
        waiting = message.deliveries.filter(state__in=[Delivery.State.WAITING, Delivery.State.DIGEST])
        left_out = waiting.update(state=Delivery.State.LEFT_OUT, because=Delivery.Because.STOPPED)
        message.state, message.ended_at = State.STOPPED, now()
    message.save(update_fields=["state", "send_at", "ended_at"])
    record(
        by=by, verb="stop_message", about=message, reason=reason[:200], count=left_out,
        changes={"state": [before, message.state]},
    )  # fmt: skip
    return left_out


def start_due_messages() -> None:
    """Start the sending of every message whose hour has come; never twice at once."""
    moment = now()
    of_it = Delivery.objects.filter(message=OuterRef("pk"))
    something_to_do = Q(addressed_at__isnull=True) | Exists(of_it.due(moment)) | ~Exists(of_it.waiting())
    for pk in Message.objects.due(moment).filter(something_to_do).values_list("pk", flat=True):
        _start(pk)


@transaction.atomic
def _start(pk: int) -> None:
    """Whoever holds the row asks and starts; another worker waits for it and then finds the job."""
    message = Message.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)
    if Job.objects.unfinished().filter(verb=SEND, arguments__key=message.key).exists():
        return
    start_job(
        verb=SEND, title=_("Sending “%(message)s”") % {"message": message}, by=message.by,
        arguments={"key": message.key}, result_url=message.get_absolute_url(),
    )  # fmt: skip


def _in_state(message: Message, *states: str) -> Message:
    """The row as it is now, which nobody else changes meanwhile."""
    found = Message.objects.select_for_update().filter(pk=message.pk).first()
    if found is None or found.state not in states:
        raise MessageError(_("This message was changed, sent or stopped meanwhile. Look at it again."))
    return found


def _ready(message: Message) -> Reach:
    """Refuse what cannot go out: each missing thing with what to do. Gives who would get it."""
    if message.audience is None or message.audience.ended_on:
        raise MessageError(_("Choose to whom it goes."), field="audience")
    check_text(message, message.choices)
    if not Network.current().postal_address:
        raise MessageError(
            _("The law asks for a postal address below each message. Give it on the page of settings, then go on.")
        )
    if message.tested_at is None:
        raise MessageError(_("Send it to yourself first and read it. After each change it is tried out anew."))
    return reach(message.audience, message.by, message.topic)


def _hour(send_at: datetime | None) -> datetime:
    moment = now()
    if send_at is None:
        return moment
    if not moment - GRACE <= send_at <= moment + LONGEST_AHEAD:
        words = _("%(hour)s cannot be chosen: the hour lies in the past, or more than a year ahead.")
        there = send_at.astimezone(ZoneInfo(settings.NETWORK_TIME_ZONE))
        raise MessageError(words % {"hour": date_format(there, "DATETIME_FORMAT")}, field="send_at")
    return send_at


def writers_of(message: Message) -> set[int]:
    """Who wrote it, or changed it or since then to whom it goes, and so cannot release it."""
    written = Q(object_type="outreach.message", object_id=str(message.pk), verb__in=("write_message", "change_message"))
    meant = Q(
        object_type="outreach.audience", object_id=str(message.audience_id), verb="change_audience",
        at__gte=message.made_at,
    )  # fmt: skip
    return {message.by_id, *AuditEntry.objects.filter(written | meant).values_list("by", flat=True)} - {None}
