"""Invented mentors and mentees of any size, with a plain reference scorer in whole points.

An instance is a dict of small arrays, so that any block of pairs can be scored without the whole matrix;
`frames` and `program` give the same instance as the tables and the program that `assign` takes.
"""

from typing import Any

import numpy as np
import polars as pl

SPECIALTIES, FAMILIES, STATES, DIVISIONS = 40, 9, 51, 9
LANGUAGES, INTERESTS, SLOTS, BACKGROUNDS = 12, 16, 8, 5
FORBIDDEN = -1

PRESETS: dict[str, dict[str, Any]] = {
    "clinic": {"m": 1000, "n": 1000, "ratio": 1.86},
    "clinic_t": {"m": 1000, "n": 1000, "ratio": 1.86, "text": True},
    "metro": {"m": 3000, "n": 5000, "ratio": 3.1},
    "metro_t": {"m": 3000, "n": 5000, "ratio": 3.1, "text": True},
    "scarce": {"m": 3000, "n": 1300, "ratio": 0.8, "zipf": 1.1, "mismatch": 0.5},
    "scarce_t": {"m": 3000, "n": 1300, "ratio": 0.8, "zipf": 1.1, "mismatch": 0.5, "text": True},
    "platform": {"m": 1900, "n": 2400, "ratio": 1.39},
    "national": {"m": 10000, "n": 17000, "ratio": 3.2},
    "tight": {"m": 10000, "n": 5500, "ratio": 1.02, "zipf": 1.1, "mismatch": 0.4},
}


def preset(name: str, seed: int = 0, **changed: Any) -> dict[str, Any]:
    return make(**{**PRESETS[name], **changed}, seed=seed)


