"""From the words of a list to the rows we keep: programs, schools, places."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from bigtent.alumni.models import AlumniProgram
from bigtent.people.models import Organization, Place
from bigtent.people.names import folded

BATCH = 500
SHORT = {
    "univ": "university", "u": "university", "coll": "college", "col": "college", "med": "medicine",
    "medical": "medicine", "sch": "school", "schl": "school", "inst": "institute", "ctr": "center",
    "hlth": "health", "sci": "science", "sciences": "science", "st": "saint",
}  # fmt: skip
EMPTY_WORDS = frozenset({"the", "of", "at", "and", "in", "for"})


class Schools:
    """Finds the school a list means, by any of its names; what several could mean stays text."""

    def __init__(self) -> None:
        meant: dict[str, set[int]] = defaultdict(set)
        for pk, name, short, others in Organization.objects.filter(kind=Organization.Kind.SCHOOL).values_list(
            "pk", "name", "short_name", "other_names"
        ):
            for text in filter(None, (name, short, *others)):
                meant[school_key(text)].add(pk)
        self._one = {key: next(iter(pks)) for key, pks in meant.items() if len(pks) == 1}
        self._seen: dict[str, int | None] = {}

    def find(self, text: str) -> int | None:
        if text not in self._seen:
            self._seen[text] = self._one.get(school_key(text))
        return self._seen[text]


def school_key(text: str) -> str:
    """“Meharry Med. Coll.” and “Meharry Medical College” have the same."""
    words = (SHORT.get(word, word) for word in folded(text.replace("&", " and ")).split())
    return " ".join(word for word in words if word not in EMPTY_WORDS)


class Places:
    """Finds the place of a ZIP code, or of a state alone; a ZIP code in another state is not believed."""

    def __init__(self, values: Iterable[dict[str, Any]]) -> None:
        zips = sorted({v["zip"] for v in values if v.get("zip")})
        self._by_zip: dict[str, tuple[int, str]] = {}
        for at in range(0, len(zips), BATCH):
            found = Place.objects.filter(zip__in=zips[at : at + BATCH]).order_by("-pk")
            self._by_zip |= {code: (pk, state) for pk, code, state in found.values_list("pk", "zip", "state")}
        alone = Place.objects.filter(zip="", city="").values_list("state", "pk")
        self._by_state: dict[str, int] = dict(alone)

    def find(self, values: dict[str, Any]) -> int | None:
        state = values.get("state", "")
        place = self._by_zip.get(values.get("zip", ""))
        if place and state in ("", place[1]):
            return place[0]
        return self._by_state.get(state)


def programs_named(names: Iterable[str]) -> dict[str, AlumniProgram]:
    """{name in lower case: program}; those not there yet are made."""
    wanted = {name.casefold(): name for name in names if name}
    known = {program.name.casefold(): program for program in AlumniProgram.objects.all()}
    missing = [AlumniProgram(name=name) for key, name in wanted.items() if key not in known]
    made = AlumniProgram.objects.bulk_create(missing)
    return known | {program.name.casefold(): program for program in made}
