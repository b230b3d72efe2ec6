"""The letters about questions: what each says, when it is needed no more, and what a reply to it does."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.community.asking_links import question_link
from bigtent.community.choosing import MOST, is_still_willing
from bigtent.community.errors import AskError
from bigtent.community.models import Ask, AskAnswer, Asked
from bigtent.community.services.asking import (
    ANSWER,
    CLOSED,
    QUESTION,
    THANKS,
    give_answer,
    note_away,
    note_lost,
    thank,
)
from bigtent.ledger.declarations import LetterKind
from bigtent.outreach.service_texts import LetterText, own_words
from bigtent.people.models import Network
from bigtent.people.states import STATES


def write_question(letter) -> LetterText | None:
    """The question with two ways to answer; None where it was taken back, closed, or somebody passed it on, or where
    she no longer offers to answer whoever asks."""
    asked = _asked(letter)
    if asked is None or not asked.ask.is_open or asked.state != Asked.State.ASKED or not is_still_willing(asked):
        return None
    about = _("What would help: %s.") % about_words(asked.ask)
    how = _(
        "To answer, just reply to this letter. Who asked reads your name and what you write, never your address. "
        "What is quoted below your words, and your signature, are cut off."
    )
    page = _("Or answer on this page, without signing in. There you can also pass the question on to somebody else, "
             "and nobody is told who did:")  # fmt: skip
    text = "\n\n".join([opening(asked.ask), own_words(asked.ask.text), about, how, f"{page}\n{question_link(asked)}"])
    why = _("You get this because you offer to answer questions by e-mail: at most %(most)s in thirty days. "
            "On your own page you take that offer back at any time.") % {"most": MOST}  # fmt: skip
    return LetterText(_("A question you may be able to answer"), text, why)


def opening(ask: Ask) -> str:
    """Who asks, as those asked read it."""
    if ask.shown_name:
        return _("%(name)s of %(network)s asks:") % {"name": own_words(ask.shown_name), "network": _network()}
    return _("Somebody of %(network)s asks:") % {"network": _network()}


def about_words(ask: Ask) -> str:
    """The kind of help, and what it is about, in one line."""
    region = STATES[ask.state_code][0] if ask.state_code in STATES else ask.get_division_display()
    about = filter(None, (ask.specialty or ask.profession, ask.topic, region))
    return " · ".join([str(ask.get_kind_display()), *map(str, about)])


def write_answer(letter) -> LetterText | None:
    answer = AskAnswer.objects.filter(pk=letter.of).select_related("asked__ask__person", "asked__person").first()
    if answer is None or answer.asked.ask.state == Ask.State.TAKEN_BACK:
        return None
    says = _("%(name)s answers your question:") % {"name": own_words(answer.asked.person.name)}
    page = _("On the page of your question you read all answers, say thank you with one click, and close it:")
    reply = _("If you reply to this letter, your words go to who answered, as your thanks.")
    link = settings.SITE_URL + answer.asked.ask.get_absolute_url()
    text = "\n\n".join([says, own_words(answer.text), f"{page}\n{link}", reply])
    return LetterText(_("An answer to your question"), text, _("You get this because you asked a question."))


def write_thanks(letter) -> LetterText | None:
    answer = AskAnswer.objects.filter(pk=letter.of).select_related("asked__ask__person").first()
    if answer is None or answer.thanked_at is None:
        return None
    name = answer.asked.ask.shown_name
    says = _("%(name)s thanks you for your answer to this question:") if name else _(
        "Who asked thanks you for your answer to this question:"
    )  # fmt: skip
    parts = [says % {"name": own_words(name)} if name else says, own_words(answer.asked.ask.text)]
    if answer.thanks:
        parts += [_("And writes:"), own_words(answer.thanks)]
    why = _("You get this because you answered a question.")
    return LetterText(_("Thank you for your answer"), "\n\n".join(parts), why)


def write_closed(letter) -> LetterText | None:
    ask = Ask.objects.filter(pk=letter.of, state=Ask.State.CLOSED).first()
    if ask is None:
        return None
    says = _("We did not find somebody who answers your question, and have closed it. You may ask again at any time, "
             "perhaps in other words:")  # fmt: skip
    parts = [f"{says}\n{settings.SITE_URL}{ask.get_absolute_url()}"]
    if ask.closing_words:
        parts.insert(0, own_words(ask.closing_words))
    return LetterText(_("About your question"), "\n\n".join(parts), _("You get this because you asked a question."))


def question_replied(letter, text: str) -> None:
    if asked := _asked(letter):
        give_answer(asked=asked, text=text, by_mail=True)


def question_failed(letter) -> None:
    if asked := _asked(letter):
        note_lost(asked=asked)


def question_away(letter) -> None:
    if asked := _asked(letter):
        note_away(asked=asked)


def answer_replied(letter, text: str) -> None:
    """Thanks are said once; what comes later is taken for thanks no more and goes on to the office."""
    answer = AskAnswer.objects.filter(pk=letter.of).select_related("asked__ask", "asked__person").first()
    if answer is None or not thank(answer=answer, words=text):
        raise AskError(_("Thanks were said already."))


def _asked(letter) -> Asked | None:
    return Asked.objects.filter(pk=letter.of).select_related("ask__person", "ask__specialty", "person").first()


def _network() -> str:
    return Network.current().name or "Bigtent"


LETTERS_OF_ASKS = (
    LetterKind(
        QUESTION, gettext_lazy("A question"), write=write_question, replied=question_replied, failed=question_failed,
        away=question_away,
    ),
    LetterKind(ANSWER, gettext_lazy("An answer to a question"), write=write_answer, replied=answer_replied),
    LetterKind(THANKS, gettext_lazy("Thanks for an answer"), write=write_thanks),
    LetterKind(CLOSED, gettext_lazy("A question that was closed"), write=write_closed),
)  # fmt: skip
