"""5,000 mails with two workers, killed ten times: python benchmarks/outreach_sending.py [READERS] [KILLS]

A real mail server on this machine takes the mails; the workers are killed at seeded moments, also between committing a
mail as handed over and handing it over. Prints how many readers got it once, twice and never, how many mails are listed
as uncertain, and the seconds of wall and processor time of all workers.
"""

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, ".")
SEED = 2026


def main(readers: int = 5_000, kills: int = 10) -> None:
    from tests.installations import forget, migrated, name_the_run
    from tests.outreach.postbox import Postbox

    name_the_run()
    folder = migrated(Path(tempfile.mkdtemp(prefix="bigtent-bench-")))
    forget()
    with Postbox() as postbox:
        wall, cpu = time.perf_counter(), used()
        send(folder, postbox.port, readers, kills)
        wall, cpu = time.perf_counter() - wall, used() - cpu
        taken = Counter(address for address in postbox.readers if address != "writer@example.org")
    states = states_of(folder)
    once, twice = sum(n == 1 for n in taken.values()), sum(n > 1 for n in taken.values())
    never = [address for address, state in states.items() if address not in taken and state != "uncertain"]
    counts = Counter(states.values())
    print(f"{readers:,} readers, {kills} kills: once {once:,}, twice {twice}, never {len(never)}")
    print(f"listed as sent {counts['sent']:,}, as uncertain {counts['uncertain']} (at most {kills})")
    print(f"{wall:.1f} s, {cpu:.1f} s cpu, {1000 * cpu / readers:.1f} ms cpu a mail")
    if twice or never or counts["uncertain"] > kills or len(states) != readers:
        raise SystemExit("That is not what was promised.")


def send(folder: Path, port: int, readers: int, kills: int) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BIGTENT_", "DATABASE_"))}
    env |= {
        "BIGTENT_DATA": str(folder),
        "BIGTENT_MAIL": f"smtp://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "bigtent.project.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    command = [sys.executable, "-m", "tests.outreach.killing", str(readers), str(kills), str(SEED)]
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)


def states_of(folder: Path) -> dict[str, str]:
    with sqlite3.connect(folder / "bigtent.sqlite3") as database:
        return dict(database.execute("SELECT address, state FROM outreach_delivery WHERE state != 'left_out'"))


def used() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
