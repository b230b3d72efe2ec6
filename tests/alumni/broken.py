"""140 files as they really come: a table of what can go wrong, applied to one good list.

Each maker gives bytes. REFUSED are those of which nothing can be used; the others are taken line by line.
"""

import codecs
import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from functools import cache

import xlsxwriter

HEADINGS = [
    "Donor ID",
    "First Name",
    "Last Name",
    "Birth Date",
    "E-mail",
    "Class Of",
    "Program",
    "Award Year",
    "Amount",
]
NAMES = "Ada Whitfield,Luz de la Cruz,René Baptiste,Ana O'Neil,Li Wei,Noor Haddad,José Muñoz,Kai Mori,Sofía Paz,Tom Li"
ROWS = [
    [f"D{n}", *name.split(" ", 1), f"196{n}-0{n % 9 + 1}-1{n}", f"p{n}@example.org", f"{1985 + n}", "Leaders"]
    + [f"{1984 + n}", "1000"]
    for n, name in enumerate(NAMES.split(","))
]
Maker = Callable[[], bytes]
BROKEN: dict[str, Maker] = {}
REFUSED: set[str] = set()


def text(rows=ROWS, headings=HEADINGS, delimiter=",", end="\n") -> str:
    return end.join(delimiter.join(row) for row in [headings, *rows]) + end


def changed(at: int, column: int, value: str) -> list[list[str]]:
    rows = [list(row) for row in ROWS]
    rows[at][column] = value
    return rows


def add(name: str, make: Maker, *, refused: bool = False) -> None:
    BROKEN[name] = make
    if refused:
        REFUSED.add(name)


def cell(name: str, column: int, values: list[str]) -> None:
    for number, value in enumerate(values, start=1):
        rows = changed(number % len(ROWS), column, value)
        add(f"{name} {number}", lambda rows=rows: text(rows).encode())


# Single cells: 60 kinds of dirt.
cell("class year", 5, ["19994", "abc", "1850", "2099", "0", "-1", "#REF!", "=1990+4", "19 94 17", "9/9/9"])
cell("award year", 7, ["20066", "soon", "1776", "2200", "#VALUE!", "=YEAR(A1)", "12.5", "''", "1e3", "no"])
cell(
    "date of birth",
    3,
    [
        "1968-13-45",
        "tomorrow",
        "2024-01-01",
        "00/00/0000",
        "1868-05-03",
        "#N/A",
        "=TODAY()",
        "31/31/1999",
        "999999",
        "x",
    ],
)
cell("amount", 8, ["five", "-100", "(500)", "1e99", "#DIV/0!", "=SUM(A1:A9)", "$", "1.2.3", "10%", "99999999999"])
cell("name", 2, ["", "   ", "12345", "a@b.org", "=cmd|' /C calc'!A0", "#NAME?", "x" * 300, "-", "R2D2", "¿?"])
cell("first name", 1, ["", "99", "=1+1", "@SUM(1)", "Ann4", "#NULL!", "y" * 200, "\u0000Ann", "�nn", "JosÃ©"])

# Rows: ragged, torn, doubled.
add("a cell too few", lambda: text([ROWS[0][:-1], *ROWS[1:]]).encode())
add("a cell too many", lambda: text([[*ROWS[0], "more"], *ROWS[1:]]).encode())
add("every row too short", lambda: text([row[:3] for row in ROWS]).encode(), refused=True)
add("every row too long", lambda: text([[*row, "x", "y"] for row in ROWS]).encode(), refused=True)
add("a row torn in two", lambda: text().replace("Baptiste", "Bapt\niste").encode())
add("a quotation mark never closed", lambda: text().replace("Luz", '"Luz').encode())
add("a quotation mark in the middle", lambda: text().replace("Luz", 'Lu"z').encode())
add("all quotation marks odd", lambda: text().replace("D", '"D').encode(), refused=True)
add("a comma inside a name", lambda: text().replace("Baptiste", "Baptiste, MD").encode())
add("rows doubled", lambda: text(ROWS + ROWS).encode())
add("numbers given twice", lambda: text(changed(3, 0, "D1")).encode())
add("one number for all", lambda: text([["D1", *row[1:]] for row in ROWS]).encode())
add("a line of blanks", lambda: text([*ROWS[:4], [" "] * 9, *ROWS[4:]]).encode())
add("a hundred empty lines", lambda: (text() + "\n" * 100 + text(ROWS[:1], ROWS[1])).encode())
add("totals below", lambda: (text() + ",,Total,,,,,,10000\n").encode())
add("the headings again in the middle", lambda: text([*ROWS[:5], HEADINGS, *ROWS[5:]]).encode())
add("a title above", lambda: ("Awards of the foundation\n\n" + text()).encode())
add("a huge cell", lambda: text(changed(2, 6, "z" * 200_000)).encode())
add("a cell of ten thousand", lambda: text(changed(2, 1, "z" * 10_000)).encode())
add("a line without end", lambda: (text() + "q" * 3_000_000).encode())
add("nulls in a line", lambda: text().replace("Kai", "K\0ai").encode())
add("nulls in every line", lambda: text().replace("19", "1\x009").encode(), refused=True)
add("control characters", lambda: text(changed(1, 1, "L\x07uz\x1b[31m")).encode())
add("right to left marks", lambda: text(changed(1, 1, "\u202eLuz")).encode())

