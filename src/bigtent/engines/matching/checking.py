"""Checking a certificate without trusting, or using, the solver that made it.

For each mentee in turn her points are computed anew; her value is the most that any allowed mentor offers
above his price. If values and prices of all places add up to exactly what the pairings weigh, no pairing
can weigh more (weak duality of linear programs; Kuhn 1955 for assignments). Prices are least when none can
be lowered: from every price above zero a chain of ties leads to someone who gains nothing.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bigtent.engines.matching.certificates import Certificate
from bigtent.engines.matching.errors import CertificateError
from bigtent.engines.matching.judging import Judge, Line, cells
from bigtent.engines.matching.programs import Program
from bigtent.engines.matching.proofs import LARGEST, Docket, Proof, read_certificate

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Verdict:
    """What a certificate proves: `placed` mentees, `total` points, and the least-served mentee's points.

    Where `kept_points` is not 0, as after a re-match, the pairing is best when each of the certificate's earlier
    pairs counts for that many points if kept.
    """

    placed: int
    total: int
    least: int
    objective: str
    kept_points: int


def verify(
    mentees: "pl.DataFrame",
    mentors: "pl.DataFrame",
    program: Program,
    certificate: Certificate | dict[str, Any] | str | Path,
) -> Verdict:
    """Check that a certificate proves the best pairing of these people under this program.

    Every allowed pair is scored again by code of its own; nothing of the solver is used.

    Args:
        mentees, mentors, program: what `assign` was given.
        certificate: a Certificate, its data, or the path of its file.

    Returns:
        A Verdict.

    Raises:
        CertificateError: saying what does not hold: other inputs, a pairing that is not allowed or not there
            twice, wrong points, too many mentees for a mentor, or prices that prove nothing or are not least.

    Example:
        >>> import polars as pl
        >>> from bigtent.engines.matching import assign
        >>> program = Program.from_dict({"version": 1, "factor": [
        ...     {"kind": "equal", "mentee": "field", "mentor": "field", "points": 3000}]})
        >>> mentees = pl.DataFrame({"mentee_id": ["Ana"], "field": ["nursing"]})
        >>> mentors = pl.DataFrame({"mentor_id": ["Dr. Cruz"], "field": ["nursing"], "capacity": [1]})
        >>> certificate = assign(mentees, mentors, program).certificate
        >>> verify(mentees, mentors, program, certificate)
        Verdict(placed=1, total=3000, least=3000, objective='participation', kept_points=0)
    """
    data = read_certificate(certificate)
    if data["inputs"] != _fingerprint(mentees, mentors, program, data):
        raise CertificateError("The certificate was made for other people, another program, other locks or blocks.")
    try:
        judge = Judge(mentees, mentors, program)
        capacity = [int(float(str(cell))) for cell in cells(mentors, "capacity")]
    except (KeyError, ValueError) as error:
        raise CertificateError(
            f"These tables cannot be scored ({error!r}); assign says which cell is wrong."
        ) from error
    ids = judge.mentee_ids, judge.mentor_ids
    return _check(Docket(*ids, capacity, judge.points, judge.by_factor, program.objective), data)


def verify_points(
    points: "np.ndarray[Any, np.dtype[Any]]",
    capacity: "list[int] | np.ndarray[Any, np.dtype[Any]]",
    certificate: Certificate | dict[str, Any] | str | Path,
) -> Verdict:
    """Check a certificate of `assign_points` against its points and capacities.

    Args:
        points: the whole table, shape (mentees, mentors), -1 where a pair is forbidden.
        capacity: places of each mentor, shape (mentors,).
        certificate: a Certificate, its data, or the path of its file.

    Raises:
        CertificateError: as `verify` does.

    Example:
        >>> from bigtent.engines.matching import assign_points
        >>> points = np.array([[5, 3], [4, -1]])
        >>> verify_points(points, [1, 1], assign_points(points, [1, 1]).certificate).total
        7
    """
    data = read_certificate(certificate)
    table = np.asarray(points).astype("<i8")
    places = [int(one) for one in capacity]
    digest = hashlib.sha256(np.array([*table.shape, *places], dtype="<i8").tobytes())
    digest.update(np.ascontiguousarray(table).tobytes())
    if data["inputs"] != digest.hexdigest():
        raise CertificateError("The certificate was made for other points or other capacities.")
    ids = [str(row) for row in range(table.shape[0])], [str(col) for col in range(table.shape[1])]
    return _check(Docket(*ids, places, lambda row: table[row], lambda row: [], data["objective"]), data)


def _fingerprint(mentees: "pl.DataFrame", mentors: "pl.DataFrame", program: Program, data: dict[str, Any]) -> str:
    frames = {"mentees": mentees, "mentors": mentors}
    read: dict[str, Any] = {"mentees": {}, "mentors": {}}
    for name in program.columns_read():
        which, column = name.split(".", 1)
        read[which][column] = cells(frames[which], column)
    read |= {"program": program.to_dict(), "locks": sorted(data["locks"]), "blocks": sorted(data["blocks"])}
    text = json.dumps(read, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Tally:
    """What one pass over all mentees adds up to."""

    total: int = 0
    weight: int = 0
    values: int = 0
    most: int = 0
    least: int = LARGEST
    covered: int = 0
    floor_covered: int = 0


def _check(docket: Docket, data: dict[str, Any]) -> Verdict:
    if data["objective"] != docket.objective or docket.objective not in (
        "participation",
        "points",
        "worst_off",
    ):
        raise CertificateError(f"The objective is {docket.objective!r}; the certificate says {data['objective']!r}.")
    proof = Proof(docket, data)
    cover, floor_cover = proof.members("cover"), proof.members("floor_cover")
    tally = Tally()
    for row in range(len(docket.mentee_ids)):
        _add(proof, row, tally, cover, floor_cover)
    _check_sums(proof, tally)
    _check_place(proof, tally)
    if docket.objective == "worst_off" and len(proof.mentor) > len(proof.locked):
        _check_floor(proof, tally, cover, floor_cover)
    elif data["floor"] is not None or data["cover"] or data["floor_cover"]:
        raise CertificateError("A floor or a cover is given where the objective has none.", column="floor")
    _check_least(proof)
    everyone = [points for points, _ in proof.said.values()]
    return Verdict(len(proof.mentor), tally.total, min(everyone, default=0), docket.objective, proof.bonus)


def _add(proof: Proof, row: int, tally: Tally, cover: NDArray[np.bool_], floor_cover: NDArray[np.bool_]) -> None:
    points = proof.points(row)
    if row in proof.mentor:
        _check_points(proof, row, points)
        tally.total += proof.said[row][0]
    if proof.is_locked(row) or points.size == 0:
        return
    weights = proof.weights(row, points)
    if row in proof.mentor:
        tally.weight += int(weights[proof.mentor[row]])
        tally.least = min(tally.least, proof.said[row][0])
    tally.values += max(0, int((weights - proof.prices).max()))
    tally.most = max(tally.most, int(points.max()))
    tally.covered += bool(((points >= 0) & ~cover).any())
    above = points > (proof.data["floor"] or 0)
    tally.floor_covered += bool((above & ~floor_cover).any())


def _check_points(proof: Proof, row: int, points: Line) -> None:
    col = proof.mentor[row]
    who = f"{proof.docket.mentee_ids[row]!r} with {proof.docket.mentor_ids[col]!r}"
    said, factors = proof.said[row]
    if points[col] < 0:
        raise CertificateError(f"{who}: the pair is not allowed.")
    if points[col] != said:
        raise CertificateError(f"{who}: the pair has {points[col]} points, the certificate says {said}.", value=said)
    real = [int(part[col]) for part in proof.docket.by_factor(row)]
    if real != factors:
        raise CertificateError(f"{who}: the factors give {real}, the certificate says {factors}.", value=factors)


def _check_sums(proof: Proof, tally: Tally) -> None:
    data = proof.data
    bound = tally.values + sum(int(p) * left for p, left in zip(proof.prices, proof.left, strict=True))
    for key, real in (("placed", len(proof.mentor)), ("total", tally.total), ("weight", tally.weight)):
        if data[key] != real:
            raise CertificateError(f"{key} is {real}; the certificate says {data[key]}.", column=key, value=data[key])
    if tally.weight != bound:
        raise CertificateError(f"The prices bound the round by {bound}, the pairings weigh {tally.weight}: no proof.")


def _check_place(proof: Proof, tally: Tally) -> None:
    """A placed mentee must count for more than all points together, or for nothing beside her points."""
    enough = 1 + 2 * min(proof.free, sum(proof.left) + 1) * tally.most
    if proof.docket.objective == "points" and proof.place != 0:
        raise CertificateError("place_points must be 0 for the objective points.", column="place_points")
    if proof.docket.objective != "points" and proof.place < enough:
        raise CertificateError(f"place_points is {proof.place}; it must be at least {enough}.", column="place_points")
    if bool(proof.data["previous"]) != bool(proof.bonus):
        raise CertificateError("kept_points and previous belong together.", column="kept_points")


def _check_floor(proof: Proof, tally: Tally, cover: NDArray[np.bool_], floor_cover: NDArray[np.bool_]) -> None:
    placed = len(proof.mentor) - len(proof.locked)
    if proof.data["floor"] != tally.least:
        raise CertificateError(
            f"The least-served has {tally.least}, the floor is {proof.data['floor']}.", column="floor"
        )
    if tally.covered + _places(proof, cover) != placed:
        raise CertificateError("The cover does not show that no more can be placed.", column="cover")
    if tally.floor_covered + _places(proof, floor_cover) >= placed:
        raise CertificateError("The floor cover does not show that the floor is highest.", column="floor_cover")


def _places(proof: Proof, cover: NDArray[np.bool_]) -> int:
    return sum(left for left, named in zip(proof.left, cover, strict=True) if named)


def _check_least(proof: Proof) -> None:
    """Every price above zero must be grounded: follow ties from those who gain nothing."""
    grounded = proof.prices == 0
    mentees: dict[int, list[int]] = {}
    for row in range(proof.free + len(proof.locked)):
        if not proof.is_locked(row):
            mentees.setdefault(proof.mentor.get(row, -1), []).append(row)
    waiting = [-1, *np.flatnonzero(grounded).tolist()]
    while waiting and not grounded.all():
        for row in mentees.get(waiting.pop(), ()):
            offers = proof.weights(row, proof.points(row)) - proof.prices
            tied = ~grounded & (offers == max(0, int(offers.max())))
            grounded |= tied
            waiting.extend(np.flatnonzero(tied).tolist())
    if not grounded.all():
        who = proof.docket.mentor_ids[int(np.flatnonzero(~grounded)[0])]
        raise CertificateError(
            f"The price of {who!r} is higher than what one more place adds.", column="prices", value=who
        )
