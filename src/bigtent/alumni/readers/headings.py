"""Which line holds the headings."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from bigtent.alumni.errors import RosterError
from bigtent.alumni.readers.shape import MAX_COLUMNS

LOOK_AT = 25
DATUM = re.compile(r"[^@\s]+@[^@\s]+\.\w+|[\d][\d\s./:,$()-]*|\$[\d.,]+")


def find_headings(lines: Sequence[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    """The line number and the headings, each told apart from the others.

    A title or an empty line above the headings is passed over: the first line that is filled nearly as
    far as the fullest one is taken.
    """
    filled = [sum(map(bool, cells)) for _number, cells in lines[:LOOK_AT]]
    if not any(filled):
        raise RosterError(_("The file holds no text. Choose the file with your list in it."))
    enough = max(1, round(0.6 * max(filled)))
    at = next(i for i, count in enumerate(filled) if count >= enough)
    number, cells = lines[at]
    _refuse_data(number, cells)
    return number, _told_apart(number, cells)


def _refuse_data(number: int, cells: list[str]) -> None:
    given = [cell for cell in cells if cell]
    data = [cell for cell in given if DATUM.fullmatch(cell)]
    if any("@" in cell for cell in data) or len(data) * 2 > len(given):
        raise RosterError(
            _(
                "Line %(line)d looks like a person, not like headings (“%(value)s”). "
                "Add a first line that names each column, such as First name, Last name, Class year."
            )
            % {"line": number, "value": data[0][:60]}
        )


def _told_apart(number: int, cells: list[str]) -> list[str]:
    """Headings as they stand; an empty one gets its place as a name, a repeated one its count."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    if len(cells) > MAX_COLUMNS:
        raise RosterError(
            _(
                "Line %(line)d has %(count)d columns; at most %(most)d can be read. Remove the columns "
                "that are not about people."
            )
            % {"line": number, "count": len(cells), "most": MAX_COLUMNS}
        )
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:80] or _("Column %(place)d") % {"place": place}
        same = sum(other == name or other.startswith(f"{name} (") for other in names)
        names.append(f"{name} ({same + 1})" if same else name)
    return names
