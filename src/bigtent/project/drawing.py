"""Where the marks of the small charts stand. Numbers in, places out; nothing here knows of pages."""

from dataclasses import dataclass

MOST_DOTS = 640
NICE = (1, 2, 5)


def percent(value, most):
    """`value` as a share of `most` in percent, cut to 0..100; None stays None."""
    if value is None or not most:
        return None
    return f"{min(max(value / most, 0), 1) * 100:.2f}"


@dataclass(frozen=True)
class Spark:
    line: str
    band: str
    aim: str
    end: str


def spark(values, *, aim=None, low=None, high=None) -> Spark | None:
    """A line over 0..100 by 0..100 with 8 left free above and below; None without values."""
    values = list(values)
    if not values:
        return None
    low, high = list(low or values), list(high or values)
    bottom = min(*low, *values, *(() if aim is None else (aim,)), float("inf"))
    top = max(*high, *values, *(() if aim is None else (aim,)), float("-inf"))

    def y(value):
        return 50.0 if top == bottom else 92 - 84 * (value - bottom) / (top - bottom)

    def points(series):
        width = max(len(series) - 1, 1)
        return [f"{100 * place / width:.2f},{y(value):.2f}" for place, value in enumerate(series)]

    band = " ".join(points(high) + points(low)[::-1]) if high != low else ""
    line = points(values) if len(values) > 1 else [f"0,{y(values[0]):.2f}", *points(values * 2)[1:]]
    return Spark(" ".join(line), band, "" if aim is None else f"{y(aim):.2f}", f"{y(values[-1]):.2f}")


@dataclass(frozen=True)
class Fall:
    label: str
    note: str
    weight: float
    x: str
    width: str
    after: str
    kind: str


@dataclass(frozen=True)
class Waterfall:
    falls: list[Fall]
    total: Fall
    zero: str


def waterfall(start, weights, total_note="") -> Waterfall:
    """Bars that begin where the one before ended: gray the start, then for and against, then the sum."""
    steps, reached = [], 0.0
    for number, (label, note, weight) in enumerate([start, *weights]):
        steps.append((label, note, weight, reached, reached + weight, number))
        reached += weight
    least = min(0.0, *(min(step[3], step[4]) for step in steps))
    most = max(0.0, *(max(step[3], step[4]) for step in steps))
    span = (most - least) or 1

    def x(value):
        return 2 + 96 * (value - least) / span

    def fall(label, note, weight, begin, end, kind):
        left, right = sorted((x(begin), x(end)))
        return Fall(label, note, weight, f"{left:.2f}", f"{max(right - left, 0.4):.2f}", f"{x(end):.2f}", kind)

    falls = [fall(*step[:5], "f0" if not step[5] else "f1" if step[2] >= 0 else "f2") for step in steps]
    total = fall("", total_note, reached, 0.0, reached, "f1" if reached >= 0 else "f2")
    return Waterfall(falls, total, f"{x(0):.2f}")


@dataclass(frozen=True)
class Cell:
    value: float | None
    url: str
    step: int


def heat(rows):
    """Five steps of equal width up to the largest value; zero and nothing have no color."""
    plain = [(label, [cell if isinstance(cell, tuple) else (cell, "") for cell in cells]) for label, cells in rows]
    most = max((value or 0 for _label, cells in plain for value, _url in cells), default=0) or 1

    def step(value):
        return 0 if not value or value < 0 else min(5, 1 + int(5 * value / most - 1e-9))

    return [(label, [Cell(value, url, step(value)) for value, url in cells]) for label, cells in plain]


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    kind: str


@dataclass(frozen=True)
class Tent:
    dots: list[Dot]
    each: int
    radius: str
    canvas: str


APEX, EAVES, CENTER = 36.0, 322.0, 320.0


def tent(reached, found, missing) -> Tent:
    """At most 640 dots under the canvas: those in reach in the middle, those found around them,
    those still missing at the edges, with the borders loosened so that they read as one crowd."""
    people = reached + found + missing
    each = people_per_dot(people)
    counts = shares([reached, found, missing], people, each)
    places, spacing = lattice(sum(counts))
    places.sort(key=lambda place: distance(*place))
    kinds = "a" * counts[0] + "b" * counts[1] + "c" * counts[2]
    dots = [Dot(f"{x:.1f}", f"{y:.1f}", kind) for (x, y), kind in zip(places, kinds, strict=True)]
    return Tent(dots, each, f"{min(spacing * 0.335, 9):.2f}", canvas())


def canvas() -> str:
    """Both edges of the canvas, from the pole down to the eaves."""
    heights = [APEX + step * (EAVES - APEX) / 40 for step in range(41)]
    return " ".join(
        "M" + " L".join(f"{CENTER + side * half_width(y):.1f} {y:.1f}" for y in heights) for side in (1, -1)
    )


def people_per_dot(people: int) -> int:
    scale = 1
    while True:
        for nice in NICE:
            if people <= MOST_DOTS * nice * scale:
                return nice * scale
        scale *= 10


def shares(counts: list[int], people: int, each: int) -> list[int]:
    """Dots by kind that add up to the dots of all (largest remainders), never none for somebody."""
    dots = [count // each for count in counts]
    order = sorted(range(len(counts)), key=lambda kind: -(counts[kind] % each))
    for kind in order[: round(people / each) - sum(dots)]:
        dots[kind] += 1
    return [max(number, 1) if count else 0 for number, count in zip(dots, counts, strict=True)]


def half_width(y: float) -> float:
    """Half the width of the canvas at height `y`: steep at the pole, flat at the eaves."""
    depth = (y - APEX) / (EAVES - APEX)
    return 5 + 304 * (0.33 * depth + 0.67 * depth * depth)


def lattice(number: int) -> tuple[list[tuple[float, float]], float]:
    """`number` places in offset rows inside the canvas, as wide apart as they fit."""
    wide, narrow = 120.0, 4.0
    for _step in range(30):
        middle = (wide + narrow) / 2
        if len(places(middle)) >= number:
            narrow = middle
        else:
            wide = middle
    found = places(narrow)
    found.sort(key=lambda place: (abs(place[0] - CENTER) / half_width(place[1]), place[1]))
    return found[:number], narrow


def places(spacing: float) -> list[tuple[float, float]]:
    rows, y, row = [], EAVES - 2.0, 0
    while y > APEX + 8:
        reach = half_width(y) - spacing * 0.45
        shift = spacing / 2 if row % 2 else 0.0
        count = int((reach + shift) // spacing)
        for step in range(-count - 1, count + 2):
            x = CENTER + step * spacing + shift
            if abs(x - CENTER) <= reach:
                rows.append((x, y))
        y -= spacing * 0.866
        row += 1
    return rows


def distance(x: float, y: float) -> float:
    """How far from the middle, with a loosening that is the same on every run."""
    across = abs(x - CENTER) / half_width(y)
    noise = (x * 12.9898 + y * 78.233) * 0.61803
    return across + 0.32 * (noise % 1.0 - 0.5) + 0.12 * (y - APEX) / (EAVES - APEX)
