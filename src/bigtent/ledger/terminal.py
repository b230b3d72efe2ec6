"""Progress for somebody who watches a terminal."""

import sys
import time
from typing import Any, TextIO

from django.utils.translation import gettext as _

from bigtent.ledger.progress import Progress


class TerminalProgress(Progress):
    """One line a step, rewritten in place on a terminal, plain lines in a log."""

    def __init__(self, out: TextIO | None = None) -> None:
        super().__init__()
        self.out = out or sys.stderr
        self._told = 0.0
        self._line = ""

    def step(self, name: str, total: int = 0) -> None:
        self.finish()
        super().step(name, total)

    def tell(self, force: bool = False) -> None:
        line = progress_line(self)
        if line == self._line or (self.done and not self._due()):
            return
        self._told = time.monotonic()
        if self.out.isatty():
            self.out.write(f"\r\033[K{line}")
        elif not self.done or self.done >= self.total:
            self.out.write(f"{line}\n")
        self._line = line
        self.out.flush()

    def _due(self) -> bool:
        return self.done >= self.total or time.monotonic() - self._told > 0.2

    def finish(self) -> None:
        if self._line and self.out.isatty():
            self.out.write("\n")
        self._line = ""


def progress_line(work: Any) -> str:
    """ "Reading the file: 12,000 of 32,000" of a Progress, or of a job's row."""
    name = getattr(work, "step_name", None) or getattr(work, "step", "")
    if not work.done:
        return f"  {name}"
    counted = f"{work.done:,}"
    if work.total:
        counted = _("%(done)s of %(total)s") % {"done": counted, "total": f"{work.total:,}"}
    return f"  {name}: {counted}"
