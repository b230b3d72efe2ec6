"""From a text with fields to the letter one person reads, in her language, in plain text and in HTML."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bigtent.ledger.markup import to_html
from bigtent.outreach.errors import TextError
from bigtent.outreach.models.message import Text
from bigtent.people.models import Network, Person

# What may stand in braces, and what each becomes.
FIELDS = {
    "given_name": gettext_lazy("the given name, or what she asked to be called"),
    "name": gettext_lazy("the whole name, or what she asked to be called"),
    "network": gettext_lazy("the name of the network"),
    "choices": gettext_lazy("the answers to choose from; on a line of its own"),
}
LANGUAGES = {"en": gettext_lazy("English"), "es": gettext_lazy("Spanish")}
BRACES = re.compile(r"\{\{|\}\}|\{(?P<field>[^{}\n]*)\}|[{}]")
# Stand for a field while the marks of a text are read, so that no name is read as a mark. Unicode gives them no use.
OPEN, CLOSE = "\ue000", "\ue001"
UNUSED = {ord(OPEN): None, ord(CLOSE): None}


@dataclass(frozen=True)
class Links:
    """Where the links of one letter lead; `answers` in the order of the message's choices."""

    stop: str
    preferences: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letter:
    """What one person reads. `fragment` is the HTML without the document around it."""

    subject: str
    plain: str
    fragment: SafeString
    language: str

    @property
    def html(self) -> str:
        return render_to_string("outreach/mail/letter.html", {"letter": self})


@dataclass(frozen=True)
class Said:
    """A text with its fields filled: the subject, and the body in plain text and in HTML."""

    subject: str
    plain: str
    html: SafeString


def language_of(text: Text, person: Person) -> str:
    """In which language she gets this text: her own where it is written in it."""
    wanted = person.language or settings.LANGUAGE_CODE.partition("-")[0]
    return "es" if wanted == "es" and text.body_es else "en"


def languages_of(text: Text) -> list[str]:
    return ["en", "es"] if text.body_es else ["en"]


def values_of(person: Person, called: str = "") -> dict[str, str]:
    """What the fields become for a person; `called` is what she asked to be called, and wins."""
    return {
        "given_name": called or person.given_name or person.name,
        "name": called or person.name,
        "network": Network.current().name or "Bigtent",
    }


def check_text(text: Text, choices: Sequence[Mapping[str, str]] = ()) -> None:
    """Refuse a text that could not be written to everybody, with the place where it is wrong."""
    example = dict.fromkeys(FIELDS, "x")
    for language in languages_of(text):
        _refuse_empty(text, language)
        _filled(text.subject(language), {**example, "choices": None}, language, "subject")
        _filled(text.body(language), example, language, "body")
        _body(text.body(language), example, [], language)
        for choice in choices:
            if not choice.get(language):
                words = _("An answer to choose from has no %(language)s words. Write them, or take it away.")
                raise TextError(words % {"language": LANGUAGES[language]}, field="choices")


def write(
    text: Text, *, language: str, values: Mapping[str, str], links: Links, choices: Sequence[Mapping[str, str]] = ()
) -> Letter:
    """The letter with this text in one language; `values` are what the fields become (`values_of`)."""
    said = say(text, language=language, values=values, answers=links.answers, choices=choices)
    return compose(subject=said.subject, plain=said.plain, html=said.html, language=language,
                   links=links, about=getattr(text, "topic", None))  # fmt: skip


def say(
    text: Text,
    *,
    language: str,
    values: Mapping[str, str],
    answers: Sequence[str],
    choices: Sequence[Mapping[str, str]],
) -> Said:
    """What the text says to one person, without what stands below a letter; `answers` are links, one a choice."""
    asked = list(zip((choice[language] for choice in choices), answers, strict=True))
    source = text.body(language)
    if asked and "{choices}" not in source:
        source = f"{source.rstrip()}\n\n{{choices}}"
    listed = "\n".join(f"{label}: {link}" for label, link in asked)
    plain = _filled(source, {**values, "choices": listed}, language, "body")
    subject = " ".join(_filled(text.subject(language), values, language, "subject").split())
    return Said(subject, plain.strip(), _body(source, values, asked, language))


