"""Comma-, semicolon-, tab- or bar-separated text in any encoding a person's computer may have written."""

import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from bigtent.alumni.errors import RosterError
from bigtent.alumni.readers.headings import LOOK_AT, find_headings
from bigtent.alumni.readers.shape import MAX_CELL, SAMPLE, Fault, Line, Shape

DELIMITERS = ",;\t|"
LINES_IN_A_CELL = 40
UNDECODED = re.compile("[\ud800-\udfff\ufffd]")
MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")
UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Unclosed(Exception):
    """A quotation mark was opened and no end was found near by."""


def look(path: Path) -> tuple[Shape, list[Line]]:
    """Encoding, delimiter and headings of a text file with its first lines; refuses what is no text."""
    data = path.read_bytes()
    encoding = _encoding(data)
    lines = _lines(data, encoding)
    delimiter = _delimiter(lines)
    first = [(line.number, line.cells) for line in islice(_records(lines, delimiter), LOOK_AT)]
    number, headings = find_headings([pair for pair in first if not _is_hint(pair[1])])
    shape = Shape("text", headings, number, encoding=encoding, delimiter=delimiter)
    return shape, list(islice(_below(lines, shape), SAMPLE))


def read(path: Path, shape: Shape) -> Iterator[Line]:
    """Every line below the headings, in order; a line that cannot be read carries its fault."""
    return _below(_lines(path.read_bytes(), shape.encoding), shape)


def _below(lines: list[str], shape: Shape) -> Iterator[Line]:
    width = len(shape.headings)
    for line in _records(lines, shape.delimiter):
        if line.number > shape.heading_line:
            yield _checked(line, width)


def _encoding(data: bytes) -> str:
    if data[:2] in UTF16:
        return "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    head = data[:4000]
    if head.count(0) * 4 > len(head):
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    if sum(byte < 9 or 13 < byte < 32 for byte in head) * 20 > len(head):
        raise RosterError(_("This file is not text. Open it in the program that made it and save it as CSV or XLSX."))
    return "utf-8" if _is_utf8(data) else "cp1252"


def _is_utf8(data: bytes) -> bool:
    """Whether accents were written as UTF-8, even if single bytes are broken; those lines are named later."""
    text = data.decode("utf-8", "surrogateescape")
    broken = len(UNDECODED.findall(text))
    return not broken or sum("\x7f" < letter < "\ud800" for letter in text) > 2 * broken


def _lines(data: bytes, encoding: str) -> list[str]:
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    text = data.decode(encoding, errors)
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def _delimiter(lines: list[str]) -> str:
    """The sign that cuts the first lines into the same number of cells, more than one."""
    hint = re.fullmatch(r"sep=(.)", lines[0].strip(), re.IGNORECASE)
    if hint:
        return hint[1]
    sample = [line for line in lines[:60] if line.strip()][:LOOK_AT]

    def fitness(delimiter: str) -> float:
        widths = [len(next(csv.reader([line], delimiter=delimiter), ())) for line in sample]
        usual = max(set(widths), key=widths.count, default=1)
        return (usual - 1) * widths.count(usual)

    try:
        return max(DELIMITERS, key=fitness)
    except csv.Error:
        return ","


def _is_hint(cells: list[str]) -> bool:
    return bool(cells) and cells[0].lower().startswith("sep=")


def _records(lines: list[str], delimiter: str) -> Iterator[Line]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if '"' not in line:
            yield Line(at + 1, [cell.strip() for cell in line.split(delimiter)] if line else [])
            at += 1
        else:
            record, used = _quoted(lines, at, delimiter)
            yield record
            at += used


def _quoted(lines: list[str], at: int, delimiter: str) -> tuple[Line, int]:
    """A line with quotation marks, which may go on over the following lines."""
    used = 0

    def following() -> Iterator[str]:
        nonlocal used
        for text in lines[at : at + LINES_IN_A_CELL]:
            used += 1
            yield text + "\n"
        raise Unclosed

    try:
        cells = next(csv.reader(following(), delimiter=delimiter))
    except (Unclosed, csv.Error):
        fault = Fault(
            _("A quotation mark is opened here and not closed"),
            _("Close it, or remove it; every quotation mark inside a value is written twice."),
            lines[at][:120],
        )
        return Line(at + 1, [], fault), 1
    return Line(at + 1, [cell.strip() for cell in cells]), used


def _checked(line: Line, width: int) -> Line:
    if line.fault or line.blank:
        return line
    text = "".join(line.cells)
    fault = _unreadable(text) or _too_long(line.cells) or _ragged(line.cells, width)
    return Line(line.number, line.cells[:width], fault)


def _unreadable(text: str) -> Fault | None:
    if text.isascii():
        if "\0" not in text:
            return None
        return Fault(
            _("The line holds a character that is no text (NUL)"),
            _("Save the list again as CSV (UTF-8) from the program that made it."),
            text.replace("\0", "␀")[:120],
        )
    if UNDECODED.search(text):
        return Fault(
            _("A letter of this line was damaged when the file was saved"),
            _("Save the list again as “CSV UTF-8”, or type the letter anew."),
            UNDECODED.sub("�", text)[:120],
        )
    return _doubly_encoded(text)


def _doubly_encoded(text: str) -> Fault | None:
    found = MOJIBAKE.search(text)
    if not found:
        return None
    return Fault(
        _("Accents of this line were garbled before the file was saved"),
        _("Save the list again as “CSV UTF-8” from the program that made it."),
        text[max(0, found.start() - 20) : found.end() + 20],
    )


def _too_long(cells: list[str]) -> Fault | None:
    longest = max(cells, key=len)
    if len(longest) <= MAX_CELL:
        return None
    return Fault(
        _("A cell holds %(size)d characters; at most %(most)d can be read") % {"size": len(longest), "most": MAX_CELL},
        _("Shorten it. Often a quotation mark is missing and several lines ran together."),
        longest[:120],
    )


def _ragged(cells: list[str], width: int) -> Fault | None:
    """More or fewer cells than headings; empty cells at the end do no harm."""
    if len(cells) == width or (len(cells) > width and not any(cells[width:])):
        return None
    return Fault(
        _("The line has %(count)d cells where the headings have %(width)d") % {"count": len(cells), "width": width},
        _("Put values that hold a comma, semicolon or line break in quotation marks, or save the list as XLSX."),
        " | ".join(cells)[:120],
    )


def without(path: Path, shape: Shape, numbers: set[int]) -> bytes:
    """The file with these lines left blank; all others keep their number and their letters."""
    lines = _lines(path.read_bytes(), shape.encoding)
    starts = [line.number for line in _records(lines, shape.delimiter)]
    for start, after in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
        if start in numbers:
            lines[start - 1 : after - 1] = [""] * (after - start)
    errors = "replace" if shape.encoding.startswith("utf-16") else "surrogateescape"
    return ("\n".join(lines) + "\n").encode(shape.encoding, errors)
