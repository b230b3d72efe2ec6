"""What a visitor may know of the network: its figures, never so small that they point at somebody."""

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from bigtent.ledger.declarations import declared
from bigtent.people.models import Network
from bigtent.people.models.network import ROOMS
from bigtent.project.templatetags.components import SMALLEST_SHOWN, written

SHOWN = ("alumni", "alumni-reachable", "alumni-found", "mentors", "students-paired", "partners")
FRESH_SECONDS = 60


@dataclass(frozen=True)
class Crowd:
    """Those in reach, those found again, those still looked for."""

    reached: int
    found: int
    missing: int

    @property
    def may_be_shown(self) -> bool:
        """Not when a part is so small that it, or what is left of the whole, points at somebody."""
        parts = (self.reached, self.found, self.missing)
        return sum(parts) >= SMALLEST_SHOWN and not any(small(part) for part in parts)


@dataclass(frozen=True)
class Shown:
    """A figure on the front page: the number, the words below it, the page that opens it."""

    number: int
    words: str
    opens: str


def small(count) -> bool:
    return count is not None and 0 < count < SMALLEST_SHOWN


def figures(day: date) -> dict[str, int]:
    """The values of the public measures on `day`, of the rooms in use; remembered for a minute."""
    rooms = Network.current().rooms
    key = f"front-figures-{day}-{'-'.join(sorted(rooms))}"
    found = cache.get(key)
    if found is None:
        found = {
            measure.name: int(value)
            for measure in declared("MEASURES")
            if measure.name in SHOWN
            and (measure.room in rooms or measure.room not in ROOMS)
            and (value := measure.compute(day).value) is not None
        }
        cache.set(key, found, FRESH_SECONDS)
    return found


def crowd(values: dict[str, int]) -> Crowd | None:
    """The three parts of the tent, or None where they are not counted or too small to be shown."""
    if not {"alumni", "alumni-reachable"} <= values.keys():
        return None
    reachable = min(values["alumni-reachable"], values["alumni"])
    found = min(values.get("alumni-found", 0), reachable)
    people = Crowd(reachable - found, found, values["alumni"] - reachable)
    return people if people.may_be_shown else None


def shown(values: dict[str, int], network: Network) -> list[Shown]:
    """The figures in the order of the front page. A share is left out where its rest is too small."""
    words = {
        "students-paired": _("students are paired with a mentor"),
        "mentors": _("mentors give their time"),
        "partners": _("organizations work with us"),
    }
    if crowd(values):
        known = {"all": written(values["alumni"]), "alumni": network.word_alumni}
        words = {"alumni-reachable": _("of %(all)s %(alumni)s can be reached") % known} | words
    elif "alumni" in values:
        words = {"alumni": _("people were supported by us")} | words
    return [Shown(values[name], text, opened(name)) for name, text in words.items() if values.get(name)]


def opened(name: str) -> str:
    """The page that shows how a figure is made."""
    try:
        return reverse("figure", args=[name])
    except NoReverseMatch:
        return ""
