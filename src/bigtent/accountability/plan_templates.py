"""The plans an organization may start from: files of promises in our own words, each with its source.

They are read in the reader's language; adopted, a plan is kept in that of whoever adopted it.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

FOLDER = Path(__file__).resolve().parent / "templates_of_plans"


@dataclass(frozen=True)
class ActionTemplate:
    text: str
    page: str = ""
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class ApproachTemplate:
    name: str
    actions: tuple[ActionTemplate, ...]


@dataclass(frozen=True)
class PlanTemplate:
    key: str
    name: str
    summary: str
    source: str
    years: int
    approaches: tuple[ApproachTemplate, ...]

    @property
    def actions(self) -> list[ActionTemplate]:
        return [action for approach in self.approaches for action in approach.actions]


def plan_templates() -> dict[str, PlanTemplate]:
    """All templates of the package in the reader's language, by the name of their file."""
    return {path.stem: read(path) for path in sorted(FOLDER.glob("*.toml"))}


@cache
def _content(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read(path: Path) -> PlanTemplate:
    content = _content(path)
    approaches = tuple(
        ApproachTemplate(
            name=gettext(approach["name"]),
            actions=tuple(
                ActionTemplate(gettext(action["text"]), action.get("page", ""), tuple(action.get("measures", ())))
                for action in approach["action"]
            ),
        )
        for approach in content["approach"]
    )
    return PlanTemplate(
        key=path.stem,
        name=gettext(content["name"]),
        summary=gettext(content["summary"]),
        source=gettext(content["source"]),
        years=content["years"],
        approaches=approaches,
    )