# Headings.
add("headings only", lambda: text([]).encode(), refused=True)
add("no headings", lambda: "\n".join(",".join(row) for row in ROWS).encode(), refused=True)
add(
    "headings twice the same", lambda: text(headings=["Donor ID", "Name", "Name", *HEADINGS[3:]]).encode(), refused=True
)
add("all headings the same", lambda: text(headings=["Name"] * 9).encode(), refused=True)
add("empty headings", lambda: text(headings=[*HEADINGS[:3], "", "", *HEADINGS[5:]]).encode())
add("headings of nothing we know", lambda: text(headings=[f"q{n}x" for n in range(9)]).encode(), refused=True)
add("a heading of 10,000 letters", lambda: text(headings=["h" * 10_000, *HEADINGS[1:]]).encode())
add("four hundred headings", lambda: text(headings=HEADINGS + [f"x{n}" for n in range(400)]).encode(), refused=True)
add("headings with line breaks", lambda: text(headings=['"Donor\nID"', *HEADINGS[1:]]).encode())
add("headings with a formula", lambda: text(headings=["=A1", *HEADINGS[1:]]).encode())

# Encodings and delimiters: readable, however odd.
for name in ("utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"):
    add(f"written as {name}", lambda name=name: text().encode(name))
add("utf-16 cut in a letter", lambda: text().encode("utf-16")[:-1])
add("utf-16 turned round", lambda: codecs.BOM_UTF16_BE + text().encode("utf-16-le"), refused=True)
add("one broken letter", lambda: text().encode().replace("José".encode(), b"Jos\xe9"))
add("two encodings in one file", lambda: text(ROWS[:5]).encode() + text(ROWS[6:], ROWS[5]).encode("cp1252"))
add("letters garbled before", lambda: text().encode().decode("cp1252").encode())
add("bytes no letter has", lambda: text().encode("cp1252").replace(b"Kai", b"K\x81\x8dai"))
add("semicolons", lambda: text(delimiter=";").encode())
add("tabs", lambda: text(delimiter="\t").encode())
add("bars", lambda: text(delimiter="|").encode())
add("blanks only between", lambda: text(delimiter="   ").encode(), refused=True)
add("the hint sep=", lambda: ("sep=;\n" + text(delimiter=";")).encode())
add("a wrong hint sep=", lambda: ("sep=;\n" + text()).encode(), refused=True)
add("line ends of Windows", lambda: text(end="\r\n").encode())
add("line ends of old Macs", lambda: text(end="\r").encode())
add("line ends mixed", lambda: text().replace("Luz", "Luz").replace("\n", "\r\n", 4).encode())

# No list at all.
add("empty", lambda: b"", refused=True)
add("one blank", lambda: b" ", refused=True)
add("blank lines only", lambda: b"\n\n\n\n", refused=True)
add("only a byte order mark", lambda: codecs.BOM_UTF8, refused=True)
add("only commas", lambda: b",,,,\n,,,,\n", refused=True)
add("a single word", lambda: b"hello", refused=True)
add("random bytes", lambda: random.Random(1).randbytes(20_000), refused=True)
add("only nulls", lambda: bytes(5_000), refused=True)
add("a PDF", lambda: b"%PDF-1.7\n1 0 obj\n<<>>", refused=True)
add("a picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), refused=True)
add("a page", lambda: b"<html><table><tr><td>Ada</td></tr></table></html>", refused=True)
add("JSON", lambda: json.dumps([dict(zip(HEADINGS, ROWS[0], strict=True))]).encode(), refused=True)
add("a packed list", lambda: gzip.compress(text().encode()), refused=True)
add("an old workbook", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), refused=True)
add("a formatted document", lambda: b"{\\rtf1\\ansi Ada Whitfield}", refused=True)
add("a database", lambda: b"SQLite format 3\0" + bytes(400), refused=True)
add("a Parquet file", lambda: b"PAR1" + bytes(100) + b"PAR1", refused=True)


