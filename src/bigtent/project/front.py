"""What a visitor may know of the network: its figures, never so small that they point at somebody."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from bigtent.ledger.readings import SMALLEST_SHOWN
from bigtent.people.models import Network
from bigtent.project.figures import Counted, count_all

SHOWN = ("alumni", "alumni-reachable", "alumni-found", "mentors", "students-paired", "partners")


@dataclass(frozen=True)
class Crowd:
    """Those in reach from our own lists alone, those found in a register, those still looked for."""

    reached: int
    found: int
    missing: int

    @property
    def may_be_shown(self) -> bool:
        """Not when a part is so small that it, or what is left of the whole, points at somebody."""
        parts = (self.reached, self.found, self.missing)
        return sum(parts) >= SMALLEST_SHOWN and not any(0 < part < SMALLEST_SHOWN for part in parts)


@dataclass(frozen=True)
class Front:
    """The figures of the front page by name, as a visitor may see them."""

    counted: dict[str, Counted]

    def value(self, name: str) -> int | None:
        """The number, or None where it is not counted or may not be shown."""
        counted = self.counted.get(name)
        return None if counted is None or counted.reading.value is None else int(counted.reading.value)

    @property
    def crowd(self) -> Crowd | None:
        """The three parts of the tent, or None where they are not all known or too small to be shown."""
        everyone, reachable = self.value("alumni"), self.value("alumni-reachable")
        found = self.value("alumni-found") if "alumni-found" in self.counted else 0
        if everyone is None or reachable is None or found is None:
            return None
        found = min(found, reachable)
        crowd = Crowd(reachable - found, found, everyone - reachable)
        return crowd if crowd.may_be_shown else None

    def figures(self, network: Network) -> list[tuple[Counted, str]]:
        """Each figure with the words below it, in the order of the page; what is nothing yet is left out."""
        words = {
            "alumni": _("people were supported by us"),
            "students-paired": _("students are paired with a mentor"),
            "mentors": _("mentors give their time"),
            "partners": _("organizations work with us"),
        }
        if self.crowd:
            known = {"all": self.counted["alumni"].reading.text, "alumni": network.words["alumni"]}
            words = {"alumni-reachable": _("of %(all)s %(alumni)s can be reached") % known} | words
            del words["alumni"]
        return [(self.counted[name], text) for name, text in words.items() if self._says_something(name)]

    def _says_something(self, name: str) -> bool:
        return name in self.counted and self.value(name) != 0


def front_of(network: Network) -> Front:
    visitor = AnonymousUser()
    measures = [measure for measure in network.offered("MEASURES") if measure.name in SHOWN]
    return Front({counted.measure.name: counted for counted in count_all(measures, visitor)})
