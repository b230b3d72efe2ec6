"""The mails of service letters: the words a room wrote, with what stands below them."""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from bigtent.ledger.declarations import LetterKind, declared
from bigtent.ledger.markup import to_html
from bigtent.outreach.letters import addressed_back, mail_of, return_path
from bigtent.outreach.models import ServiceLetter
from bigtent.outreach.service_texts import CLOSE, OPEN, UNUSED, LetterText
from bigtent.outreach.writing import Letter
from bigtent.people.models import Network

OWN_WORDS = re.compile(f"{OPEN}(.*?){CLOSE}", re.DOTALL)
ADDRESS = re.compile(r"(?<![(<\[])https?://[^\s<>()\[\]\ue002\ue003]*[^\s<>()\[\]\ue002\ue003.,;:!?]")


def kind_of(letter: ServiceLetter) -> LetterKind | None:
    """The kind a room declared; None where no room writes such letters any more."""
    return next((kind for kind in declared("LETTERS") if kind.name == letter.kind), None)


def language_of(letter: ServiceLetter) -> str:
    """The language its reader chose; before she chose, the one in which the letter was asked for."""
    return (letter.person.language if letter.person else "") or letter.language


def words_of(letter: ServiceLetter) -> LetterText | None:
    """What the room writes, in the reader's language; None where the letter is needed no more."""
    kind = kind_of(letter)
    if kind is None:
        raise LookupError(f"No room writes letters of the kind {letter.kind}.")
    with override(language_of(letter)):
        return kind.write(letter)


def mail_with(letter: ServiceLetter, words: LetterText) -> EmailMultiAlternatives:
    """The mail of one letter. It says of itself that a program sent it; where its room takes answers, they come back to
    an address that names it."""
    composed = _composed(words, language_of(letter), has_page=letter.person_id is not None)
    mail = mail_of(composed, letter.address, **{"Message-ID": letter.mail_id, "Auto-Submitted": "auto-generated"})
    addressed_back(mail, letter.mail_id)
    kind = kind_of(letter)
    if kind and kind.replied and settings.BOUNCES:
        mail.reply_to = [return_path(letter.mail_id)]
    for one in words.attachments:
        mail.attach(one.name, one.content, one.type)
    return mail


def plain(text: str) -> str:
    """The text without the signs around somebody's own words."""
    return text.translate(UNUSED).strip()


def first_page(text: str) -> str:
    """The first page of ours that a text leads to, without the host; empty where it leads to none."""
    found = next((one for one in ADDRESS.findall(text) if one.startswith(settings.SITE_URL + "/")), "")
    return found.removeprefix(settings.SITE_URL)


def _composed(words: LetterText, language: str, *, has_page: bool) -> Letter:
    with override(language):
        own = settings.SITE_URL + reverse("outreach:preferences") if has_page else ""
        said = {"plain": plain(words.text), "html": _html(words.text), "why": words.why, "own": own,
                "network": Network.current()}  # fmt: skip
        text = render_to_string("outreach/mail/service.txt", said)
        fragment = render_to_string("outreach/mail/_service.html", said)
        subject = " ".join(plain(words.subject).split())
        return Letter(subject, text.strip() + "\n", fragment, get_language()[:2])


def _html(text: str) -> SafeString:
    """The marks are read before somebody's own words are put in, so that they are never more than words."""
    said: list[str] = []

    def keep(found: re.Match) -> str:
        said.append(found[1])
        return f"{OPEN}{len(said) - 1}{CLOSE}"

    marked = ADDRESS.sub(lambda found: f"<{found[0]}>", OWN_WORDS.sub(keep, text))
    shown = str(to_html(marked))
    for number, words in enumerate(said):
        typed = escape(words.strip()).replace("\r\n", "\n").replace("\n", "<br>\n")
        shown = shown.replace(f"{OPEN}{number}{CLOSE}", typed)
    return mark_safe(shown)
