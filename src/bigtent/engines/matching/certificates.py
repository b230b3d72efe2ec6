"""The certificate: an assignment and the prices that prove no better one exists, as one JSON file."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bigtent.engines.matching.errors import CertificateError
from bigtent.engines.matching.frames import People
from bigtent.engines.matching.grid import Grid, Ints
from bigtent.engines.matching.programs import Program

FORMAT = "bigtent matching certificate"


@dataclass(frozen=True)
class Certificate:
    """What `verify` checks; `data` holds plain values only (see docs/engines/matching.md)."""

    data: dict[str, Any]

    def write(self, path: str | Path) -> None:
        """Write the certificate as JSON."""
        Path(path).write_text(json.dumps(self.data, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: str | Path) -> "Certificate":
        """Read a certificate back.

        Raises CertificateError if the file is missing or not a certificate.
        """
        try:
            data = json.loads(Path(path).read_text(encoding="utf-8"))
        except OSError as error:
            raise CertificateError(f"The certificate {path} cannot be read: {error.strerror}.") from error
        except (ValueError, RecursionError) as error:
            raise CertificateError(f"The certificate {path} is not valid JSON: {error}.") from error
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise CertificateError(f"{path} is not a matching certificate.")
        return cls(data)


def fingerprint_of_people(
    mentees: People,
    mentors: People,
    program: Program,
    locks: Iterable[Sequence[str]],
    blocks: Iterable[Sequence[str]],
) -> str:
    """SHA-256 over everything the run read: the program, the columns it names, locks and blocks."""
    tables: dict[str, dict[str, Any]] = {"mentees": {}, "mentors": {}}
    for name in program.columns_read():
        which, _, column = name.partition(".")
        tables[which][column] = (mentees if which == "mentees" else mentors).column(column)
    read = {
        "program": program.to_dict(),
        **tables,
        "locks": sorted(map(list, locks)),
        "blocks": sorted(map(list, blocks)),
    }
    text = json.dumps(read, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint_of_points(grid: Grid, capacity: Ints) -> str:
    """SHA-256 over the shape, the capacities and all points, row by row, as 8-byte little-endian numbers."""
    digest = hashlib.sha256(np.array([grid.mentees, grid.mentors, *capacity], dtype="<i8").tobytes())
    for _, block in grid.blocks():
        digest.update(block.astype("<i8").tobytes())
    return digest.hexdigest()
