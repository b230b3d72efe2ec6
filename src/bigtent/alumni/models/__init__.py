"""Tables of the alumni room."""

from bigtent.alumni.models.award import AlumniProgram, Award, alumni
from bigtent.alumni.models.duplicate import DuplicatePair, DuplicateRun
from bigtent.alumni.models.link import SURE, DecidedLink, Link, LinkDecision
from bigtent.alumni.models.registry import FindingRun, Registry, RegistryEntry
from bigtent.alumni.models.roster import (
    AlumniRecord,
    ColumnMapping,
    Roster,
    RosterChange,
    RosterFile,
    RowProblem,
)

__all__ = [
    "SURE",
    "AlumniProgram",
    "AlumniRecord",
    "Award",
    "ColumnMapping",
    "DecidedLink",
    "DuplicatePair",
    "DuplicateRun",
    "FindingRun",
    "Link",
    "LinkDecision",
    "Registry",
    "RegistryEntry",
    "Roster",
    "RosterChange",
    "RosterFile",
    "RowProblem",
    "alumni",
]
