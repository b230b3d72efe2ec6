"""Tables of the alumni room."""

from bigtent.alumni.models.award import AlumniProgram, Award, alumni
from bigtent.alumni.models.duplicate import DuplicatePair, DuplicateRun
from bigtent.alumni.models.roster import (
    AlumniRecord,
    ColumnMapping,
    Roster,
    RosterChange,
    RosterFile,
    RowProblem,
)

__all__ = [
    "AlumniProgram",
    "AlumniRecord",
    "Award",
    "ColumnMapping",
    "DuplicatePair",
    "DuplicateRun",
    "Roster",
    "RosterChange",
    "RosterFile",
    "RowProblem",
    "alumni",
]
