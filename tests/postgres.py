"""Run tests against a real PostgreSQL server of their own: python -m tests.postgres [pytest arguments]."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

FAST = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def binaries() -> Path | None:
    """Where initdb and pg_ctl are: on the path, or where Debian puts them."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def server(bin_folder: Path):
    """A throwaway server on a socket; gives its address."""
    root = tempfile.mkdtemp(prefix="pg-")
    who = []
    if os.geteuid() == 0:
        shutil.chown(root, "postgres")
        who = ["runuser", "-u", "postgres", "--"]

    def run(program, *arguments):
        subprocess.run([*who, bin_folder / program, *arguments], check=True, cwd=root, stdout=subprocess.DEVNULL)

    data = f"{root}/data"
    run("initdb", "-D", data, "-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    run("pg_ctl", "-D", data, "-w", "-l", f"{root}/log", "-o", f"-k {root} {FAST}", "start")
    try:
        yield f"postgres://app@{quote(root, safe='')}/postgres"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(root, ignore_errors=True)


def main() -> int:
    bin_folder = binaries()
    if bin_folder is None:
        print("PostgreSQL is not installed here: these tests were not run.")
        return 1 if os.environ.get("CI") else 0
    with server(bin_folder) as address:
        env = {**os.environ, "DATABASE_URL": address}
        return subprocess.run([sys.executable, "-m", "pytest", *sys.argv[1:]], env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
