"""Which files a group keeps: papers to read, judged by name, size and content."""

import zipfile
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

from bigtent.groups.errors import GroupError

LARGEST = 20_000_000
OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
TEXT = (".txt", ".md", ".csv")
KINDS = (".pdf", *OFFICE, *TEXT)
ACTING = ("vbaproject", "macrosheets", "activex", "oleobject", "basic/", "scripts/")


def refuse_foreign(file: BinaryIO, name: str) -> None:
    """Refuse with words what is not a paper, too large, or another thing than its name says."""
    suffix, size = PurePath(name).suffix.lower(), file.seek(0, 2)
    file.seek(0)
    if suffix not in KINDS:
        words = _("Files whose name ends in “%(suffix)s” are not kept here. Save it as one of: %(kinds)s.")
        raise GroupError(words % {"suffix": suffix or _("nothing"), "kinds": ", ".join(KINDS)}, field="file")
    if size > LARGEST:
        words = _("%(size)s MB is too large. A paper has at most %(most)s MB.")
        told = {"size": size // 1_000_000, "most": LARGEST // 1_000_000}
        raise GroupError(words % told, field="file")
    if not _is(suffix, file):
        words = _("The name ends in “%(suffix)s”, but the file is something else. Save it anew from your program.")
        raise GroupError(words % {"suffix": suffix}, field="file")
    file.seek(0)


def _is(suffix: str, file: BinaryIO) -> bool:
    if suffix == ".pdf":
        return file.read(5) == b"%PDF-"
    return _is_office(file) if suffix in OFFICE else _is_text(file)


def _is_office(file: BinaryIO) -> bool:
    """An archive with the parts of a document, and nothing in it that acts."""
    if file.read(4) != b"PK\x03\x04":
        return False
    try:
        names = [name.lower() for name in zipfile.ZipFile(file).namelist()]
    except zipfile.BadZipFile:
        return False
    if any(mark in name for name in names for mark in ACTING):
        raise GroupError(_("This file has macros or programs in it. Save it without them."), field="file")
    return bool({"[content_types].xml", "mimetype"} & set(names))


def _is_text(file: BinaryIO) -> bool:
    data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "\0" not in text and not text.lstrip().startswith("<")