# Workbooks.
def workbook(write=None, rows=ROWS, headings=HEADINGS) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("People")
    for at, row in enumerate([headings, *rows]):
        sheet.write_row(at, 0, row)
    if write:
        write(book, sheet)
    book.close()
    return out.getvalue()


@cache
def entries() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(changes=None, without=(), method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in (entries() | (changes or {})).items():
            if name not in without:
                archive.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)

add("a workbook", lambda: workbook())
add("a workbook called .csv", lambda: workbook())
add("a workbook with a broken formula", lambda: workbook(lambda b, s: s.write_formula(3, 5, "=A1/0", None, "#DIV/0!")))
add(
    "a workbook with a formula never computed",
    lambda: workbook(lambda b, s: s.write_formula(3, 5, "=1990+4", None, "")),
)
add("a workbook with a computed formula", lambda: workbook(lambda b, s: s.write_formula(3, 5, "=1990+4", None, 1994)))
add("a workbook with a far corner cell", lambda: workbook(lambda b, s: s.write(1_048_575, 16_383, "x")), refused=True)
add("a workbook with a cell far below", lambda: workbook(lambda b, s: s.write(1_048_575, 0, "x")), refused=True)
add("a workbook with a cell far to the right", lambda: workbook(lambda b, s: s.write(3, 16_383, "x")))
add("a workbook with a cell a little below", lambda: workbook(lambda b, s: s.write(5_000, 0, "x")))
add("a workbook with a first empty sheet", lambda: workbook(lambda b, s: b.add_worksheet("Empty")))
add("a workbook with nothing in it", lambda: workbook(rows=[], headings=[]), refused=True)
add("a workbook with headings only", lambda: workbook(rows=[]), refused=True)
add(
    "a workbook with real dates",
    lambda: workbook(lambda b, s: s.write(2, 3, 24961, b.add_format({"num_format": "m/d/yy"}))),
)
add("a workbook with a huge cell", lambda: workbook(lambda b, s: s.write(4, 6, "z" * 32_000)))
add("a workbook with truths", lambda: workbook(lambda b, s: s.write_boolean(4, 6, True)))
add(
    "a workbook with links",
    lambda: workbook(lambda b, s: s.write_url(4, 4, "mailto:p3@example.org", string="p3@example.org")),
)
add("a workbook with merged cells", lambda: workbook(lambda b, s: s.merge_range(12, 0, 13, 4, "Total")))
add("a workbook cut off", lambda: workbook()[:2_000], refused=True)
add("a workbook without its end", lambda: workbook()[:-30], refused=True)
add("a workbook with a bit turned", lambda: workbook()[:900] + b"\xff\xff\xff" + workbook()[903:], refused=True)
add("a workbook without its sheet", lambda: zipped(without=(SHEET,)), refused=True)
add("a workbook without its book", lambda: zipped(without=("xl/workbook.xml",)), refused=True)
add("a workbook with a sheet of noise", lambda: zipped({SHEET: random.Random(2).randbytes(9_000)}), refused=True)
add("a workbook with a sheet cut off", lambda: zipped({SHEET: entries()[SHEET][:900]}), refused=True)
add("a workbook of entities", lambda: zipped({SHEET: BOMB + entries()[SHEET]}))
add("a workbook that swells", lambda: zipped({SHEET: b" " * 300_000_000}), refused=True)
add("a workbook of many parts", lambda: zipped({f"x/{n}": b"x" for n in range(3_000)}), refused=True)
add("a workbook inside a zip", lambda: zipped_alone("list.xlsx", workbook()), refused=True)
add("a text inside a zip", lambda: zipped_alone("list.csv", text().encode()), refused=True)
add("a text document", lambda: zipped_alone("word/document.xml", b"<w:document/>"), refused=True)
add("an OpenDocument sheet", lambda: zipped_alone("content.xml", b"<office:document/>"), refused=True)
add("a binary workbook", lambda: zipped_alone("xl/workbook.bin", b"\x01\x02"), refused=True)
add("an empty zip", lambda: b"PK\x05\x06" + bytes(18), refused=True)
add("a zip head and nothing else", lambda: b"PK\x03\x04" + bytes(50), refused=True)


def zipped_alone(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()
