"""What questions and introductions offer to others."""

from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.community.asking_letters import LETTERS_OF_ASKS
from bigtent.community.asking_links import introduction_path, question_path
from bigtent.community.introducing_letters import LETTERS_OF_INTRODUCTIONS
from bigtent.community.models import Ask, AskAnswer, Asked, Introduction
from bigtent.community.models.asking import GRACE
from bigtent.community.services.introducing import DATUM
from bigtent.ledger.clock import now
from bigtent.ledger.declarations import Datum, Deed, Due, DueSource, Known, Recorded, Trace
from bigtent.people.models import Person, Purpose

AT_ONCE = 5
TYPED = ((Ask, "text"), (Ask, "closing_words"), (AskAnswer, "text"), (AskAnswer, "thanks"), (Introduction, "line"))

LETTERS_OF_ASKING = (*LETTERS_OF_ASKS, *LETTERS_OF_INTRODUCTIONS)

DEEDS_OF_ASKING = (
    Deed("ask_question", _("A question was asked of %(count)s person"), _("A question was asked of %(count)s people")),
    Deed("bring_to_more", _("A question went to one more person"), _("A question went to %(count)s more people")),
    Deed("answer_question", _("Somebody answered a question")),
    Deed("pass_question_on", _("Somebody passed a question on")),
    Deed("note_away", _("Somebody asked was away, and the next was asked")),
    Deed("note_lost_question", _("A question did not reach somebody, and the next was asked")),
    Deed("thank_for_answer", _("Somebody said thank you for an answer")),
    Deed("close_question", _("A question was closed")),
    Deed("open_question_again", _("A question was opened again")),
    Deed("take_back_question", _("A question was taken back")),
    Deed("keep_apart", _("Somebody asked to be kept apart from somebody")),
    Deed("let_together", _("Somebody is no longer kept apart from somebody")),
    Deed("ask_introduction", _("Somebody asked for an introduction")),
    Deed("agree_to_introduction", _("Somebody said yes to an introduction")),
    Deed("decline_introduction", _("Somebody answered a wish to be introduced")),
    Deed("take_back_agreement", _("Somebody took back a yes to an introduction")),
    Deed("withdraw_introduction", _("Somebody took back a wish to be introduced")),
)


def questions_to_me(account):
    """Questions brought to this person that she has not answered."""
    found = Asked.objects.filter(person=account.person_id, state=Asked.State.ASKED, ask__state=Ask.State.OPEN)
    for asked in found.filter(ask__made_at__lte=now() - GRACE).order_by("pk")[:AT_ONCE]:
        yield Due(
            title=_now("Somebody asks you a question"), why=_now("You offer to answer. You may pass it on."),
            button=_now("Read it"), url=question_path(asked), minutes=5, order=35,
        )  # fmt: skip


def wishes_to_meet(account):
    found = Introduction.objects.asked_of(account.person_id).filter(asked_at__lte=now() - GRACE)
    for row in found.order_by("pk")[:AT_ONCE]:
        yield Due(
            title=_now("Somebody would like to meet you"),
            why=_now("You want introductions. Not now is an answer too."),
            button=_now("Look"), url=introduction_path(row), minutes=1, order=55,
        )  # fmt: skip


def questions_that_wait(account):
    """For coordinators: each question nobody answered in five days."""
    if not account.has_perm("people.coordinate_volunteers"):
        return
    for ask in Ask.objects.waiting_too_long(now()).order_by("made_at")[:AT_ONCE]:
        day = date_format(localtime(ask.made_at), "DATE_FORMAT")
        yield Due(
            title=_now("A question waits for an answer"), why=_now("It was asked on %s, and nobody answered.") % day,
            button=_now("Ask five more, or answer"), url=reverse("community:waiting_ask", args=[ask.key]),
            minutes=3, order=30,
        )  # fmt: skip


