"""Where one more mentor would help most: prices of places gathered by specialty and part of the country."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from bigtent.mentoring.models import Price, Proposal
from bigtent.people.models import Place

ROWS = 12
SHORT = {
    "new-england": gettext_lazy("New Engl."),
    "middle-atlantic": gettext_lazy("Mid. Atl."),
    "east-north-central": gettext_lazy("E N Cent."),
    "west-north-central": gettext_lazy("W N Cent."),
    "south-atlantic": gettext_lazy("S Atl."),
    "east-south-central": gettext_lazy("E S Cent."),
    "west-south-central": gettext_lazy("W S Cent."),
    "mountain": gettext_lazy("Mountain"),
    "pacific": gettext_lazy("Pacific"),
}
# One tile for each state, as columns and rows of a grid that looks like the country.
TILES = {
    "AK": (0, 0), "ME": (10, 0), "VT": (9, 1), "NH": (10, 1), "WI": (5, 1), "WA": (0, 2), "ID": (1, 2), "MT": (2, 2),
    "ND": (3, 2), "MN": (4, 2), "IL": (5, 2), "MI": (6, 2), "NY": (8, 2), "MA": (9, 2), "OR": (0, 3), "NV": (1, 3),
    "WY": (2, 3), "SD": (3, 3), "IA": (4, 3), "IN": (5, 3), "OH": (6, 3), "PA": (7, 3), "NJ": (8, 3), "CT": (9, 3),
    "RI": (10, 3), "CA": (0, 4), "UT": (1, 4), "CO": (2, 4), "NE": (3, 4), "MO": (4, 4), "KY": (5, 4), "WV": (6, 4),
    "VA": (7, 4), "MD": (8, 4), "DE": (9, 4), "AZ": (1, 5), "NM": (2, 5), "KS": (3, 5), "AR": (4, 5), "TN": (5, 5),
    "NC": (6, 5), "SC": (7, 5), "DC": (8, 5), "OK": (3, 6), "LA": (4, 6), "MS": (5, 6), "AL": (6, 6), "GA": (7, 6),
    "HI": (0, 7), "TX": (3, 7), "FL": (8, 7),
}  # fmt: skip


@dataclass(frozen=True)
class Worth:
    """The best price among some mentors: students placed and points that one more place would add."""

    places: int
    points: int

    @property
    def order(self) -> tuple[int, int]:
        return self.places, self.points


@dataclass(frozen=True)
class Tile:
    state: str
    x: float
    y: float
    step: int
    picked: bool


@dataclass(frozen=True)
class Recruiting:
    """What the page shows: the table, the specialty looked at, its bars and its map."""

    columns: list[str]
    rows: list[tuple[str, list]]
    specialty: str
    code: str
    best: str
    best_points: int
    best_places: int
    bars: list[tuple]
    tiles: list[Tile]
    choices: list[tuple[str, str]]

    @property
    def anything(self) -> bool:
        return self.best_points > 0 or self.best_places > 0


Cells = dict[tuple[str, str], Worth]


def where_one_more_helps(proposal: Proposal, code: str = "") -> Recruiting | None:
    """Prices by specialty and division; None when no mentor has both. `code` is the specialty to look at."""
    cells, names = _cells(proposal)
    if not cells:
        return None
    ranked = sorted(names, key=lambda one: _best(cells, one).order, reverse=True)
    code = code if code in names else ranked[0]
    divisions = [value for value in Place.Division.values if value in SHORT]
    labels = dict(Place.Division.choices)
    hers = {division: cells.get((code, division)) for division in divisions}
    top = max(divisions, key=lambda one: hers[one].order if hers[one] else (-1, 0))
    return Recruiting(
        columns=[str(SHORT[division]) for division in divisions],
        rows=[(names[one], [_cell(proposal, cells, one, each) for each in divisions]) for one in ranked[:ROWS]],
        specialty=names[code],
        code=code,
        best=str(labels[top]),
        best_points=hers[top].points if hers[top] else 0,
        best_places=hers[top].places if hers[top] else 0,
        bars=_bars(proposal, hers, labels, code),
        tiles=_tiles(proposal, hers, top),
        choices=[(one, names[one]) for one in sorted(names, key=names.get)],
    )


def _cells(proposal: Proposal) -> tuple[Cells, dict[str, str]]:
    """The best price of each specialty in each division, and the names of the specialties."""
    found: dict[tuple[str, str], Worth] = {}
    names = {}
    path = "mentor__person"
    prices = Price.objects.filter(proposal=proposal, **{f"{path}__specialty__isnull": False}).order_by()
    columns = (f"{path}__specialty__code", f"{path}__specialty__name", f"{path}__place__division", "places", "points")
    for code, name, division, places, points in prices.values_list(*columns):
        if division is None:
            continue
        names[code] = pgettext("specialty", name)
        worth = Worth(places, points)
        if (code, division) not in found or worth.order > found[code, division].order:
            found[code, division] = worth
    return found, names


def _best(cells: Cells, code: str) -> Worth:
    return max((worth for (each, _division), worth in cells.items() if each == code), key=lambda worth: worth.order)


def _link(proposal: Proposal, code: str, division: str) -> str:
    address = reverse("mentoring:places", args=[proposal.match_round.key])
    return f"{address}?{urlencode({'proposal': proposal.number, 'specialty': code, 'division': division})}"


def _cell(proposal: Proposal, cells: Cells, code: str, division: str):
    worth = cells.get((code, division))
    return (worth.points, _link(proposal, code, division)) if worth else None


def _bars(proposal: Proposal, hers: dict, labels: dict, code: str) -> list[tuple]:
    ordered = sorted(hers, key=lambda one: hers[one].order if hers[one] else (-1, 0), reverse=True)
    return [
        (labels[one], hers[one].points, f"{hers[one].points:,}", _link(proposal, code, one))
        if hers[one]
        else (labels[one], None, _("no mentor yet"))
        for one in ordered
    ]


def _tiles(proposal: Proposal, hers: dict, top: str) -> list[Tile]:
    most = max((worth.points for worth in hers.values() if worth), default=0) or 1
    divisions = dict(proposal.program["tables"]["state_division.csv"][1:]) if _has_states(proposal) else {}
    by_state = defaultdict(str, divisions)
    tiles = []
    for state, (x, y) in TILES.items():
        worth = hers.get(by_state[state])
        points = worth.points if worth else 0
        step = 0 if points <= 0 else min(5, 1 + 5 * (points - 1) // most)
        tiles.append(Tile(state, x, y, step, by_state[state] == top))
    return tiles


def _has_states(proposal: Proposal) -> bool:
    return "state_division.csv" in proposal.program.get("tables", {})
