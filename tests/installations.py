"""A data folder with an empty, migrated database: made once for all processes of a test run, then copied."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DATABASE = "bigtent.sqlite3"


def _template() -> Path:
    return Path(tempfile.gettempdir()) / f"bigtent-migrated-{os.environ['TEST_RUN']}"


def name_the_run() -> None:
    """Before the processes of the run are started, which inherit the name."""
    os.environ.setdefault("TEST_RUN", str(os.getpid()))


def migrated(folder: Path) -> Path:
    """Put an empty, migrated database into `folder`."""
    template = _template()
    template.mkdir(exist_ok=True)
    with (template / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (template / "ready").exists():
            _migrate(template)
            (template / "ready").touch()
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(template / DATABASE, folder / DATABASE)
    return folder


def forget() -> None:
    """At the end of the run."""
    shutil.rmtree(_template(), ignore_errors=True)


def _migrate(folder: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BIGTENT_", "DATABASE_"))}
    env |= {
        "BIGTENT_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "bigtent.project.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=env, check=True)
