"""What changed from one version of the agreement to the next, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigtent.people.models import Agreement, AgreementRole

SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True)
class Part:
    """The text for everyone or for one role: its lines, each the same, added or removed."""

    title: str
    lines: list[tuple[str, str]]

    @property
    def is_changed(self) -> bool:
        return any(kind != SAME for kind, _line in self.lines)


def changes_between(before: Agreement, after: Agreement, language: str) -> list[Part]:
    """Every part of either version; one that is new is all added, one that is gone all removed."""
    old, new = _parts(before, language), _parts(after, language)
    titles = [*new, *(title for title in old if title not in new)]
    return [Part(title, list(_lines(old.get(title, []), new.get(title, [])))) for title in titles]


def _parts(agreement: Agreement, language: str) -> dict[str, list[str]]:
    parts = {_("For everyone"): [*agreement.text(language).splitlines(), _months(agreement.valid_months)]}
    for one in agreement.roles.all():
        parts[str(one)] = [*one.text(language).splitlines(), *needs_in_words(one)]
    return {title: [line for line in lines if line.strip()] for title, lines in parts.items()}


def _months(number: int) -> str:
    return ngettext("A signature holds for %s month.", "A signature holds for %s months.", number) % number


def needs_in_words(one: AgreementRole) -> list[str]:
    """What a role needs besides the signature."""
    needs = ((one.needs_training, _("It needs a training.")), (one.needs_background, _("It needs a background check.")))
    return [words for needed, words in needs if needed]


def _lines(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for what, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from ((SAME, line) for line in new[c:d])
        else:
            yield from ((REMOVED, line) for line in old[a:b])
            yield from ((ADDED, line) for line in new[c:d])
