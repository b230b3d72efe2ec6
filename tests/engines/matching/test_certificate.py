"""The checker accepts the true certificate and refuses every other."""

import copy

import numpy as np
import pytest

from bigtent.engines.matching import (
    Certificate,
    CertificateError,
    Program,
    assign,
    assign_points,
    rematch,
    verify,
    verify_points,
)
from tests.engines.matching import instances


def a_round(objective="participation", **asked):
    e = instances.preset("scarce_t", 3, m=90, n=60)
    program = Program.from_dict(instances.program(e, objective), instances.tables(e))
    mentees, mentors = instances.frames(e)
    return (mentees, mentors, program), assign(mentees, mentors, program, **asked)


@pytest.fixture(scope="module")
def settled():
    col = instances.points(instances.preset("scarce_t", 3, m=90, n=60))[4].argmax()
    given, result = a_round(locks=[("Student 4", f"Doctor {col}")], blocks=[("Student 5", "Doctor 5")])
    return given, result.certificate.data


@pytest.mark.parametrize("objective", ["participation", "points", "worst_off"])
def test_it_works(objective):
    given, result = a_round(objective)
    verdict = verify(*given, result.certificate)
    assert (verdict.placed, verdict.total, verdict.least) == (result.placed, result.total, result.least)


def test_it_holds_with_locks_blocks_and_a_bonus_for_what_is_kept(settled):
    given, data = settled
    assert verify(*given, data).placed == data["placed"]
    mentees, mentors, program = given
    earlier = assign(*given)
    gone = earlier.pairings["mentor_id"].is_in([f"Doctor {at}" for at in range(6)]).sum()
    again = rematch(earlier, mentors=mentors.slice(6), max_changes=gone)
    assert again.certificate.data["kept_points"] > 0
    assert verify(mentees, mentors.slice(6), program, again.certificate).total == again.total


def test_it_survives_the_file(settled, tmp_path):
    given, data = settled
    Certificate(data).write(tmp_path / "c.json")
    assert Certificate.read(tmp_path / "c.json").data == data
    assert verify(*given, tmp_path / "c.json").total == data["total"]


def swap_two_mentors(data, rng, given):
    one, two = data["pairings"][3], data["pairings"][4 + int(rng.integers(30))]
    one[1], two[1] = two[1], one[1]


def raise_a_price(data, rng, given):
    data["prices"][f"Doctor {rng.integers(60)}"] = int(rng.integers(10**9, 10**10))


def lower_a_price(data, rng, given):
    data["prices"][str(rng.choice(list(data["prices"])))] -= 1


def forget_a_price(data, rng, given):
    del data["prices"][str(rng.choice(list(data["prices"])))]


def price_nobody(data, rng, given):
    data["prices"][f"Doctor {60 + rng.integers(9)}"] = 0


def drop_a_pairing(data, rng, given):
    gone = data["pairings"].pop(int(rng.integers(len(data["pairings"]))))
    data["placed"] -= 1
    data["total"] -= gone[2]
    data["weight"] -= gone[2] + data["place_points"]


def pair_someone_twice(data, rng, given):
    data["pairings"].append(copy.deepcopy(data["pairings"][int(rng.integers(40))]))


def squeeze_someone_in(data, rng, given):
    placed = {one[0] for one in data["pairings"]}
    waiting = [f"Student {at}" for at in range(90) if f"Student {at}" not in placed]
    pairing = copy.deepcopy(data["pairings"][int(rng.integers(40))])
    pairing[0] = str(rng.choice(waiting))
    data["pairings"].append(pairing)


