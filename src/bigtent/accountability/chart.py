"""The history of one promise as a drawing: where its line, its target and its words stand, in percent."""

from dataclasses import dataclass
from datetime import date

from bigtent.accountability.course import Course
from bigtent.accountability.models import Action
from bigtent.ledger.readings import written

LEFT, RIGHT = 7.0, 97.0
HEADROOM = 0.18


@dataclass(frozen=True)
class Mark:
    x: str
    y: str
    words: str


@dataclass(frozen=True)
class Chart:
    """`line` joins the points; `first` is the baseline, `latest` the newest figure, `target` a level line."""

    line: str
    first: Mark
    latest: Mark
    target: Mark | None
    grid: list[Mark]
    begins: date
    ends: date
    summary: str


def draw(course: Course) -> Chart | None:
    """The chart of a promise with at least two figures that may be shown; zero is always on the axis."""
    if len(course.values) < 2:
        return None
    points = [point for point in course.points if point.value is not None]
    action = course.action
    begins, ends = points[0].on, max(points[-1].on, action.target_on or points[-1].on)
    top = max(*(point.value for point in points), action.target or 0.0) * (1 + HEADROOM) or 1.0
    unit = "%" if action.scale == Action.Scale.PERCENT else ""

    def mark(day: date, value: float) -> Mark:
        across = (day - begins).days / ((ends - begins).days or 1)
        return Mark(
            f"{LEFT + (RIGHT - LEFT) * across:.2f}", f"{100 - 100 * value / top:.2f}", f"{written(value)}{unit}"
        )

    marks = [mark(point.on, point.value) for point in points]
    return Chart(
        line=" ".join(f"{one.x},{one.y}" for one in marks),
        first=marks[0],
        latest=marks[-1],
        target=None if action.target is None else mark(ends, action.target),
        grid=[mark(begins, step) for step in _steps(top)],
        begins=begins,
        ends=ends,
        summary=course.why,
    )


def _steps(top: float) -> list[float]:
    """Three to five round values from zero up to `top`."""
    size = 10.0 ** (len(str(int(top))) - 1)
    while top / size < 3:
        size /= 2
    while top / size > 5:
        size *= 2
    return [size * step for step in range(int(top // size) + 1)]
