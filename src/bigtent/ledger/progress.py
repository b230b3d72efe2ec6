"""How long work says how far it is. Every verb that may be a job takes `progress: Progress`."""

from typing import Any


class Progress:
    """Keeps the position in memory and tells nobody; the base of those that tell a page or a terminal."""

    def __init__(self) -> None:
        self.step_name = ""
        self.done = 0
        self.total = 0
        self.position: dict[str, Any] = {}

    def step(self, name: str, total: int = 0) -> None:
        """Begin a step; `total` is 0 where the length is not known."""
        self.step_name, self.done, self.total = str(name), 0, total
        self.tell()

    def advance(self, count: int = 1) -> None:
        self.done += count
        self.tell()

    def remember(self, **position: Any) -> None:
        """Keep where the work is, so that a run after a killed process goes on from there."""
        self.position.update(position)
        self.tell(force=True)

    def engine(self, step: str, done: int, total: int) -> None:
        """The form in which the engines call back."""
        if step != self.step_name:
            self.step(step, total)
        self.done, self.total = done, total
        self.tell()

    def tell(self, force: bool = False) -> None:
        """Say it; inside a transaction this must write nothing."""


class PartOf(Progress):
    """The progress of one verb within a larger one: told by the whole, with a position of its own."""

    def __init__(self, whole: Progress, name: str) -> None:
        super().__init__()
        self.whole, self.name = whole, name
        self.position = dict(whole.position.get(name, {}))

    def step(self, name: str, total: int = 0) -> None:
        self.whole.step(name, total)

    def advance(self, count: int = 1) -> None:
        self.whole.advance(count)

    def remember(self, **position: Any) -> None:
        self.position.update(position)
        self.whole.remember(**{self.name: self.position})

    def engine(self, step: str, done: int, total: int) -> None:
        self.whole.engine(step, done, total)
