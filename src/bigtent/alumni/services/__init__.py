"""Verbs of the alumni room."""

from bigtent.alumni.services.applying import apply_roster
from bigtent.alumni.services.checking import check_roster
from bigtent.alumni.services.duplicates import (
    decide_duplicates,
    find_duplicates,
    undo_duplicate_decision,
    undo_duplicate_run,
)
from bigtent.alumni.services.finding import find_alumni
from bigtent.alumni.services.importing import import_roster
from bigtent.alumni.services.links import (
    confirm_links,
    confirm_sure_links,
    postpone_links,
    refuse_links,
    undo_decision,
)
from bigtent.alumni.services.receiving import discard_roster, map_columns, receive_roster
from bigtent.alumni.services.registry import load_registry
from bigtent.alumni.services.undoing import undo_roster

__all__ = [
    "apply_roster",
    "check_roster",
    "confirm_links",
    "confirm_sure_links",
    "decide_duplicates",
    "discard_roster",
    "find_alumni",
    "find_duplicates",
    "import_roster",
    "load_registry",
    "map_columns",
    "postpone_links",
    "receive_roster",
    "refuse_links",
    "undo_decision",
    "undo_duplicate_decision",
    "undo_duplicate_run",
    "undo_roster",
]
