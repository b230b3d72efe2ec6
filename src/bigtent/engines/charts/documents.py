"""Words in sections, set as a tagged PDF that a screen reader can follow."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from bigtent.engines.charts.errors import DocumentError

LONGEST_WORD = 40
LONG_RUN = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
BREAK = "\u200b"
UNSHOWN = re.compile(r"the text `\"(.+)\"` could not be displayed")
ROUNDS = 12
SET = ("LATIN", "COMBINING", "GREEK", "CYRILLIC", "HEBREW", "ARABIC")
SECONDS_A_DAY = 86_400
STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
Fact = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """One section of a document.

    `entries` are (title, facts) in the order in which they are read; an entry without a title continues the section,
    and facts are (label, value).
    """

    title: str
    paragraphs: Sequence[str] = ()
    entries: Sequence[tuple[str, Sequence[Fact]]] = ()


def document(
    *,
    title: str,
    sections: Iterable[Section],
    made_on: date,
    opening: Sequence[str] = (),
    author: str = "",
    language: str = "en",
) -> bytes:
    """Set words as a PDF that conforms to PDF/UA-1 (ISO 14289-1:2014): tagged, with title, language and date.

    Args:
        title: the name of the document, its first line and what a reader's window shows; not blank.
        sections: the sections in reading order; none at all gives a document of the title and the opening alone.
        made_on: the date kept in the document, so that the same words give the same bytes.
        opening: paragraphs below the title.
        author: who made it; may be empty.
        language: language of the words, as two or three small letters (ISO 639), such as "en".

    Returns:
        The bytes of the PDF.

    Raises:
        DocumentError: the title is blank, or the language is no such code.

    Method: the words reach the typesetter (Typst) as data and never as markup, so no sign in them is obeyed. A blank
    value stays a blank; an empty section keeps its heading. Runs of more than 40 signs without a blank may break
    anywhere. Control characters and signs that turn the direction of what follows are left out; letters for which no
    typeface is at hand are written as their numbers, such as [U+674E], since PDF/UA forbids letters that show nothing.

    Example:
        >>> from datetime import date
        >>> pdf = document(title="My data", sections=[Section("Names", entries=[("", [("Name", "Ada")])])],
        ...                made_on=date(2026, 11, 22))
        >>> pdf[:5]
        b'%PDF-'
    """
    if not title.strip():
        raise DocumentError(f"The title is {title!r}; a document needs one.")
    if not re.fullmatch("[a-z]{2,3}", language):
        raise DocumentError(f"The language is {language!r}; give two or three small letters, such as 'en'.")
    given = {
        "title": _heading(title),
        "author": _readable(author),
        "language": language,
        "opening": [_readable(words) for words in opening],
        "sections": [_section(section) for section in sections],
        "year": made_on.year,
        "month": made_on.month,
        "day": made_on.day,
    }
    return _set(given, (made_on - date(1970, 1, 1)).days * SECONDS_A_DAY)


Given = dict[str, Any]


def _section(section: Section) -> Given:
    return {
        "title": _heading(section.title),
        "paragraphs": [_readable(words) for words in section.paragraphs],
        "entries": [
            {
                "title": _readable(title).strip(),
                "facts": [[_readable(label), _readable(value)] for label, value in facts],
            }
            for title, facts in section.entries
        ],
    }


def _heading(title: str) -> str:
    """PDF/UA takes no heading without words."""
    return _readable(title).strip() or "\u2013"


def _set(given: Given, moment: int) -> bytes:
    """Try, and write what no typeface has as numbers, one script after the other."""
    import typst

    for attempt in range(ROUNDS + 1):
        # The stubs of the library know a single file only; it takes several by name.
        parts: Any = {"main.typ": _layout(), "given.json": json.dumps(given).encode()}
        try:
            return bytes(typst.compile(parts, format="pdf", pdf_standards="ua-1", timestamp=moment))
        except typst.TypstError as error:
            missing = UNSHOWN.search(str(error))
            if missing is None:
                raise DocumentError(f"The document cannot be set: {error}.") from error
            unshown = {_kin(sign) for sign in _signs(missing[1]) if not sign.isascii()}
            given = _spelled(given, unshown if attempt < ROUNDS - 1 else None)
    raise DocumentError("The document cannot be set: no typeface is at hand for plain letters.")


@cache
def _layout() -> bytes:
    return files(__package__).joinpath("document.typ").read_bytes()


def _signs(quoted: str) -> str:
    r"""The signs of a message of the typesetter, which writes some as \u{7}."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), quoted)


def _kin(sign: str) -> str:
    """What lacks a typeface together with a sign: its whole script, or of scripts we can set the sign alone."""
    script = unicodedata.name(sign, sign).split()[0]
    return sign if script in SET else script


def _readable(text: str) -> str:
    """Without signs that show nothing or turn the reading; what is too long to fit may break."""
    kept = "".join(sign for sign in text if sign in "\n\t" or _is_shown(sign))
    return LONG_RUN.sub(_breakable, kept)


def _is_shown(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Co") and sign not in STEERING


def _breakable(run: re.Match[str]) -> str:
    text = run[0]
    return BREAK.join(text[at : at + LONGEST_WORD] for at in range(0, len(text), LONGEST_WORD))


def _spelled(given: Given, kin: set[str] | None) -> Given:
    """These signs as numbers in brackets, or with None all that are not ASCII; the language is a code, not words."""

    def unshown(sign: str) -> bool:
        return not sign.isascii() and sign != BREAK and (kin is None or _kin(sign) in kin)

    def spell(value: Any) -> Any:
        if isinstance(value, str):
            return "".join(f"[U+{ord(sign):04X}]" if unshown(sign) else sign for sign in value)
        if isinstance(value, dict):
            return {key: spell(inner) for key, inner in value.items()}
        return [spell(inner) for inner in value] if isinstance(value, list) else value

    return {key: value if key == "language" else spell(value) for key, value in given.items()}
