"""Any file a person may bring as a list: what it is by its content, whatever its name says."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from bigtent.alumni.errors import RosterError
from bigtent.alumni.readers import text, workbook
from bigtent.alumni.readers.shape import MAX_BYTES, MAX_ROWS, Line, Shape


def look(path: Path, sheet: str = "") -> tuple[Shape, list[Line]]:
    """How the file is built, and its first lines; refuses with words what cannot be a list of people."""
    size = path.stat().st_size
    if not size:
        raise RosterError(_("The file is empty. Choose the file with your list in it."))
    if size > MAX_BYTES:
        raise RosterError(
            _("The file has %(size)d MB; at most %(most)d can be read. Split it, or remove pictures.")
            % {"size": size // 1_000_000, "most": MAX_BYTES // 1_000_000}
        )
    with path.open("rb") as file:
        head = file.read(1024)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return workbook.look(path, sheet)
    refuse_foreign(head)
    return text.look(path)


def read(path: Path, shape: Shape) -> Iterator[Line]:
    """Every line below the headings, at most as many as we take."""
    reader = workbook if shape.kind == "workbook" else text
    for count, line in enumerate(reader.read(path, shape), start=1):
        if count > MAX_ROWS:
            raise RosterError(
                _("The file has more than %(most)d lines. Split it into several files.") % {"most": MAX_ROWS}
            )
        yield line


def refuse_foreign(head: bytes) -> None:
    """Refuse by its first bytes what is no list, each kind with what to do instead."""
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise RosterError(
            _("This is an old workbook (.xls), or one protected by a password. Save it as .xlsx without one.")
        )
    if head.startswith(b"%PDF"):
        raise RosterError(_("This is a PDF. Ask for the list as a spreadsheet, or copy its table into one."))
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise RosterError(_("This is a picture. Ask for the list as a spreadsheet."))
    if head.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"PAR1", b"SQLite format 3")):
        raise RosterError(_("This is packed or binary data. Save the list as CSV or XLSX."))
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<", b"{\\rtf")):
        raise RosterError(
            _(
                "This is a page or document with formatting, not a table. Open it in a spreadsheet program and "
                "save it as .xlsx."
            )
        )
    if start.startswith((b"{", b"[{")):
        raise RosterError(_("This is JSON. Save the list as CSV or XLSX, one line for each person."))
