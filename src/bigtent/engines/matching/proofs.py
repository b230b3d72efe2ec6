"""A certificate read with suspicion: its form first, then who it names, then loads and locks."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bigtent.engines.matching.certificates import FORMAT, Certificate
from bigtent.engines.matching.errors import CertificateError
from bigtent.engines.matching.judging import Line

WHOLE_KEYS = ("placed", "total", "weight", "place_points", "kept_points")
PAIR_KEYS = ("previous", "locks", "blocks")
ID_KEYS = ("cover", "floor_cover")
LARGEST = 2**60


@dataclass(frozen=True)
class Docket:
    """What the certificate is held against: who there is, and the points of one mentee at a time."""

    mentee_ids: list[str]
    mentor_ids: list[str]
    capacity: list[int]
    points: Callable[[int], Line]
    by_factor: Callable[[int], list[Line]]
    objective: str


def read_certificate(certificate: Certificate | dict[str, Any] | str | Path) -> dict[str, Any]:
    if isinstance(certificate, str | Path):
        certificate = Certificate.read(certificate)
    data = certificate.data if isinstance(certificate, Certificate) else certificate
    if not isinstance(data, dict) or data.get("format") != FORMAT or data.get("version") != 1:
        raise CertificateError("This is not a matching certificate of version 1.")
    for key in WHOLE_KEYS:
        _whole(data.get(key), key)
    for key in PAIR_KEYS:
        _each(data, key, lambda pair: _texts(pair, 2))
    for key in ID_KEYS:
        _each(data, key, lambda one: isinstance(one, str))
    _each(data, "pairings", lambda one: isinstance(one, list) and len(one) == 4 and _texts(one[:2], 2))
    for _, _, points, factors in data["pairings"]:
        for each in [points, *(factors if isinstance(factors, list) else [None])]:
            _whole(each, "points of a pairing")
    if not isinstance(data.get("prices"), dict):
        raise CertificateError("The certificate has no prices.", column="prices")
    for mentor, price in data["prices"].items():
        _whole(price, f"price of {mentor}")
    if data.get("floor") is not None:
        _whole(data["floor"], "floor")
    return data


def _whole(value: object, what: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < LARGEST:
        raise CertificateError(f"{what} is {value!r}; it must be a whole number, 0 or more.", column=what, value=value)


def _texts(pair: object, count: int) -> bool:
    return isinstance(pair, list) and len(pair) == count and all(isinstance(one, str) for one in pair)


def _each(data: dict[str, Any], key: str, good: Callable[[Any], bool]) -> None:
    if not isinstance(data.get(key), list) or not all(good(one) for one in data[key]):
        raise CertificateError(f"{key} is missing or not of the form a certificate has.", column=key)


class Proof:
    """A certificate by row and column numbers, with the locked pairs set apart."""

    def __init__(self, docket: Docket, data: dict[str, Any]) -> None:
        self.docket, self.data = docket, data
        self.rows = {one: at for at, one in enumerate(docket.mentee_ids)}
        self.cols = {one: at for at, one in enumerate(docket.mentor_ids)}
        self.mentor: dict[int, int] = {}
        self.said: dict[int, tuple[int, list[int]]] = {}
        for mentee, mentor, points, factors in data["pairings"]:
            row, col = self._pair(mentee, mentor)
            if row in self.mentor:
                raise CertificateError(f"{mentee!r} is paired twice.", value=mentee)
            self.mentor[row], self.said[row] = col, (points, factors)
        self.locked = {self._pair(*lock) for lock in data["locks"]}
        self.blocked: dict[int, list[int]] = {}
        for row, col in (self._pair(*block) for block in data["blocks"]):
            self.blocked.setdefault(row, []).append(col)
        self.before = dict(self._pair(*pair) for pair in data["previous"])
        self.free = len(docket.mentee_ids) - len(self.locked)
        self.place, self.bonus = data["place_points"], data["kept_points"]
        self.prices = self._prices()
        self.left = self._places_left()

    def _pair(self, mentee: str, mentor: str) -> tuple[int, int]:
        if mentee not in self.rows or mentor not in self.cols:
            raise CertificateError(f"The pair {mentee!r}, {mentor!r} names someone who is not there.", value=mentee)
        return self.rows[mentee], self.cols[mentor]

    def _prices(self) -> Line:
        prices = np.zeros(len(self.cols), dtype=np.int64)
        for mentor, price in self.data["prices"].items():
            if mentor not in self.cols:
                raise CertificateError(f"The price of {mentor!r}: there is no such mentor.", value=mentor)
            prices[self.cols[mentor]] = price
        return prices

    def _places_left(self) -> list[int]:
        """Places of each mentor after locks, once loads and locks are found right."""
        load = Counter(self.mentor.values())
        for col, used in load.items():
            if used > self.docket.capacity[col]:
                who = self.docket.mentor_ids[col]
                raise CertificateError(f"{who!r} has {used} mentees and {self.docket.capacity[col]} places.", value=who)
        for row, col in self.locked:
            if self.mentor.get(row) != col:
                raise CertificateError(f"The locked pair of {self.docket.mentee_ids[row]!r} is not among the pairings.")
        taken = Counter(col for _, col in self.locked)
        return [places - taken[col] for col, places in enumerate(self.docket.capacity)]

    def members(self, key: str) -> NDArray[np.bool_]:
        """Which mentors a cover names."""
        named = np.zeros(len(self.cols), dtype=bool)
        for mentor in self.data[key]:
            if mentor not in self.cols:
                raise CertificateError(f"{key} names {mentor!r}, who is not a mentor.", column=key, value=mentor)
            named[self.cols[mentor]] = True
        return named

    def is_locked(self, row: int) -> bool:
        return (row, self.mentor.get(row, -1)) in self.locked

    def points(self, row: int) -> Line:
        """All points of a mentee, blocked pairs out."""
        points: Line = self.docket.points(row).copy()
        points[self.blocked.get(row, [])] = -1
        return points

    def weights(self, row: int, points: Line) -> Line:
        """What each pair counts for under the objective; far below zero where it is not allowed."""
        weights: Line = points + self.place
        if row in self.before:
            weights[self.before[row]] += self.bonus
        floor = self.data["floor"] or 0
        weights[(points < 0) | (points < floor)] = -LARGEST
        return weights
