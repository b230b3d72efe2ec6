"""`bigtent run`: prepare the data, start server and worker under one parent, stop both together."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import distributions

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bigtent.ledger.models import Job
from bigtent.ledger.terminal import progress_line
from bigtent.people.models import Network
from bigtent.project import setup
from bigtent.project.demo import job as demo
from bigtent.project.demo.removing import REMOVED
from bigtent.project.demo.signing import print_sign_in_links

GRACE_SECONDS = 10
# Files of which every letter counts; of the long lists it is enough to know their length.
WRITTEN = (".py", ".md", ".toml")
FIRST_PATIENCE, MOST_PATIENCE, LONG_LIFE = 1.0, 30.0, 5.0


def prepare(say: Callable[[str], None]) -> None:
    """Migrate and load the reference lists, but only when code or dependencies changed since the last time."""
    stamp, now = settings.DATA / "prepared", _fingerprint()
    if stamp.exists() and stamp.read_text() == now and _has_tables():
        return
    say("Preparing the database.")
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    stamp.write_text(now)


def _fingerprint() -> str:
    """Of every migration and packaged list, and of the installed versions."""
    digest = hashlib.sha256(str(settings.DATABASES["default"]["NAME"]).encode())
    for pattern in ("*/migrations/*.py", "*/reference/*", "library/content/*"):
        for path in sorted(settings.PACKAGE.glob(pattern)):
            digest.update(f"{path.relative_to(settings.PACKAGE)}{path.stat().st_size}".encode())
            digest.update(path.read_bytes() if path.suffix in WRITTEN else b"")
    for line in sorted(f"{d.metadata['Name']}=={d.version}" for d in distributions()):
        digest.update(line.encode())
    return digest.hexdigest()


def _has_tables() -> bool:
    return Network._meta.db_table in connection.introspection.table_names()


def begin(say: Callable[[str], None]) -> Job | None:
    """Start what a fresh installation starts with: the demonstration, or the way to set up."""
    if Network.objects.exists() and demo.building_job() is None:
        if settings.DEMO:
            print_sign_in_links(say)
        return None
    if settings.START == "empty" or (settings.DATA / REMOVED).exists():
        say(setup.invitation())
        return None
    return demo.start(size=settings.DEMO_SIZE)


class Children:
    """Server and worker. A worker that falls is started again; when the server ends, all ends."""

    def __init__(self, address: str, say: Callable[[str], None]) -> None:
        python, package = sys.executable, "bigtent.project.wsgi"
        serve = ["-m", "gunicorn", "-w", "2", "--threads", "4", "-b", address, "--log-level", "warning"]
        serve += ["--logger-class", "bigtent.project.server_log.ServerLog"]
        self.say = say
        self.server = self._start(python, *serve, package)
        self.work = [python, "-m", "django", "work"]
        self.patience, self.again_at = FIRST_PATIENCE, 0.0
        self._start_worker()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bigtent.project.settings"}
        return subprocess.Popen(command, env=environment, start_new_session=True)

    def _start_worker(self) -> None:
        self.worker, self.started = self._start(*self.work), time.monotonic()

    def tend(self) -> bool:
        """Whether the server still runs. A fallen worker is started again, at once if it had worked for a while."""
        now = time.monotonic()
        if self.worker.poll() is not None and not self.again_at:
            lived_long = now - self.started > LONG_LIFE
            self.patience = FIRST_PATIENCE if lived_long else min(self.patience * 2, MOST_PATIENCE)
            self.again_at = now + self.patience
            self.say(f"The worker fell (status {self.worker.returncode}); started again in {self.patience:.0f} s.")
        elif self.again_at and now >= self.again_at:
            self.again_at = 0.0
            self._start_worker()
        return self.server.poll() is None

    def stop(self) -> None:
        for child in (self.worker, self.server):
            child.terminate()
        for child in (self.worker, self.server):
            try:
                child.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()


def serve(*, address: str, say: Callable[[str], None]) -> None:
    """Serve until interrupted. Progress of the demonstration's job is told as it goes."""
    prepare(say)
    job = begin(say)
    connection.close()
    children = Children(address, say)
    signal.signal(signal.SIGTERM, _interrupt)
    say(f"Bigtent is at {settings.SITE_URL}. Stop it with Ctrl-C.")
    try:
        follow = Follower(job, say)
        while children.tend():
            follow.tell()
            time.sleep(0.5)
    except KeyboardInterrupt:
        say("Stopping.")
    finally:
        children.stop()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


class Follower:
    """Tells the terminal how far a job is that the worker carries out."""

    def __init__(self, job: Job | None, say: Callable[[str], None]) -> None:
        self.job, self.say, self.told, self.told_at = job, say, "", 0.0

    def tell(self) -> None:
        if self.job is None:
            return
        self.job.refresh_from_db()
        line = progress_line(self.job)
        if self.job.step and line != self.told and (self._is_new_step(line) or self._is_time()):
            self.told, self.told_at = line, time.monotonic()
            self.say(line)
        if self.job.is_over:
            self._tell_the_end(self.job)
            self.job = None
            connection.close()

    def _is_new_step(self, line: str) -> bool:
        return line.split(":")[0] != self.told.split(":")[0]

    def _is_time(self) -> bool:
        return time.monotonic() - self.told_at > 5

    def _tell_the_end(self, job: Job) -> None:
        if job.error:
            self.say(job.error)
            return
        for line in job.result.get("report", []):
            self.say(line)
        print_sign_in_links(self.say)
