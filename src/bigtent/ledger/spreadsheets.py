"""Tables that leave for a spreadsheet program: every export goes through here, so that no cell of it ever runs."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from tempfile import NamedTemporaryFile
from typing import Any

from django.http import FileResponse, StreamingHttpResponse

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# What makes a spreadsheet program compute a cell, with the full-width forms that some of them take for the same.
STARTS = tuple("=+-@\t\r\n\0＝＋－＠")
SEPARATORS = ";|\t"


def harmless(cell: Any) -> Any:
    """The same cell; text that a program could take for a formula has an apostrophe before it."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = cell.replace("\0", "")
    return f"'{text}" if _may_run(text) else text


def _may_run(text: str) -> bool:
    """Also behind blanks, and behind the other separators at which a program may cut a cell in two."""
    if text.startswith(STARTS) or text.lstrip().startswith(STARTS):
        return True
    return any(part.lstrip().startswith(STARTS) for mark in SEPARATORS for part in text.split(mark)[1:])


def csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Rows as lines of CSV, one at a time."""
    writer = csv.writer(_Echo())
    return (writer.writerow([harmless(cell) for cell in row]) for row in rows)


def csv_download(rows: Iterable[Sequence[Any]], *, name: str) -> StreamingHttpResponse:
    """The answer that saves the rows as a file of this name; no browser shows it as a page."""
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def xlsx_download(rows: Iterable[Sequence[Any]], *, name: str) -> FileResponse:
    """The same as a workbook. It lies in a file until it has been sent; rows are written as they come."""
    import xlsxwriter

    kept = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  the answer closes it once it is sent
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        # Without it a date would stand there as the number of a day.
        "default_date_format": "mm/dd/yyyy",
    }
    with xlsxwriter.Workbook(kept.name, options) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [harmless(cell) for cell in row])
    kept.seek(0)
    return FileResponse(kept, as_attachment=True, filename=name, content_type=WORKBOOK)


class _Echo:
    """What csv writes into, to be sent at once."""

    def write(self, text: str) -> str:
        return text
