"""What a reader finds out about a file, and what it gives back line by line."""

from dataclasses import dataclass, field

MAX_BYTES = 60_000_000
MAX_ROWS = 300_000
MAX_COLUMNS = 300
MAX_CELL = 4_000
SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line cannot be read as cells: what is wrong, what was seen, what to do."""

    problem: str
    remedy: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file below its headings. A line with a fault has no cells to trust."""

    number: int
    cells: list[str]
    fault: Fault | None = None

    @property
    def blank(self) -> bool:
        return self.fault is None and not any(self.cells)


@dataclass(frozen=True)
class Shape:
    """How a file is built, found from its content and kept with it, so that a second reading is the same."""

    kind: str
    headings: list[str]
    heading_line: int
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)