def move_someone_honestly(data, rng, given):
    """A worse pairing, with all its numbers right."""
    judge = assign(*given).case
    waiting = [row for row in range(90) if all(one[0] != f"Student {row}" for one in data["pairings"])]
    for pairing in data["pairings"][int(rng.integers(30)) :]:
        points = judge.row(waiting[0])[int(pairing[1].split()[1])]
        if 0 <= points < pairing[2]:
            break
    parts = judge.scorer.by_factor(np.array(waiting[:1]), np.array([int(pairing[1].split()[1])]))
    data["total"] += int(points) - pairing[2]
    data["weight"] += int(points) - pairing[2]
    pairing[:] = [f"Student {waiting[0]}", pairing[1], int(points), [int(part[0]) for part in parts]]


def forbid_by_block(data, rng, given):
    data["blocks"].append(data["pairings"][int(rng.integers(40))][:2])


def lock_afterwards(data, rng, given):
    data["locks"].append(data["pairings"][int(rng.integers(10, 40))][:2])


def unlock(data, rng, given):
    data["locks"] = []


def shift_points_between_factors(data, rng, given):
    factors = data["pairings"][int(rng.integers(40))][3]
    factors[0], factors[1] = factors[0] + 1, factors[1] - 1


def add_points_to_a_pairing(data, rng, given):
    pairing = data["pairings"][int(rng.integers(40))]
    for numbers, at in ((pairing, 2), (pairing[3], 0), (data, "total"), (data, "weight")):
        numbers[at] += 1


def change_a_sum(data, rng, given):
    data[str(rng.choice(["placed", "total", "weight"]))] += int(rng.integers(1, 5))


def change_what_a_place_counts(data, rng, given):
    data["place_points"] -= int(rng.integers(1, 1000))


def change_the_fingerprint(data, rng, given):
    data["inputs"] = data["inputs"][::-1]


def change_the_objective(data, rng, given):
    data["objective"] = str(rng.choice(["points", "worst_off", "most", ""]))


def claim_a_floor(data, rng, given):
    data["floor"] = int(rng.integers(0, 2000))


def break_the_form(data, rng, given):
    key = str(rng.choice(["pairings", "prices", "placed", "locks", "cover", "format", "version", "place_points"]))
    data[key] = rng.choice(np.array([None, "many", 1.5, [[1]], {"a": "b"}], dtype=object))


TAMPERINGS = [
    swap_two_mentors, raise_a_price, lower_a_price, forget_a_price, price_nobody, drop_a_pairing,
    pair_someone_twice, squeeze_someone_in, move_someone_honestly, forbid_by_block, lock_afterwards, unlock,
    shift_points_between_factors, add_points_to_a_pairing, change_a_sum, change_what_a_place_counts,
    change_the_fingerprint, change_the_objective, claim_a_floor, break_the_form,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda each: each.__name__)
def test_a_tampered_certificate_is_refused(settled, tamper, seed):
    given, true = settled
    data = copy.deepcopy(true)
    tamper(data, np.random.default_rng(seed), given)
    assert data != true
    with pytest.raises(CertificateError):
        verify(*given, data)


def test_other_people_are_refused(settled):
    (mentees, mentors, program), data = settled
    with pytest.raises(CertificateError, match="other people"):
        verify(mentees.reverse(), mentors, program, data)


def test_prices_that_prove_the_optimum_but_are_not_least_are_refused():
    points = np.array([[5]])
    data = assign_points(points, [1], "points").certificate.data
    assert data["prices"] == {}
    with pytest.raises(CertificateError, match="higher than what one more place adds"):
        verify_points(points, [1], {**data, "prices": {"0": 3}})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"floor": 3}, "floor is 3"),
        ({"floor": None}, "no proof"),
        ({"cover": []}, "no more can be placed"),
        ({"cover": ["0"]}, "no more can be placed"),
        ({"floor_cover": ["0", "1"]}, "floor is highest"),
    ],
)
def test_a_floor_needs_its_covers(change, words):
    points = np.array([[9, 4], [8, 2], [7, -1]])
    data = assign_points(points, [1, 1], "worst_off").certificate.data
    assert verify_points(points, [1, 1], data).least == 4
    with pytest.raises(CertificateError, match=words):
        verify_points(points, [1, 1], {**data, **change})
