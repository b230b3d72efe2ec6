"""A language that exists only in tests: each text between marks, and two fifths longer, word by word."""

import re
from functools import cache
from pathlib import Path

from tests.catalog import keeping
from tests.catalog.collecting import collect

BEGIN, END = "⟦", "⟧"
KEPT = re.compile(rf"{keeping.HOLE.pattern}|<[^>]*>|&\w+;|\\.")
TWICE = str.maketrans({vowel: f"{vowel}{accented}" for vowel, accented in zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ", strict=True)})
MARKED = re.compile(rf"{BEGIN}[^{BEGIN}{END}]*{END}")


def longer(text: str) -> str:
    """The text between marks with each vowel written twice; holes, tags and blanks at the ends stay."""
    words = text.strip()
    parts, at = [], 0
    for kept in KEPT.finditer(words):
        parts += [words[at : kept.start()].translate(TWICE), kept[0]]
        at = kept.end()
    return text.replace(words, f"{BEGIN}{''.join(parts)}{words[at:].translate(TWICE)}{END}") if words else text


@cache
def compiled() -> bytes:
    """A catalog of all texts as they are now, translated or not."""
    made = keeping.brought_up(keeping.read(), collect())
    for entry in made:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: longer(entry.msgid), 1: longer(entry.msgid_plural)}
        else:
            entry.msgstr = longer(entry.msgid)
        entry.flags = []
    return keeping.compiled(made)


def written_as_spanish(folder: Path) -> Path:
    """A folder of words in which the longer language stands for Spanish; what Django says itself stays Spanish."""
    words = folder / "es" / "LC_MESSAGES" / "django.mo"
    words.parent.mkdir(parents=True)
    words.write_bytes(compiled())
    return folder


def spoken_instead_of_spanish(settings, folder: Path) -> None:
    """From now on who asks for Spanish gets the longer language."""
    settings.LOCALE_PATHS = [written_as_spanish(folder)]


def without_marked(text: str) -> str:
    """What is left when everything between marks is taken away, marks within marks too."""
    while (less := MARKED.sub(" ", text)) != text:
        text = less
    return text
