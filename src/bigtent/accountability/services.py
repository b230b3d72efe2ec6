"""Verbs of the accountability room: adopt a plan, bind, own and aim its promises, take today's figures."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bigtent.accountability.course import measures_in_use, with_wholes
from bigtent.accountability.errors import PlanError
from bigtent.accountability.models import Action, Approach, Observation, Plan
from bigtent.accountability.plan_templates import PlanTemplate, plan_templates
from bigtent.ledger.clock import today
from bigtent.ledger.declarations import Figure, Measure
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record


def adopt_plan(*, template: str, by, name: str = "", starts_on: date | None = None, public: bool = True) -> Plan:
    """Make a template the organization's own plan and take the first figures of all it is bound to."""
    chosen = _template(template)
    starts_on = starts_on or today()
    figures = _figures(action.measures for action in chosen.actions)
    try:
        with transaction.atomic():
            plan = Plan.objects.create(
                name=name or chosen.name,
                template=chosen.key,
                summary=chosen.summary,
                source=chosen.source,
                starts_on=starts_on,
                ends_on=_years_later(starts_on, chosen.years) - timedelta(days=1),
                public=public,
            )
            _write_promises(plan, chosen)
            _write_observations(figures)
            record(by=by, verb="adopt_plan", about=plan, count=len(chosen.actions))
    except IntegrityError:
        raise PlanError(_("“%(name)s” is adopted already.") % {"name": chosen.name}) from None
    return plan


def observe(*, by, progress: Progress | None = None) -> dict[str, int]:
    """Take today's value of every measure that a promise is bound to. A second taking on one day replaces the first."""
    bound = [action.measures for action in Action.objects.bound()]
    if not bound:
        raise PlanError(_("No promise is bound to a figure. Adopt a plan, or bind one of its promises first."))
    figures = _figures(bound, progress or Progress())
    with transaction.atomic():
        _write_observations(figures)
        record(by=by, verb="observe", about=Observation(measure=_("all figures"), on=today()), count=len(figures))
    return {"observed": len(figures)}


def bind_measure(*, action: Action, measure: str, by) -> Action:
    """Let a figure of the network decide the status of a promise; an empty name unbinds it."""
    if measure and measure not in measures_in_use():
        known = ", ".join(sorted(measures_in_use()))
        raise PlanError(
            _("The network computes no figure “%(name)s”. It computes: %(known)s.") % {"name": measure, "known": known},
            field="measure",
        )
    further = [name for name in action.further if name != measure]
    values = {"measure": measure, "further": further}
    if measure != action.measure:
        values |= {"target": None, "target_on": None}
    figures = _figures([[measure] if measure else []])
    with transaction.atomic():
        _write_observations(figures)
        return _changed(action, by, "bind_measure", **values)


def set_owner(*, action: Action, owner, by) -> Action:
    """Say who answers for a promise, or with None that nobody does."""
    if owner is not None and not hasattr(owner, "account"):
        raise PlanError(
            _("%(name)s has no account here and could not be reminded. Open one, or choose somebody else.")
            % {"name": owner.name},
            field="owner",
        )
    return _changed(action, by, "set_owner", owner=owner)


def set_target(
    *, action: Action, target: float, target_on: date, by, scale: str = "number", wanted: str = "at_least"
) -> Action:
    """Say what the figure of a promise shall reach, and by when."""
    if not action.measure:
        raise PlanError(_("This promise has no figure. Bind one first; then it can have a target."), field="target")
    if target < 0 or (scale == Action.Scale.PERCENT and target > 100):
        raise PlanError(
            _("%(target)s cannot be reached. Give a number from 0 up, or a percentage from 0 to 100.")
            % {"target": f"{target:g}"},
            field="target",
        )
    if target_on <= action.approach.plan.starts_on:
        raise PlanError(
            _("%(day)s is before the plan begins. Give a later day.") % {"day": target_on}, field="target_on"
        )
    if scale == Action.Scale.PERCENT and not _has_whole(action.measure):
        raise PlanError(_("This figure is a count without a whole. Give the target as a number."), field="scale")
    return _changed(action, by, "set_target", target=target, target_on=target_on, scale=scale, wanted=wanted)


def set_public(*, plan: Plan, public: bool, by) -> Plan:
    """Show a plan to everybody, or to those of the network only."""
    changes = {"public": [plan.public, public]}
    plan.public = public
    with transaction.atomic():
        plan.save(update_fields=["public"])
        record(by=by, verb="show_plan" if public else "hide_plan", about=plan, changes=changes)
    return plan


def _template(key: str) -> PlanTemplate:
    if key not in plan_templates():
        raise PlanError(
            _("There is no plan “%(key)s”. There are: %(known)s.") % {"key": key, "known": ", ".join(plan_templates())},
            field="template",
        )
    return plan_templates()[key]


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _write_promises(plan: Plan, template: PlanTemplate) -> None:
    for order, approach_template in enumerate(template.approaches, start=1):
        approach = Approach.objects.create(plan=plan, order=order, name=approach_template.name)
        Action.objects.bulk_create(
            Action(
                approach=approach,
                order=place,
                text=action.text,
                page=action.page,
                measure=action.measures[0] if action.measures else "",
                further=list(action.measures[1:]),
            )
            for place, action in enumerate(approach_template.actions, start=1)
        )


def _figures(names_by_action, progress: Progress | None = None) -> list[tuple[Measure, Figure]]:
    """Today's figures of the named measures, outside any transaction; those of rooms not in use are left out."""
    known = measures_in_use()
    wanted = with_wholes({name for names in names_by_action for name in names}, known)
    measures = [measure for name, measure in known.items() if name in wanted]
    progress = progress or Progress()
    progress.step(_("Counting"), len(measures))
    figures = []
    for measure in measures:
        figures.append((measure, measure.compute(today())))
        progress.advance()
    return figures


def _write_observations(figures: Sequence[tuple[Measure, Figure]]) -> None:
    Observation.objects.bulk_create(
        [
            Observation(measure=measure.name, value=figure.value, of=figure.of, version=measure.version)
            for measure, figure in figures
            if figure.value is not None
        ],
        update_conflicts=True,
        unique_fields=["measure", "on"],
        update_fields=["value", "of", "version", "computed_at", "demonstration"],
    )


def _has_whole(name: str) -> bool:
    latest = Observation.objects.filter(measure=name).order_by("on").last()
    return latest is None or latest.of is not None


def _changed(action: Action, by, verb: str, **values) -> Action:
    changes = {
        name: [_plain(getattr(action, name)), _plain(value)]
        for name, value in values.items()
        if getattr(action, name) != value
    }
    for name, value in values.items():
        setattr(action, name, value)
    with transaction.atomic():
        action.save(update_fields=list(values))
        record(by=by, verb=verb, about=action, changes=changes)
    return action


def _plain(value):
    """A value as the audit keeps it."""
    return value if isinstance(value, int | float | list | str | None) else str(value)