def make(
    m: int, n: int, ratio: float, text: bool = False, zipf: float = 1.0, mismatch: float = 0.2, seed: int = 0
) -> dict[str, Any]:
    """m mentees, n mentors with 1 to 4 places each, ratio * m places in all."""
    rng = np.random.default_rng([20240611, seed])
    popular = _falling(SPECIALTIES, zipf)
    family = rng.integers(0, FAMILIES, SPECIALTIES)
    division = np.sort(rng.integers(0, DIVISIONS, STATES))
    people = rng.permutation(_falling(STATES, 0.8))
    school_state = rng.choice(STATES, 160, p=people)
    order = rng.permutation(SPECIALTIES)
    e: dict[str, Any] = {"m": m, "n": n, "text": text, "family": family, "division": division}
    _add_mentees(e, rng, order, popular, school_state, people)
    _add_mentors(e, rng, order, popular, people, mismatch)
    e["capacity"] = _capacity(rng, n, max(1, round(ratio * m)))
    e["by_stage"] = _stage_points()
    e["per_interest"] = 250 if text else 500
    if text:
        _add_vectors(e, rng)
    pairs = np.stack([rng.integers(0, m, m // 20), rng.integers(0, n, m // 20)], 1)
    e["blocks"] = np.unique(pairs, axis=0)
    return e


def _falling(count: int, s: float) -> np.ndarray:
    share = 1.0 / np.arange(1, count + 1) ** s
    return share / share.sum()


def _sets(rng: np.random.Generator, count: int, bits: int, least: int, most: int, s: float = 0.0) -> np.ndarray:
    """Random sets of least to most members as bit masks, low bits more popular if s > 0."""
    wanted = rng.integers(least, most + 1, count)
    luck = rng.gumbel(size=(count, bits)) + np.log(_falling(bits, s))
    rank = (-luck).argsort(1).argsort(1)
    return ((rank < wanted[:, None]) * (1 << np.arange(bits))).sum(1).astype(np.int32)


def _add_mentees(e: dict[str, Any], rng: Any, order: Any, popular: Any, school_state: Any, people: Any) -> None:
    m = e["m"]
    e["m_specialty"] = order[rng.choice(SPECIALTIES, m, p=popular)]
    e["m_school"] = rng.integers(0, 160, m)
    at_home = rng.random(m) < 0.85
    e["m_state"] = np.where(at_home, school_state[e["m_school"]], rng.choice(STATES, m, p=people))
    e["m_stage"] = rng.choice(4, m, p=[0.35, 0.30, 0.25, 0.10])
    asks = rng.random(m) < 0.25
    e["m_language"] = np.where(asks, 1 << rng.choice(LANGUAGES, m, p=_falling(LANGUAGES, 1.2)), 0)
    e["m_interests"] = _sets(rng, m, INTERESTS, 1, 4, 0.5)
    e["m_slots"] = _sets(rng, m, SLOTS, 2, 5)
    e["m_background"] = np.where(rng.random(m) < 0.4, 1 << rng.integers(0, BACKGROUNDS, m), 0)
    e["m_in_person"] = rng.random(m) < 0.10


def _add_mentors(e: dict[str, Any], rng: Any, order: Any, popular: Any, people: Any, mismatch: float) -> None:
    n = e["n"]
    turned = rng.random(n) < mismatch
    backward, forward = (order[::step][rng.choice(SPECIALTIES, n, p=popular)] for step in (-1, 1))
    e["n_specialty"] = np.where(turned, backward, forward)
    e["n_state"] = rng.choice(STATES, n, p=0.6 * people + 0.4 / STATES)
    e["n_school"] = np.where(rng.random(n) < 0.35, rng.integers(0, 160, n), -1)
    e["n_stage"] = rng.choice(6, n, p=[0.04, 0.12, 0.20, 0.28, 0.24, 0.12])
    e["n_language"] = _sets(rng, n, LANGUAGES, 0, 2, 1.2)
    e["n_interests"] = _sets(rng, n, INTERESTS, 2, 6, 0.5)
    e["n_slots"] = _sets(rng, n, SLOTS, 1, 4)
    e["n_background"] = _sets(rng, n, BACKGROUNDS, 0, 2)


def _capacity(rng: np.random.Generator, n: int, target: int) -> np.ndarray:
    places = rng.choice([1, 2, 3, 4], n, p=[0.45, 0.32, 0.15, 0.08])
    while places.sum() != target:
        step = 1 if places.sum() < target else -1
        open_to = np.flatnonzero((places + step >= 1) & (places + step <= 4))
        if open_to.size == 0:
            break
        count = min(open_to.size, abs(int(target - places.sum())))
        places[rng.choice(open_to, count, replace=False)] += step
    return places.astype(np.int64)


def _stage_points() -> np.ndarray:
    ahead = np.arange(6)[None, :] - np.arange(4)[:, None]
    return np.select([ahead < 0, ahead == 0, ahead <= 2, ahead == 3], [FORBIDDEN, 400, 1500, 1000], 600)


def _add_vectors(e: dict[str, Any], rng: np.random.Generator) -> None:
    centers = rng.normal(size=(30, 12))
    for side, count in (("m", e["m"]), ("n", e["n"])):
        x = centers[rng.integers(0, 30, count)] + 0.9 * rng.normal(size=(count, 12))
        e[f"{side}_text"] = np.rint(127 * x / np.linalg.norm(x, axis=1, keepdims=True)).astype(np.int64)


def points(e: dict[str, Any], start: int = 0, stop: int | None = None) -> np.ndarray:
    """Reference points of mentees start to stop with all mentors; -1 where forbidden."""
    part = slice(start, e["m"] if stop is None else stop)

    def her(name: str) -> np.ndarray:
        return e[f"m_{name}"][part][:, None]

    def shared(name: str) -> np.ndarray:
        return np.bitwise_count(her(name) & e[f"n_{name}"]).astype(np.int64)

    family, division = e["family"], e["division"]
    specialty, state = her("specialty"), her("state")
    total = np.where(specialty == e["n_specialty"], 3000, 1500 * (family[specialty] == family[e["n_specialty"]]))
    total = total + np.where(state == e["n_state"], 1800, 1000 * (division[state] == division[e["n_state"]]))
    stage = e["by_stage"][her("stage"), e["n_stage"]]
    total = total + stage + e["per_interest"] * np.minimum(shared("interests"), 3)
    total += np.where(her("language") == 0, 500, 1000 * (shared("language") > 0))
    total += np.where(her("background") == 0, 350, 700 * (shared("background") > 0))
    total += 100 * np.minimum(shared("slots"), 5)
    if e["text"]:
        total += 750 * np.clip(e["m_text"][part] @ e["n_text"].T, 0, 127**2) // 127**2
    elsewhere = her("in_person") & (state != e["n_state"])
    total[(stage < 0) | (shared("slots") == 0) | (her("school") == e["n_school"]) | elsewhere] = FORBIDDEN
    for row, col in e["blocks"]:
        if part.start <= row < part.stop:
            total[row - part.start, col] = FORBIDDEN
    return total


def frames(e: dict[str, Any]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The instance as the two tables a coordinator would have."""
    tables = []
    for side, count, names in (("m", e["m"], "Student"), ("n", e["n"], "Doctor")):
        columns: dict[str, Any] = {
            "mentee_id" if side == "m" else "mentor_id": [f"{names} {at}" for at in range(count)]
        }
        for name in ("specialty", "state", "stage"):
            columns[name] = [str(one) for one in e[f"{side}_{name}"]]
        columns["school"] = ["" if one < 0 else str(one) for one in e[f"{side}_school"]]
        for name in ("language", "interests", "slots", "background"):
            columns[name] = [
                " ".join(str(bit) for bit in range(16) if int(one) >> bit & 1) for one in e[f"{side}_{name}"]
            ]
        if e["text"]:
            columns["text"] = [" ".join(map(str, one)) for one in e[f"{side}_text"].tolist()]
        tables.append(columns)
    tables[0]["in_person"] = e["m_in_person"]
    tables[1]["capacity"] = e["capacity"]
    return pl.DataFrame(tables[0]), pl.DataFrame(tables[1])


def program(e: dict[str, Any], objective: str = "participation") -> dict[str, Any]:
    """The program whose points are those of `points`."""

    def both(kind: str, name: str, **rest: Any) -> dict[str, Any]:
        return {"kind": kind, "mentee": name, "mentor": name, **rest}

    factors = [
        both("equal", "specialty", points=3000, family="specialty.csv", family_points=1500),
        both("equal", "state", points=1800, family="state.csv", family_points=1000),
        both("table", "stage", table="stage.csv"),
        both("any_overlap", "language", points=1000, no_wish=500),
        both("any_overlap", "background", points=700, no_wish=350),
        both("overlap", "interests", points=e["per_interest"], at_most=3),
        both("overlap", "slots", points=100, at_most=5),
    ]
    if e["text"]:
        factors.append(both("vector", "text", points=750))
    rules = [
        both("overlap_at_least", "slots", count=1),
        both("differ", "school"),
        both("same_if", "state", when="in_person"),
        {"kind": "block", "file": "blocks.csv"},
    ]
    return {"version": 1, "objective": objective, "factor": factors, "rule": rules}


def tables(e: dict[str, Any]) -> dict[str, list[list[str]]]:
    """The tables that `program` names."""
    stage = [["mentee", *map(str, range(6))]]
    stage += [[str(at), *("" if one < 0 else str(one) for one in row)] for at, row in enumerate(e["by_stage"].tolist())]
    return {
        "specialty.csv": [["value", "family"], *([str(at), str(one)] for at, one in enumerate(e["family"]))],
        "state.csv": [["value", "division"], *([str(at), str(one)] for at, one in enumerate(e["division"]))],
        "stage.csv": stage,
        "blocks.csv": [
            ["mentee_id", "mentor_id"],
            *([f"Student {row}", f"Doctor {col}"] for row, col in e["blocks"]),
        ],
    }
