"""How each promise of a plan stands for one reader: its observations, its status and the words that say why."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bigtent.accountability import status
from bigtent.accountability.models import FRESH, Action, Observation
from bigtent.ledger.clock import today
from bigtent.ledger.declarations import Measure
from bigtent.ledger.readings import Reading, read_figure, written
from bigtent.people.models import Network

NOTHING, UNKNOWN, UNTARGETED = "nothing", "unknown", "untargeted"

WORDS = {
    status.MET: gettext_lazy("Met"),
    status.IMPROVING: gettext_lazy("Improving"),
    status.LITTLE: gettext_lazy("Little or no change"),
    status.WORSE: gettext_lazy("Getting worse"),
    status.BASELINE: gettext_lazy("Baseline only"),
    UNTARGETED: gettext_lazy("Measured, no target"),
    UNKNOWN: gettext_lazy("No figure yet"),
    NOTHING: gettext_lazy("Not shown here"),
}
SHAPES = {UNTARGETED: status.BASELINE, NOTHING: UNKNOWN}


@dataclass(frozen=True)
class Point:
    """One observation as the reader may see it; `value` is None where it is hidden or has no share."""

    on: date
    reading: Reading
    value: float | None

    @property
    def freshness(self) -> tuple[str, str]:
        """The state of the figure's age and its words."""
        days = (today() - self.on).days
        kind = "fresh" if days <= FRESH.days else "due" if days <= 2 * FRESH.days else "stale"
        if not days:
            return kind, _("Taken today")
        return kind, ngettext("Taken %(days)s day ago", "Taken %(days)s days ago", days) % {"days": days}


@dataclass(frozen=True)
class Course:
    """An action with what its figure says. `kind` is the status, `why` the sentence that explains it."""

    action: Action
    kind: str
    why: str
    measure: Measure | None = None
    points: list[Point] = field(default_factory=list)

    @property
    def words(self) -> str:
        return WORDS[self.kind]

    @property
    def shape(self) -> str:
        return SHAPES.get(self.kind, self.kind)

    @property
    def latest(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def is_shown(self) -> bool:
        """Whether a figure shows this promise."""
        return bool(self.points)

    @property
    def values(self) -> list[float]:
        """What may be drawn: nothing where a part of it is hidden."""
        if any(point.reading.is_hidden for point in self.points):
            return []
        return [point.value for point in self.points if point.value is not None]

    @property
    def target_words(self) -> str:
        if self.action.target is None:
            return ""
        return _("%(target)s by %(month)s") % {
            "target": target_text(self.action),
            "month": date_format(self.action.target_on, "M Y"),
        }


def target_text(action: Action) -> str:
    percent = "%" if action.scale == Action.Scale.PERCENT else ""
    words = _("at most %(value)s") if action.wanted == Action.Wanted.AT_MOST else "%(value)s"
    return words % {"value": f"{written(action.target)}{percent}"}


def measures_in_use() -> dict[str, Measure]:
    """The measures of the rooms in use that a promise may be bound to, by name."""
    return {measure.name: measure for measure in Network.current().offered("MEASURES") if not measure.staff_only}


def courses(actions, *, exact: bool, until: date | None = None) -> list[Course]:
    """The course of each action up to a date, from one query for the observations of all of them."""
    actions, measures = list(actions), measures_in_use()
    observations = Observation.objects.until(until or today())
    observed = observations.by_measure(with_wholes({action.measure for action in actions if action.measure}, measures))
    return [_course(action, measures.get(action.measure), observed, exact) for action in actions]


def with_wholes(names: set[str], measures: dict[str, Measure]) -> set[str]:
    """These measures and those of which they count a part."""
    return names | {measures[name].within for name in names & set(measures)} - {""}


def points_of(measure: Measure, observed, scale: str, *, exact: bool) -> list[Point]:
    """The observations made by the present version of a measure, as the reader may see them.

    `observed` holds the observations by measure, also those of which this one counts a part.
    """
    around = {one.on: one.value for one in observed.get(measure.within, ())}
    points = []
    for seen in observed[measure.name]:
        if seen.version == measure.version:
            reading = read_figure(seen.value, seen.of, exact=exact or not measure.of_people, within=around.get(seen.on))
            points.append(Point(seen.on, reading, None if reading.is_hidden else seen.on_scale(scale)))
    return points


def _course(action: Action, measure: Measure | None, observed, exact: bool) -> Course:
    if not action.measure:
        return Course(action, *_unbound(action))
    if measure is None:
        return Course(action, UNKNOWN, _("Its figure comes from a room that is not in use here."))
    seen = [one for one in observed[action.measure] if one.version == measure.version]
    points = points_of(measure, observed, action.scale, exact=exact)
    kind, why = _judged(action, seen, any(point.reading.is_hidden for point in points))
    return Course(action, kind, why, measure, points)


def _unbound(action: Action) -> tuple[str, str]:
    if action.page:
        return UNKNOWN, _("A page of this network carries it out; no figure shows it yet.")
    return NOTHING, _("Nothing here shows this yet.")


def _judged(action: Action, seen: list[Observation], hidden: bool) -> tuple[str, str]:
    """Status and its reason. The baseline is the latest figure up to the plan's first day, or the first one."""
    if not seen:
        return UNKNOWN, _("No figure was taken yet.")
    values = [one.on_scale(action.scale) for one in _from_baseline(seen, action.approach.plan.starts_on)]
    values = [value for value in values if value is not None]
    if len(values) < 2:
        return status.BASELINE, _("One figure so far; a second one will say whether it moves.")
    if action.target is None:
        return UNTARGETED, _("It is measured; nobody has set a target yet.")
    at_most = action.wanted == Action.Wanted.AT_MOST
    verdict = status.judge(values[0], values[-1], action.target, at_most=at_most)
    return verdict.kind, "" if hidden else _reason(action, values, verdict)


def _from_baseline(seen: list[Observation], starts_on: date) -> list[Observation]:
    before = [place for place, one in enumerate(seen) if one.on <= starts_on]
    return seen[before[-1] :] if before else seen


def _reason(action: Action, values: list[float], verdict: status.Verdict) -> str:
    percent = "%" if action.scale == Action.Scale.PERCENT else ""
    words = {
        "first": f"{written(values[0])}{percent}",
        "latest": f"{written(values[-1])}{percent}",
        "target": target_text(action),
    }
    if verdict.achieved is None or verdict.kind == status.MET:
        return _("From %(first)s to %(latest)s; the target is %(target)s.") % words
    if verdict.achieved < 0:
        return _("From %(first)s to %(latest)s, away from the target of %(target)s.") % words
    words["share"] = written(round(100 * verdict.achieved, 1))
    return _("From %(first)s to %(latest)s: %(share)s%% of the way to the target of %(target)s.") % words


@dataclass(frozen=True)
class Tally:
    """How many promises stand in one way."""

    kind: str
    count: int

    @property
    def words(self) -> str:
        return WORDS[self.kind]

    @property
    def shape(self) -> str:
        return SHAPES.get(self.kind, self.kind)


def tally(found: list[Course]) -> list[Tally]:
    """How the promises stand, best first; what no promise is stays out."""
    counts = [Tally(kind, sum(course.kind == kind for course in found)) for kind in WORDS]
    return [tally for tally in counts if tally.count]
