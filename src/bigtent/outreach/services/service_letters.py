"""Verbs: ask for letters about what somebody asked for, send them, settle what only a person can judge."""

import logging
from collections.abc import Iterable
from functools import partial

from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bigtent.ledger.clock import now
from bigtent.ledger.errors import Refusal
from bigtent.ledger.models import Job
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record, start_job
from bigtent.outreach.errors import LetterError
from bigtent.outreach.handing_over import MailServer, Unreachable
from bigtent.outreach.hours import next_safe
from bigtent.outreach.letters import new_mail_id
from bigtent.outreach.models import Preference, ServiceLetter, Suppression
from bigtent.outreach.service_mails import first_page, kind_of, mail_with, plain, words_of
from bigtent.outreach.service_texts import LetterText
from bigtent.outreach.services.notifying import notify
from bigtent.outreach.services.posting import mark_uncertain, post, shut
from bigtent.people.batches import in_batches
from bigtent.people.models import ContactPoint

CHUNK = 100
SEND = "bigtent.outreach.services.send_service_letters"
TITLE = gettext_noop("Sending letters about what was asked for")
State, Because = ServiceLetter.State, ServiceLetter.Because
LOST = (State.FAILED, State.BOUNCED)

log = logging.getLogger(__name__)


@transaction.atomic
def ask_for_letters(*, letters: Iterable[ServiceLetter], by) -> int:
    """Have letters sent within minutes, or from their `not_before` on; how many are new.

    Nobody gets the same letter twice: what has the kind and the `about` of one that is there already is left away.
    """
    wanted = {(one.kind, one.about): one for one in letters}
    for batch in in_batches(sorted({about for _kind, about in wanted})):
        for there in ServiceLetter.objects.filter(about__in=batch).values_list("kind", "about"):
            wanted.pop(there, None)
    if wanted:
        ServiceLetter.objects.bulk_create(wanted.values(), batch_size=500, ignore_conflicts=True)
        record(by=by, verb="ask_for_letters", about=ServiceLetter(), count=len(wanted))
    return len(wanted)


def start_due_letters() -> None:
    """Start a job for the letters whose hour has come; one at a time."""
    if ServiceLetter.objects.due(now()).exists():
        _start()


@transaction.atomic
def _start() -> None:
    """Whoever holds the first row asks and starts; another worker waits for it and then finds the job."""
    ServiceLetter.objects.due(now()).select_for_update(of=("self",)).order_by("pk").first()
    if not Job.objects.unfinished().filter(verb=SEND).exists():
        start_job(verb=SEND, title=_(TITLE), by=None, result_url=reverse("outreach:service_letters"))


def send_service_letters(*, by=None, progress: Progress | None = None) -> dict[str, int]:
    """Send the letters whose hour has come.

    Several runs may be at it at once: each letter is taken up by one conditional update. What a run that was killed had
    in its hands is uncertain and is never sent again by itself.
    """
    progress = progress or Progress()
    mark_uncertain(ServiceLetter.objects)
    due = ServiceLetter.objects.due(now()).order_by("pk")
    progress.step(_(TITLE), total=due.count())
    sent = latest = 0
    with MailServer() as server:
        while chunk := list(due.filter(pk__gt=latest).select_related("person__preference")[:CHUNK]):
            latest = chunk[-1].pk
            kept_out = Suppression.objects.kept_out()
            for letter in chunk:
                try:
                    sent += _send(letter, kept_out, server)
                except Unreachable as error:
                    raise _shut(error) from error
                progress.advance()
    if sent:
        record(by=by, verb="post_service_letters", about=ServiceLetter(), count=sent)
    return {"sent": sent}


def _shut(error: Unreachable) -> LetterError:
    shut(ServiceLetter.objects)
    words = _(
        "The mail server cannot be reached or takes nothing (%(error)s). Nobody was forgotten: "
        "those who wait are written to later by itself."
    )
    return LetterError(words % {"error": error})


