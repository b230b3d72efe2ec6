"""Verb: the whole way of a roster file in one call, for the command line and the demonstration."""

from collections.abc import Mapping
from typing import BinaryIO

from bigtent.alumni.models import RosterFile
from bigtent.alumni.services.applying import apply_roster
from bigtent.alumni.services.checking import check_roster
from bigtent.alumni.services.receiving import map_columns, receive_roster
from bigtent.ledger.progress import Progress

State = RosterFile.State


def import_roster(
    *,
    file: BinaryIO,
    name: str,
    roster: str,
    by,
    columns: Mapping[str, str] | None = None,
    program: str = "",
    apply: bool = False,
    progress: Progress | None = None,
) -> RosterFile:
    """Receive, match, check and, with `apply`, bring in. Goes on where an earlier call was cut off.

    `columns` is {our column: heading} and corrects the match that headings and cells suggest.
    """
    progress = progress or Progress()
    received = receive_roster(file=file, name=name, roster=roster, by=by)
    if received.state != State.APPLIED:
        wanted = {**_without(received.columns, columns or {}), **(columns or {})}
        if received.state == State.RECEIVED or wanted != received.columns or program != received.program:
            received = map_columns(
                file=received,
                columns=wanted,
                by=by,
                program=program,
                everyone_awarded=received.everyone_awarded,
                day_first=received.day_first,
            )
        check_roster(file_key=received.key, by=by, progress=progress)
        if apply:
            apply_roster(file_key=received.key, by=by, progress=progress)
        received.refresh_from_db()
    return received


def _without(suggested: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, str]:
    """The suggestion, less those headings that were given another meaning."""
    return {name: heading for name, heading in suggested.items() if heading not in columns.values()}
