"""`link` gives each record of one table its person in another, or says that it is not there."""

import polars as pl
import pytest

from bigtent.engines.linkage import Model, evaluate, link
from tests.engines.linkage.people import make_world

LINKED = pl.col("is_link")


def figures(links, world):
    return evaluate(links, world.truth).row(0, named=True)


def test_alumni_are_found_in_a_registry_without_labels_or_threshold(found, world):
    report = figures(found, world)
    assert report["f1"] > 0.95
    assert report["precision"] > 0.98


def test_probabilities_are_calibrated(found, world):
    assert figures(found, world)["calibration_error"] < 0.03


def test_the_share_found_is_estimated_without_labels(found, world):
    truly_there = world.truth.height / world.alumni.height
    assert found.share == pytest.approx(truly_there, abs=0.05)


def test_a_changed_surname_is_no_obstacle_to_being_found(found, world):
    by_name = evaluate(found, world.truth, by=["changed"]).filter(by="changed", group="true")
    assert by_name["recall"].item() > 0.7


def test_candidates_compete_with_one_another_and_with_absence(found):
    sums = found.frame.group_by("left_id").agg(pl.col("probability").sum().alias("there"))
    both = found.not_in_registry.join(sums, on="left_id", how="left").fill_null(0.0)
    assert (both["there"] + both["probability"]).max() <= 1 + 1e-6


def test_every_left_record_gets_a_probability_of_absence(found, world):
    assert set(found.not_in_registry["left_id"]) == set(world.alumni["id"])
    assert found.not_in_registry["probability"].is_between(0, 1).all()


def test_no_entry_is_two_alumni(found):
    links = found.frame.filter(LINKED)
    assert links["right_id"].is_unique().all()
    assert links["left_id"].is_unique().all()


def test_evidence_names_both_values_the_level_and_the_weight(found):
    first = found.frame.filter(LINKED).row(0, named=True)
    fields = {item["field"]: item for item in first["evidence"]}
    assert set(fields["last_name"]) == {"field", "left", "right", "level", "weight"}
    assert sum(item["weight"] for item in first["evidence"]) == pytest.approx(first["weight"], abs=0.01)


def test_a_former_name_in_the_registry_is_evidence(found):
    items = found.frame.filter(LINKED)["evidence"].explode().struct.unnest()
    former = items.filter(field="last_name", level="former name")
    assert former.height > 5
    assert (former["weight"] > 5).all()


def test_a_rare_name_weighs_more_than_a_common_one(found):
    items = found.frame.filter(LINKED)["evidence"].explode().struct.unnest()
    same = items.filter(field="last_name", level="same")
    smith = same.filter(left="SMITH")["weight"].mean()
    assert smith < same["weight"].mean() - 3


def test_row_order_and_repetition_change_nothing(found, world):
    def shuffled(table, seed):
        return table.sample(fraction=1, shuffle=True, seed=seed)

    again = link(shuffled(world.alumni, 1), shuffled(world.registry, 2), Model.alumni_to_registry())
    assert again.frame.equals(found.frame)
    assert again.not_in_registry.equals(found.not_in_registry)


@pytest.mark.parametrize("present", [0.2, 0.95])
def test_few_or_nearly_all_alumni_may_be_in_the_registry(present):
    world = make_world(seed=3, alumni=1_000, registry=5_000, present=present)
    links = link(world.alumni, world.registry, Model.alumni_to_registry())
    assert figures(links, world)["f1"] > 0.93
    assert links.share == pytest.approx(present, abs=0.05)


def test_a_registry_without_school_data_still_serves(world):
    bare = world.registry.drop("med_school", "grad_year").with_columns(phone=pl.lit(None, pl.String))
    report = figures(link(world.alumni, bare, Model.alumni_to_registry()), world)
    assert report["precision"] > 0.95
    assert report["recall"] > 0.85


def test_reviewed_pairs_move_the_weights(found, world):
    true = world.truth.select("left_id", "right_id", is_match=pl.lit(True))
    near = found.frame.join(true, on=["left_id", "right_id"], how="left").fill_null(False)
    labels = near.select("left_id", "right_id", "is_match").head(400)
    learned = link(world.alumni, world.registry, Model.alumni_to_registry(), labels=labels)
    assert any("reviewed pairs" in words for words in learned.findings)
    assert figures(learned, world)["f1"] > 0.95


def test_progress_is_told_step_by_step(world):
    told = []
    few = world.alumni.head(50)
    link(few, world.registry.head(200), progress=lambda step, done, total: told.append((step, done, total)))
    assert [step for step, _, _ in told] == ["read", "block", "train", "score", "decide", "decide"]
    assert told[-1][1] == told[-1][2]