def _send(letter: ServiceLetter, kept_out, server: MailServer) -> bool:
    """Whether it was handed over."""
    moment, wish = now(), getattr(letter.person, "preference", None)
    if letter.until and letter.until <= moment:
        return _leave_out(letter, Because.TOO_LATE)
    if letter.address and kept_out.holds(ContactPoint.Kind.EMAIL, letter.address):
        return _leave_out(letter, Because.SUPPRESSED)
    later = next_safe(wish, moment)
    if later > moment:
        _waiting(letter).update(not_before=later)
        return False
    words = _written(letter)
    if words is None:
        return False
    if not letter.address or (wish and wish.channel == Preference.Channel.PLATFORM):
        _tell(letter, words)
        return False
    server.be_ready()
    letter.mail_id = letter.mail_id or new_mail_id(letter)
    mail, free = mail_with(letter, words), ServiceLetter.objects.waiting()
    return post(letter, mail, to=letter.address, free=free, server=server, ended=partial(_ended, letter))


def _written(letter: ServiceLetter) -> LetterText | None:
    """The words; None where it goes no further. One letter that cannot be written keeps nobody else waiting."""
    try:
        words = words_of(letter)
    except DatabaseError:
        raise
    except Refusal as refusal:
        _waiting(letter).update(state=State.FAILED, error=str(refusal)[:300])
    except Exception:
        log.exception("The letter %s of the kind %s could not be written.", letter.pk, letter.kind)
        _waiting(letter).update(state=State.FAILED, error=_("It could not be written, which we did not foresee."))
    else:
        if words is None:
            _leave_out(letter, Because.NOT_NEEDED)
        return words
    return None


@transaction.atomic
def _tell(letter: ServiceLetter, words: LetterText) -> None:
    """Who wants no mail, or has no address, is told on the pages of the network."""
    if not _waiting(letter).update(state=State.LEFT_OUT, because=Because.CHANNEL) or letter.person_id is None:
        return
    text, about = plain(words.text), f"letter:{letter.pk}"
    notify(
        people=[letter.person_id], title=plain(words.subject), text=text, url=first_page(words.text)[:200],
        about=about, by=None,
    )  # fmt: skip


@transaction.atomic
def _leave_out(letter: ServiceLetter, because: str) -> bool:
    left_out = _waiting(letter).update(state=State.LEFT_OUT, because=because)
    if left_out and because == Because.SUPPRESSED:
        tell_of_loss(letter)
    return False


def _ended(letter: ServiceLetter, state: str) -> None:
    if state in LOST:
        tell_of_loss(letter)


def tell_of_loss(letter: ServiceLetter) -> None:
    """Let the room know that this letter does not reach its reader."""
    kind = kind_of(letter)
    if kind and kind.failed:
        kind.failed(letter)


def _waiting(letter: ServiceLetter):
    return ServiceLetter.objects.waiting().filter(pk=letter.pk)


@transaction.atomic
def settle_service_letters(*, letters: Iterable[ServiceLetter], arrived: bool, by) -> int:
    """A person's decision about what nobody else can judge: it arrived, or it is sent again.

    What is sent again keeps its Message-ID, so that a mail program that has it shows it once.
    """
    chosen = [one.pk for one in letters]
    open_ones = ServiceLetter.objects.need_a_decision().filter(pk__in=chosen)
    if arrived:
        settled = open_ones.exclude(mail_id="").update(state=State.SENT, sent_at=now(), error="")
    else:
        settled = open_ones.update(state=State.WAITING, not_before=None, tries=0, error="")
    if not settled:
        raise LetterError(_("Only letters that are uncertain or not sent can be settled."))
    about = ServiceLetter.objects.get(pk=chosen[0])
    changes = {"state": ["", State.SENT if arrived else State.WAITING]}
    record(by=by, verb="settle_service_letters", about=about, changes=changes, count=settled)
    return settled