DUE_OF_ASKING = (
    DueSource("questions-that-wait", questions_that_wait),
    DueSource("questions-to-me", questions_to_me),
    DueSource("wishes-to-meet", wishes_to_meet),
)


def may_read(account, row) -> bool:
    return account.has_perm("people.coordinate_volunteers")


def is_hers(account, row) -> bool:
    """Whom somebody is kept apart from is her own business; nobody else reads of it."""
    return account.person_id == row.person_id


def was_asked(account, row) -> bool:
    """Only who was asked: the asker is not to read there that it was declined."""
    return account.person_id == row.other_id


HISTORY_OF_ASKING = (
    Recorded("community.Ask", may_read),
    Recorded("community.KeptApart", is_hers),
    Recorded("community.Introduction", was_asked),
)


def own_questions(person: Person, account):
    """What she asked; for her own eyes."""
    if account.person_id == person.pk:
        for ask in Ask.objects.filter(person=person):
            yield _now("Asked by you"), ask.text, _day(ask.made_at)


def own_answers(person: Person, account):
    """What she was asked, with what she answered, and the thanks she got."""
    if account.person_id != person.pk:
        return
    for asked in Asked.objects.filter(person=person).prefetch_related("answers"):
        yield _now("A question was brought to you"), str(asked.get_state_display()), _day(asked.at)
        for answer in asked.answers.all():
            yield _now("You answered"), answer.text, _day(answer.at)
            if answer.thanks:
                yield _now("The thanks you got"), answer.thanks, _day(answer.thanked_at)


def wishes_made(person: Person, account):
    if account.person_id == person.pk:
        for row in Introduction.objects.filter(asker=person):
            yield _now("You asked for an introduction"), row.line, _day(row.asked_at)


def wishes_got(person: Person, account):
    if account.person_id == person.pk:
        for row in Introduction.objects.filter(other=person):
            yield _now("Somebody asked to be introduced to you"), str(row.get_state_display()), _day(row.asked_at)


def _day(moment) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")


KNOWN_OF_ASKING = (
    Known(model="community.Ask", title=_("Questions you asked"), show=own_questions),
    Known(model="community.Asked", title=_("Questions brought to you"), unique=("ask",), show=own_answers),
    Known(model="community.KeptApart", title=_("Whom you are kept apart from"), unique=("other",)),
    # That somebody keeps apart from her is that other's word, and told to nobody.
    Known(
        model="community.KeptApart", field="other", title=_("Who is kept apart from you"), unique=("person",),
        withheld=("person", "other", "at"),
    ),
    Known(model="community.Introduction", field="asker", title=_("Introductions you asked for"), show=wishes_made),
    Known(model="community.Introduction", field="other", title=_("Introductions asked of you"), show=wishes_got),
)  # fmt: skip


def find_words(traces):
    """What others typed lies encrypted, so that no search of the database finds a name in it: each is read."""
    hers = [
        (model, pk, column, words)
        for model, column in TYPED
        for pk, words in model.objects.values_list("pk", column).iterator(2_000)
        if words and traces.show_in(words)
    ]

    def take_out() -> int:
        for model, pk, column, words in hers:
            model.objects.filter(pk=pk).update(**{column: traces.without(words)})
        return len(hers)

    return take_out


TRACES_OF_ASKING = (Trace("questions", _("Questions, answers and wishes that name her"), find_words),)


def introductions(person: Person):
    if Person.objects.consenting_to(Purpose.DIRECTORY, DATUM).filter(pk=person.pk).exists():
        yield _now("You want introductions to members like you near you"), _now("as you told us")


DATA_OF_ASKING = (
    Datum(
        DATUM, _("Introductions"), (Purpose.DIRECTORY,), introductions, sensitive=True, order=25,
        why=_("So that members like you near you find you and may ask to meet you. Off until you want it."),
        subject=_("Introductions"), edit_url=reverse_lazy("community:near"),
    ),
)  # fmt: skip
