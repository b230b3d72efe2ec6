"""What a question is made of."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DECLINED = {"declined": True}
"""The answer of somebody who was asked and prefers not to say."""

OTHER = "other"
"""The group of those who answered in their own words only."""

KEPT = gettext_lazy(
    "Until you change or remove it, on this page, at any time. Removed means erased at once; only that you removed an "
    "answer to this question stays in the history, never the answer."
)
READ_BY = gettext_lazy(
    "You. No page shows your answer to anybody else, not to staff either; it lies encrypted. If you agree below, you "
    "are counted in totals, and no total of fewer than eleven people is shown."
)


@dataclass(frozen=True)
class Choice:
    """One thing to choose. `details` are the boxes under it; `writes` asks for more in own words, with examples."""

    code: str
    label: Any
    details: tuple["Choice", ...] = ()
    writes: Any = ""
    alone: bool = False


@dataclass(frozen=True)
class Question:
    """One version of one question. `many`: several choices may be chosen; `writes`: own words besides the choices.

    A raw answer is {"chosen": [codes], "written": {code or "": words}}, or DECLINED.
    """

    name: str
    version: int
    since: date
    label: Any
    words: Any
    why: Any
    choices: tuple[Choice, ...]
    many: bool = False
    writes: Any = ""
    hint: Any = ""
    source: Any = ""
    read_by: Any = READ_BY
    kept: Any = KEPT
    purposes: tuple[str, ...] = field(default=("reporting", "research"))

    @property
    def datum(self) -> str:
        """The name under which consent to its use is asked."""
        return f"identity.{self.name}"

    @cached_property
    def groups(self) -> dict[str, Any]:
        """Code and label of what an answer may be counted under, in the order of the question."""
        own_words = {OTHER: gettext_lazy("Another answer, in own words")} if self.writes else {}
        return {choice.code: choice.label for choice in self.choices} | own_words

    @cached_property
    def labels(self) -> dict[str, Any]:
        """Code and label of everything that can be chosen."""
        found = {}
        for choice in self.choices:
            found[choice.code] = choice.label
            found |= {detail.code: detail.label for detail in choice.details}
        return found

    def in_words(self, answer: dict) -> str:
        """A raw answer as its giver reads it."""
        if answer == DECLINED:
            return _("Prefer not to say")
        chosen, written = set(answer["chosen"]), answer["written"]
        parts = [part for choice in self.choices if (part := _part(choice, chosen, written))]
        return "; ".join([*parts, *filter(None, [written.get("", "")])])


def _part(choice: Choice, chosen: set[str], written: dict[str, str]) -> str:
    details = [str(detail.label) for detail in choice.details if detail.code in chosen]
    details += filter(None, [written.get(choice.code, "")])
    if choice.code not in chosen and not details:
        return ""
    return f"{choice.label} ({', '.join(details)})" if details else str(choice.label)
