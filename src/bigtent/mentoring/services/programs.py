"""Programs: set up the standard one, change points and objective."""

import csv
import io
import tomllib
from collections.abc import Mapping
from importlib.resources import files

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.mentoring.errors import ProgramError
from bigtent.mentoring.models import MentoringProgram
from bigtent.mentoring.services.tables import engine_program

PACKAGED = files("bigtent.mentoring") / "programs"
MOST_POINTS = 10_000
CHANGEABLE = ("points", "family_points", "no_wish", "at_most")


def set_up_standard_program(*, by, name: str = "") -> MentoringProgram:
    """The program a new network starts with; an existing one of that name is given back unchanged."""
    name = name or _("Mentoring program")
    given = tomllib.loads((PACKAGED / "standard.toml").read_text(encoding="utf-8"))
    stages = list(csv.reader(io.StringIO((PACKAGED / "stage.csv").read_text(encoding="utf-8"))))
    with transaction.atomic():
        program, made = MentoringProgram.objects.get_or_create(
            name=name,
            defaults={
                "description": _("Students are paired by specialty, place, stage, topics, times and their own wishes."),
                "factors": given["factor"],
                "rules": given["rule"],
                "tables": {"stage.csv": stages},
                "objective": given["objective"],
            },
        )
        if made:
            record(by=by, verb="set_up_standard_program", about=program)
    return program


def change_program(
    *,
    program: MentoringProgram,
    by,
    objective: str | None = None,
    points: Mapping[str, Mapping[str, int]] | None = None,
    needs_clearance: bool | None = None,
) -> MentoringProgram:
    """Change what a proposal aims for, what factors give, {factor: {"points": 2000, ...}}, or whether mentors need to
    be cleared.

    Proposals made before keep the program they were made with.
    """
    before = {name: getattr(program, name) for name in ("objective", "factors", "needs_clearance")}
    factors = [_changed(factor, (points or {}).get(factor["name"], {})) for factor in program.factors]
    objective = objective or program.objective
    cleared = program.needs_clearance if needs_clearance is None else needs_clearance
    if {"objective": objective, "factors": factors, "needs_clearance": cleared} == before:
        return program
    with transaction.atomic():
        program.factors, program.objective, program.needs_clearance = factors, objective, cleared
        program.version, program.changed_at = program.version + 1, now()
        engine_program(program)
        program.save()
        changes = {name: [old, getattr(program, name)] for name, old in before.items() if old != getattr(program, name)}
        record(by=by, verb="change_program", about=program, changes=changes)
    return program


def _changed(factor: dict, values: Mapping[str, int]) -> dict:
    for name, value in values.items():
        if name not in CHANGEABLE or name not in factor:
            raise ProgramError(
                _("%(factor)s has no number called %(name)s.") % {"factor": factor["name"], "name": name}
            )
        if not 0 <= value <= MOST_POINTS:
            words = _("%(factor)s: %(value)s is out of range. Give 0 to %(most)s points.")
            raise ProgramError(words % {"factor": factor["name"], "value": value, "most": MOST_POINTS}, field=name)
    return {**factor, **values}
