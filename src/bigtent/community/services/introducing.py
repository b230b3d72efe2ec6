"""Verbs: want introductions or not, ask for one, say yes or no, take it back."""

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from bigtent.community.errors import AskError
from bigtent.community.models import Introduction, KeptApart
from bigtent.community.models.introducing import AGAIN, GRACE, PATIENCE
from bigtent.community.services.asking import letter_to
from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.outreach.services import ask_for_letters
from bigtent.people.models import Person, Purpose
from bigtent.people.services import set_consents

DATUM = "community.introductions"
WANTED, AGREED = "introduction", "introduction-agreed"
MOST_WAITING, MOST_READ, LONGEST = 5, 10, 200
State = Introduction.State


def want_introductions(*, wanted: bool, by) -> None:
    """A switch of her own: with it members like her see her here, and she sees them."""
    if wanted and not Person.objects.consenting_to(Purpose.DIRECTORY).filter(pk=by.person_id).exists():
        raise AskError(_("First say yes to being found by other members, on the page of what is known of you."))
    set_consents(choices=[(by.person_id, Purpose.DIRECTORY, wanted, DATUM)], by=by)


@transaction.atomic
def ask_introduction(*, other: Person, line: str, address: str, by) -> Introduction:
    """Ask somebody near for an introduction, in one line. The letter goes out after ten minutes."""
    line = " ".join(line.split())
    if not line or len(line) > LONGEST:
        words = _("One line of 1 to %(most)s signs; this one has %(count)s.")
        raise AskError(words % {"most": LONGEST, "count": len(line)}, field="line")
    asker = Person.objects.select_for_update(of=("self",)).get(pk=by.person_id)
    _refuse_again(asker, other)
    row = Introduction.objects.create(asker=asker, other=other, line=line, asker_address=address)
    record(by=by, verb="ask_introduction", about=row)
    letter = letter_to(row.other, kind=WANTED, about=f"introduction:{row.key}", of=row.pk)
    letter.not_before = row.asked_at + GRACE
    ask_for_letters(letters=[letter], by=by)
    return row


def _refuse_again(asker: Person, other: Person) -> None:
    wanting = Person.objects.consenting_to(Purpose.DIRECTORY, DATUM).filter(pk__in=[asker.pk, other.pk])
    if wanting.count() != len({asker.pk, other.pk}) or asker.pk == other.pk or are_apart(asker, other):
        raise AskError(_("Both have to want introductions. Look at the list again."))
    moment = now()
    waiting = Introduction.objects.filter(asker=asker, state__in=[State.ASKED, State.DECLINED])
    # Taken back unread it was never asked.
    read = Q(answered_at__gt=F("asked_at") + GRACE) & Q(state=State.WITHDRAWN)
    asked = Introduction.objects.filter(Q(state__in=[State.ASKED, State.DECLINED]) | read, asker=asker, other=other)
    if asked.filter(asked_at__gt=moment - AGAIN).exists():
        raise AskError(_("You asked for this introduction already. After half a year you may ask once more."))
    if Introduction.objects.between(asker, other).filter(state=State.AGREED).exists():
        raise AskError(_("You are introduced to each other already."))
    # A no counts as long as no answer does: how many wait tells nothing.
    lately = waiting.filter(asked_at__gt=moment - PATIENCE).count()
    if lately >= MOST_WAITING:
        raise AskError(_("Five of your wishes wait for an answer. Wait for one, or take one back."))
    # A wish that is taken back once it was read has cost the other her attention all the same.
    if Introduction.objects.filter(read, asker=asker, asked_at__gt=moment - PATIENCE).count() + lately >= MOST_READ:
        raise AskError(_("You asked for ten introductions in two weeks, which is the most. Go on later."))


def are_apart(one: Person, other: Person) -> bool:
    apart = KeptApart.objects.filter(person__in=[one.pk, other.pk], other__in=[one.pk, other.pk])
    return apart.exists()


@transaction.atomic
def agree_to_introduction(*, row: Introduction, address: str, by=None) -> None:
    """Yes: in ten minutes each gets the address the other chose; until then it can be taken back."""
    row = _held(row, State.ASKED, State.DECLINED)
    if are_apart(row.asker, row.other):
        raise AskError(_("You are kept apart from each other. Let questions come again first."))
    before, row.state, row.other_address, row.answered_at = row.state, State.AGREED, address, now()
    row.save(update_fields=["state", "other_address", "answered_at"])
    record(by=by, verb="agree_to_introduction", about=row, changes={"state": [before, State.AGREED]})
    letters = []
    for person, who in ((row.asker, "asker"), (row.other, "other")):
        letter = letter_to(person, kind=AGREED, about=f"{who}:{row.key}:{row.answered_at:%y%m%d%H%M%S}", of=row.pk)
        letter.not_before = row.answered_at + GRACE
        letters.append(letter)
    ask_for_letters(letters=letters, by=by)


@transaction.atomic
def decline_introduction(*, row: Introduction, by=None) -> None:
    """No, and nothing is told of it. It may become a yes later."""
    row = _held(row, State.ASKED)
    row.state, row.answered_at = State.DECLINED, now()
    row.save(update_fields=["state", "answered_at"])
    record(by=by, verb="decline_introduction", about=row)


@transaction.atomic
def take_back_agreement(*, row: Introduction, by=None) -> None:
    """Within ten minutes of a yes, before either learned an address."""
    row = _held(row, State.AGREED)
    if row.answered_at <= now() - GRACE:
        raise AskError(_("The addresses are on their way already. Write to each other, or do not answer."))
    row.state, row.other_address, row.answered_at = State.ASKED, None, None
    row.save(update_fields=["state", "other_address", "answered_at"])
    record(by=by, verb="take_back_agreement", about=row, changes={"state": [State.AGREED, State.ASKED]})


@transaction.atomic
def withdraw_introduction(*, row: Introduction, by) -> None:
    """The asker takes her wish back; also one that was declined, of which she knows nothing."""
    row = _held(row, State.ASKED, State.DECLINED)
    row.state, row.answered_at = State.WITHDRAWN, now()
    row.save(update_fields=["state", "answered_at"])
    record(by=by, verb="withdraw_introduction", about=row)


def _held(row: Introduction, *states: str) -> Introduction:
    found = Introduction.objects.select_for_update(of=("self",)).select_related("asker", "other")
    row = found.filter(pk=row.pk, state__in=states).first()
    if row is None:
        raise AskError(_("This wish was answered or taken back meanwhile. Look at it again."))
    return row
