"""The Spanish catalog: bring it up to what the product says, compile it, give out what is missing, take it back."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib

from tests.catalog.collecting import SOURCE, Message

FOLDER = SOURCE / "project" / "locale" / "es" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
HEADER = {
    "Project-Id-Version": "bigtent",
    "Language": "es",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
HOLE = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|</?\w+[^>]*>")


def read(path: Path = PO) -> polib.POFile:
    return polib.pofile(str(path), wrapwidth=0) if path.exists() else _empty()


def _empty() -> polib.POFile:
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = dict(HEADER)
    return catalog


def key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def brought_up(catalog: polib.POFile, messages: list[Message]) -> polib.POFile:
    """The same catalog with an entry for each message, in their order, and for nothing else."""
    known = {key(entry): entry for entry in catalog if not entry.obsolete}
    fresh = _empty()
    fresh.extend(_entry(message, known.get(message.key)) for message in messages)
    return fresh


def _entry(message: Message, known: polib.POEntry | None) -> polib.POEntry:
    files = [(file, "") for file in sorted(message.files)]
    entry = polib.POEntry(msgctxt=message.context, msgid=message.id, occurrences=files)
    if known is not None:
        entry.flags, entry.tcomment = list(known.flags), known.tcomment
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict(enumerate(_forms(known) or ["", ""]))
    else:
        entry.msgstr = next(iter(_forms(known)), "")
    return entry


def _forms(entry: polib.POEntry | None) -> list[str]:
    """What stands there in Spanish: one sentence, or one for one and one for many; nothing where none does."""
    if entry is None:
        return []
    return [text for _number, text in sorted(entry.msgstr_plural.items())] or [entry.msgstr]


def take(catalog: polib.POFile, translated: polib.POFile) -> int:
    """Take over what somebody translated; how many sentences the catalog knew."""
    known, taken = {key(entry): entry for entry in catalog}, 0
    for entry in translated:
        ours = known.get(key(entry))
        if ours is not None and entry.translated():
            ours.msgstr, ours.msgstr_plural, ours.flags = entry.msgstr, entry.msgstr_plural, []
            taken += 1
    return taken


def write_missing(catalog: polib.POFile, path: Path) -> None:
    """What has no Spanish yet, as a catalog of its own."""
    missing = _empty()
    missing.extend(entry for entry in catalog if not entry.translated())
    missing.save(str(path))


def write(catalog: polib.POFile) -> None:
    """The catalog with its compiled form, which the product reads; whoever runs it needs no compiler."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    catalog.save(str(PO))
    MO.write_bytes(compiled(catalog))


def compiled(catalog: polib.POFile) -> bytes:
    return catalog.to_binary()


def faults(catalog: polib.POFile, messages: list[Message]) -> Iterator[str]:
    """What is wrong with a catalog, each with its file: missing, left over, unsure, or with other holes."""
    known = {key(entry): entry for entry in catalog if not entry.obsolete}
    for message in messages:
        entry = known.pop(message.key, None)
        wrong = "not in the catalog" if entry is None else _wrong(entry)
        if wrong:
            yield f"{min(message.files)}: {wrong}: {message.id!r}"
    yield from (f"nowhere said any more: {text!r}" for _context, text in known)


def _wrong(entry: polib.POEntry) -> str:
    forms = _forms(entry)
    if not all(text.strip() for text in forms) or len(forms) != (2 if entry.msgid_plural else 1):
        return "not translated"
    if entry.fuzzy:
        return "marked as unsure"
    if not _same_holes(entry, forms):
        return f"other holes than in {forms}"
    if any(_edges(text) != _edges(entry.msgid) for text in forms):
        return f"begins or ends otherwise than {forms}"
    return ""


def _same_holes(entry: polib.POEntry, forms: list[str]) -> bool:
    """One may be said without its number ("a day"); many holds just what the English holds."""
    *one, last = forms
    of_one, of_many = sorted(HOLE.findall(entry.msgid)), sorted(HOLE.findall(entry.msgid_plural or entry.msgid))
    return sorted(HOLE.findall(last)) == of_many and all(
        set(of_one) - {"%(count)s", "%(counter)s", "%(n)s"} <= set(HOLE.findall(text)) <= set(of_many) for text in one
    )


def _edges(text: str) -> tuple[str, str]:
    """The blanks and line ends before and after."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
