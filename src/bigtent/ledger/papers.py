"""Which files are kept for reading: papers, judged by name, size and content."""

import zipfile
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

LARGEST = 20_000_000
OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
TEXT = (".txt", ".md", ".csv")
KINDS = (".pdf", *OFFICE, *TEXT)
ACTING = ("vbaproject", "macrosheets", "activex", "oleobject", "basic/", "scripts/")


def fault_of(file: BinaryIO, name: str) -> str:
    """In words what keeps a file from being a paper: another kind, too large, or not what its name says; or nothing."""
    suffix, size = PurePath(name).suffix.lower(), file.seek(0, 2)
    file.seek(0)
    if suffix not in KINDS:
        words = _("Files whose name ends in “%(suffix)s” are not kept here. Save it as one of: %(kinds)s.")
        return words % {"suffix": suffix or _("nothing"), "kinds": ", ".join(KINDS)}
    if size > LARGEST:
        words = _("%(size)s MB is too large. A paper has at most %(most)s MB.")
        return words % {"size": size // 1_000_000, "most": LARGEST // 1_000_000}
    fault = _fault_within(suffix, file)
    file.seek(0)
    return fault


def _fault_within(suffix: str, file: BinaryIO) -> str:
    if suffix in OFFICE:
        names = _parts(file)
        if any(mark in name for name in names for mark in ACTING):
            return _("This file has macros or programs in it. Save it without them.")
        is_one = bool({"[content_types].xml", "mimetype"} & set(names))
    else:
        is_one = file.read(5) == b"%PDF-" if suffix == ".pdf" else _is_text(file)
    words = _("The name ends in “%(suffix)s”, but the file is something else. Save it anew from your program.")
    return "" if is_one else words % {"suffix": suffix}


def _parts(file: BinaryIO) -> list[str]:
    """The names within an archive, in lower case; none of what is no archive."""
    if file.read(4) != b"PK\x03\x04":
        return []
    try:
        return [name.lower() for name in zipfile.ZipFile(file).namelist()]
    except zipfile.BadZipFile:
        return []


def _is_text(file: BinaryIO) -> bool:
    data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "\0" not in text and not text.lstrip().startswith("<")
