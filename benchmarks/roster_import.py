"""How long 32,000 rows of a roster take, and whether an import killed at 20 moments is whole: make bench.

    python benchmarks/roster_import.py [--rows 32000] [--kills 20]

Prints the seconds for reading and suggesting columns, checking and staging, preparing, and the applying
transaction (bound: 15 in all, 8 for the transaction, on an idle machine with two cores); then kills the command
at a moment in each twentieth of its run and says what was left: nothing, everything, or something in between.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = ["src", "."]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=32_000)
    parser.add_argument("--kills", type=int, default=20)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bigtent-bench-"))
    from tests.alumni.killing import Installation, write_roster

    empty = Installation(folder / "empty").prepare()
    roster = write_roster(folder / "awards.csv", asked.rows)
    measure(empty.copy(folder / "measured"), roster)
    kill(empty, roster, folder, asked.kills)


def measure(installation, roster: Path) -> None:
    """The steps of one import in this process, each with its seconds."""
    os.environ.update(installation.env)
    import django

    django.setup()
    from bigtent.alumni.models import RosterFile
    from bigtent.alumni.services import check_roster, map_columns, receive_roster
    from bigtent.alumni.services.applying import Prepared
    from bigtent.ledger.writing import uncollected

    clock = [time.perf_counter()]

    def lap(words: str) -> None:
        clock.append(time.perf_counter())
        print(f"{words:<32}{clock[-1] - clock[-2]:7.2f} s")

    with roster.open("rb") as file:
        received = receive_roster(file=file, name=roster.name, roster="Finance", by=None)
    map_columns(file=received, columns=received.columns, by=None)
    lap("receive and match columns")
    counts = check_roster(file_key=received.key, by=None)
    lap("check and stage")
    with uncollected():
        prepared = Prepared(RosterFile.objects.select_related("roster").get(pk=received.pk))
    lap("prepare")
    assert prepared.write(None)
    lap("apply, one transaction")
    print(f"{'in all':<32}{clock[-1] - clock[0]:7.2f} s, {counts['rows']:,} rows")


def kill(empty, roster: Path, folder: Path, kills: int) -> None:
    """Kill the command, look, let it finish, compare with an import nobody disturbed."""
    whole = empty.copy(folder / "whole")
    seconds = whole.bring(roster)
    expected, luck = whole.written(), random.Random(22)
    nothing = dict.fromkeys(expected, [])
    for number in range(kills):
        moment = (number + luck.random()) / kills
        installation = empty.copy(folder / f"killed-{number}")
        installation.bring(roster, kill_after=moment * seconds)
        found = installation.written()
        left = "nothing" if found == nothing else "everything" if found == expected else "SOMETHING IN BETWEEN"
        installation.bring(roster)
        whole_again = "whole" if installation.written() == expected else "NOT WHOLE"
        print(f"killed at {moment:4.0%} of {seconds:.1f} s: {left}; after the same command again: {whole_again}")
        if left.isupper() or whole_again.isupper():
            raise SystemExit(1)


if __name__ == "__main__":
    main()
