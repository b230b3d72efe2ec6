"""How jobs are carried out: claim one, run it, notice when a worker has gone silent.

The job row itself is the queue: a worker takes a waiting row by one conditional update. From then on it
writes only while the row still names it; a worker that was silent for a minute finds its job taken over
and stops (`JobLost`). A service therefore commits in chunks and remembers its position.
"""

import logging
import math
import os
import socket
import threading
import time
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from bigtent.ledger.clock import wall
from bigtent.ledger.declarations import declared
from bigtent.ledger.demonstration import demonstrating
from bigtent.ledger.errors import JobLost, Refusal
from bigtent.ledger.keys import new_key
from bigtent.ledger.models import Job
from bigtent.ledger.progress import Progress

SILENCE = timedelta(seconds=60)
BEAT_SECONDS = 5.0
TELL_SECONDS = 0.5
LOOK_SECONDS = 60.0
MOST_ATTEMPTS = 5

log = logging.getLogger(__name__)


class JobProgress(Progress):
    """Writes progress to the job's row, at most twice a second and never inside a transaction."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job
        self.position = dict(job.position)
        self._told = 0.0
        self._untold = False

    def step(self, name: str, total: int = 0) -> None:
        self._untold = True
        super().step(name, total)

    def tell(self, force: bool = False) -> None:
        force = force or self._untold
        if connection.in_atomic_block or (not force and time.monotonic() - self._told < TELL_SECONDS):
            self._untold = force
            return
        self._told, self._untold = time.monotonic(), False
        _write(
            self.job,
            step=self.step_name[:200],
            done=self.done,
            total=self.total,
            position=self.position,
            heartbeat_at=wall(),
        )


def _write(job: Job, **fields: Any) -> None:
    """Update the row if it is still ours."""
    ours = Job.objects.running().filter(pk=job.pk, worker=job.worker)
    if not ours.update(**fields):
        raise JobLost(f"{job} was taken over or stopped.")


def worker_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{new_key()}"


def claim(worker: str) -> Job | None:
    """Take the oldest waiting job, or None. Two workers never get the same one."""
    for pk in Job.objects.waiting().order_by("created_at", "pk").values_list("pk", flat=True)[:10]:
        taken = Job.objects.waiting().filter(pk=pk)
        if taken.update(
            state=Job.State.RUNNING,
            worker=worker,
            attempts=F("attempts") + 1,
            started_at=wall(),
            heartbeat_at=wall(),
        ):
            return Job.objects.select_related("by").get(pk=pk)
    return None


def put_back_silent() -> int:
    """Give back what silent or dead workers hold; what was cut off too often fails with words."""
    silent = set(Job.objects.silent_since(wall() - SILENCE).values_list("pk", flat=True))
    silent |= {job.pk for job in Job.objects.running() if _is_dead(job.worker)}
    held = Job.objects.running().filter(pk__in=silent)
    held.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=Job.State.FAILED,
        ended_at=wall(),
        error=_("This work was cut off %(times)s times and is not tried again by itself.") % {"times": MOST_ATTEMPTS},
    )
    return held.update(state=Job.State.WAITING, worker="")


def _is_dead(worker: str) -> bool:
    """Whether the worker was a process of this machine that is no more."""
    host, pid, _token = worker.rsplit(":", 2)
    return host == socket.gethostname() and not _is_alive(int(pid))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def run(job: Job) -> None:
    """Carry a claimed job out and write how it ended, in the language of who started it."""
    with override(job.language or settings.LANGUAGE_CODE):
        _carry_out(job)


def _carry_out(job: Job) -> None:
    try:
        _refuse_without_right(job)
        with demonstrating() if job.demonstration else nullcontext():
            verb = import_string(job.verb)
            result = verb(by=job.by, progress=JobProgress(job), **job.arguments)
    except JobLost:
        log.warning("Job %s was taken over or stopped.", job.key)
    except Refusal as refusal:
        _end(job, Job.State.REFUSED, error=str(refusal))
    except Exception:
        log.exception("Job %s failed.", job.key)
        words = _("Something went wrong that we did not foresee. Nothing half-done was kept; try again.")
        _end(job, Job.State.FAILED, error=words)
    else:
        _end(job, Job.State.DONE, result=result or {})


def _refuse_without_right(job: Job) -> None:
    """What was started with a right is not carried out for somebody who lost it, or whose account was closed."""
    if job.permission and not (job.by and job.by.has_perm(job.permission)):
        raise Refusal(
            _("Who started this work may no longer do it, so it was not done. Somebody who may can start it anew.")
        )


def _end(job: Job, state: str, **fields: Any) -> None:
    try:
        _write(job, state=state, ended_at=wall(), **fields)
    except JobLost:
        log.warning("Job %s ended after it was taken over.", job.key)


def look_after() -> None:
    """Call once what recurs, each by itself: one that fails keeps nothing else waiting."""
    for recurring in declared("RECURRING"):
        try:
            recurring.run()
        except Exception:
            log.exception("What recurs as %s failed.", recurring.name)


class Heartbeat(threading.Thread):
    """Beats for the job at hand while an engine is deep in thought, on a connection of its own."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.job: Job | None = None
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            job = self.job
            if job is not None:
                Job.objects.running().filter(pk=job.pk, worker=job.worker).update(heartbeat_at=wall())
        connection.close()

    def stop(self) -> None:
        self._over.set()


def work(*, until_idle: bool = False, stopping: threading.Event | None = None, pause: float = 1.0) -> int:
    """Carry out jobs one after the other; with `until_idle` return when none waits. Gives how many."""
    stopping = stopping or threading.Event()
    worker, carried_out, beat = worker_name(), 0, Heartbeat()
    looked_at = -math.inf
    beat.start()
    try:
        while not stopping.is_set():
            put_back_silent()
            if time.monotonic() - looked_at >= LOOK_SECONDS:
                looked_at = time.monotonic()
                look_after()
            job = claim(worker)
            if job is not None:
                beat.job = job
                run(job)
                beat.job = None
                carried_out += 1
            elif until_idle:
                break
            else:
                stopping.wait(pause)
    finally:
        beat.stop()
    return carried_out