def compose(*, subject: str, plain: str, html: SafeString, language: str, links: Links, about=None) -> Letter:
    """A letter of a body that is written already: below it stand why it came, how to stop it, and who wrote it."""
    with override(language):
        said = {"plain": plain.strip(), "html": html, "links": links, "network": Network.current(), "topic": about}
        text = render_to_string("outreach/mail/letter.txt", said)
        fragment = render_to_string("outreach/mail/_letter.html", said)
    return Letter(subject, text.strip() + "\n", fragment, language)


def _body(source: str, values: Mapping[str, str], asked: list[tuple[str, str]], language: str) -> SafeString:
    """The body as HTML. Its marks are read before the fields are filled, so that a name is never more than a name."""
    marks = {name: f"{OPEN}{number}{CLOSE}" for number, name in enumerate(FIELDS)}
    marked = _filled(source.translate(UNUSED), marks, language, "body")
    html = str(to_html(marked))
    _refuse_misplaced(marked, html, marks, language)
    items = format_html_join("\n", '<li><a href="{}">{}</a></li>', [(link, label) for label, link in asked])
    html = html.replace(f"<p>{marks['choices']}</p>", format_html("<ul>\n{}\n</ul>", items) if asked else "")
    for name, mark in marks.items():
        html = html.replace(mark, escape(values.get(name, "")))
    return mark_safe(html)


def _filled(source: str, values: Mapping[str, str | None], language: str, part: str) -> str:
    def value(found: re.Match) -> str:
        if found[0] in ("{{", "}}"):
            return found[0][0]
        said = values.get(found["field"]) if found["field"] is not None else None
        if said is None:
            raise _misread(source, found, values, language, part)
        return said

    return BRACES.sub(value, source)


def _misread(source: str, found: re.Match, values: Mapping[str, str | None], language: str, part: str) -> TextError:
    line, column = source.count("\n", 0, found.start()) + 1, found.start() - source.rfind("\n", 0, found.start())
    words = _(
        "The %(language)s text, line %(line)s, column %(column)s: “%(value)s” is no field. "
        "There are %(known)s. For a brace itself write it twice."
    )
    if part == "subject":
        words = _(
            "The %(language)s subject, column %(column)s: “%(value)s” is no field that may stand there. "
            "There are %(known)s. For a brace itself write it twice."
        )
    known = ", ".join(f"{{{name}}}" for name in FIELDS if values.get(name) is not None)
    told = {"language": LANGUAGES[language], "line": line, "column": column, "value": found[0][:40], "known": known}
    return TextError(words % told, field=f"{part}_{language}")


def _refuse_misplaced(marked: str, html: str, marks: Mapping[str, str], language: str) -> None:
    """Within the address of a link a field cannot be filled; answers to choose from need a line for themselves."""
    for name, mark in marks.items():
        shown = f"<p>{mark}</p>" if name == "choices" else mark
        if html.count(shown) == marked.count(mark):
            continue
        before = marked[: marked.index(mark)]
        words = _(
            "The %(language)s text, line %(line)s: {%(field)s} cannot stand there. "
            "Answers need a line of their own with empty lines around; no field may stand in the address of a link."
        )
        told = {"language": LANGUAGES[language], "line": before.count("\n") + 1, "field": name}
        raise TextError(words % told, field=f"body_{language}")


def _refuse_empty(text: Text, language: str) -> None:
    for part, words in (
        ("subject", _("The %(language)s subject is empty. Write one that tells nothing to who reads over a shoulder.")),
        ("body", _("The %(language)s text is empty. Write what the message says.")),
    ):
        if not getattr(text, f"{part}_{language}").strip():
            raise TextError(words % {"language": LANGUAGES[language]}, field=f"{part}_{language}")
