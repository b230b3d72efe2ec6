"""Whether a file is what its name says, judged by its first and last bytes before anything else reads it."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

from bigtent.alumni.readers.opening import refuse_foreign
from bigtent.ledger.errors import Refusal

ROSTERS = {".csv": "text", ".tsv": "text", ".txt": "text", ".xlsx": "workbook"}
REGISTRIES = {".csv": "text", ".tsv": "text", ".txt": "text", ".parquet": "parquet"}
HEAD, TAIL = 1024, 66_000
ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
FOREIGN = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x7fELF", b"MZ", b"#!"),
    *(b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3", b"\xca\xfe\xba\xbe", b"OggS", b"ID3", b"<", b"{\\rtf"),
)
BLANK = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True)
class Look:
    """The first and the last bytes of a file."""

    head: bytes
    tail: bytes

    @property
    def kind(self) -> str:
        if self.head.startswith(ZIPS):
            return "workbook"
        if self.head.startswith(b"PAR1"):
            return "parquet"
        return "" if self.head.lstrip(BLANK).startswith(FOREIGN) else "text"

    @property
    def is_two_in_one(self) -> bool:
        """A list with an archive behind it, or an archive with a page or program in its beginning."""
        archive_behind = b"PK\x05\x06" in self.tail and self.kind != "workbook"
        return archive_behind or (self.kind == "workbook" and any(mark in self.head for mark in (b"%PDF", b"<script")))


def refuse_disguised(file: BinaryIO, name: str, kinds: dict[str, str]) -> None:
    """Refuse with words what is not one of these kinds, or another one than its name says. Reads a few bytes only."""
    suffix, look = PurePath(name).suffix.lower(), _look(file)
    allowed = ", ".join(kinds)
    if suffix not in kinds:
        raise Refusal(
            _("Files whose name ends in “%(suffix)s” cannot be read here. Save the list as one of: %(allowed)s.")
            % {"suffix": suffix or _("nothing"), "allowed": allowed},
            field="file",
        )
    if look.is_two_in_one:
        raise Refusal(_("This file is two things at once. Save the list anew from your program."), field="file")
    if not look.kind:
        refuse_foreign(look.head)
    if look.kind != kinds[suffix]:
        raise Refusal(
            _("The name ends in “%(suffix)s”, but the file is something else. Save it anew as one of: %(allowed)s.")
            % {"suffix": suffix, "allowed": allowed},
            field="file",
        )


def _look(file: BinaryIO) -> Look:
    file.seek(0)
    head = file.read(HEAD)
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    file.seek(0)
    return Look(head, tail)
