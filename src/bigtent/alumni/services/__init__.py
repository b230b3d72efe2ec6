"""Verbs of the alumni room."""

from bigtent.alumni.services.applying import apply_roster
from bigtent.alumni.services.checking import check_roster
from bigtent.alumni.services.duplicates import (
    decide_duplicates,
    find_duplicates,
    undo_duplicate_decision,
    undo_duplicate_run,
)
from bigtent.alumni.services.importing import import_roster
from bigtent.alumni.services.receiving import discard_roster, map_columns, receive_roster
from bigtent.alumni.services.undoing import undo_roster

__all__ = [
    "apply_roster",
    "check_roster",
    "decide_duplicates",
    "discard_roster",
    "find_duplicates",
    "import_roster",
    "map_columns",
    "receive_roster",
    "undo_duplicate_decision",
    "undo_duplicate_run",
    "undo_roster",
]
