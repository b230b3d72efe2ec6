"""2,000 registrations for 300 places from 20 clients at once: python benchmarks/registering.py [PEOPLE PLACES CLIENTS]

Every tenth address comes twice at the same time; afterwards 20 who have a place leave at once. Over a SQLite file of
its own, then over a throwaway PostgreSQL server where one is installed.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, ".")


def main(people: int = 2_000, places: int = 300, clients: int = 20) -> None:
    from tests.installations import forget, migrated, name_the_run
    from tests.postgres import binaries, server

    name_the_run()
    folder = migrated(Path(tempfile.mkdtemp(prefix="bigtent-bench-")))
    forget()
    show("SQLite", rushed(folder, "", people, places, clients), people, places, clients)
    if found := binaries():
        with server(found) as address:
            show("PostgreSQL", rushed(folder, address, people, places, clients), people, places, clients)


def rushed(folder: Path, address: str, *numbers: int) -> dict:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BIGTENT_", "DATABASE_"))}
    env |= {"BIGTENT_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "bigtent.project.settings"}
    env |= {"PYTHONPATH": os.pathsep.join(["src", "."])}
    if address:
        env["DATABASE_URL"] = address
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=env, check=True)
    command = [sys.executable, "-m", "tests.gatherings.rushing", *map(str, numbers)]
    return json.loads(subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE).stdout)


def show(where: str, told: dict, people: int, places: int, clients: int) -> None:
    before, after = told["before"], told["after"]
    calls = people + people // 10
    print(f"{where}: {len(before['confirmed'])} places given, {len(before['waiting']):,} wait in order, nobody twice: "
          f"{before['addresses'] == people}; {calls:,} calls in {told['seconds']:.1f} s, "
          f"{calls / told['seconds']:.0f} a second")  # fmt: skip
    print(f"{where}: {clients} left at once, offered to the numbers {after['offered'][0]} to {after['offered'][-1]}")
    kept = before["confirmed"] == list(range(1, places + 1)) and before["first_come"] and before["numbers"]
    in_order = after["offered"] == list(range(places + 1, places + clients + 1))
    if not (kept and in_order and before["addresses"] == people):
        raise SystemExit("That is not what was promised.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
