"""`evaluate` compares links with the truth, over all and by group."""

import polars as pl
import pytest

from bigtent.engines.linkage import TableError, evaluate

LINKS = pl.DataFrame(
    {
        "left_id": ["a", "b", "b", "c", "d"],
        "right_id": ["1", "2", "9", "8", "7"],
        "probability": [0.98, 0.6, 0.3, 0.9, 0.2],
        "is_link": [True, True, False, True, False],
    }
)
TRUTH = pl.DataFrame(
    {
        "left_id": ["a", "b", "c", "d", "e"],
        "right_id": [1, 2, 3, None, 5],
        "group": ["x", "x", "y", "y", "y"],
    }
)


def test_figures_over_all():
    report = evaluate(LINKS, TRUTH).row(0, named=True)
    assert (report["true_pairs"], report["links"], report["correct"]) == (4, 3, 2)
    assert report["precision"] == pytest.approx(2 / 3)
    assert report["recall"] == pytest.approx(2 / 4)
    assert report["f1"] == pytest.approx(4 / 7)


def test_calibration_error_compares_what_best_candidates_claim_with_what_is_true():
    claimed_wrong = abs(0.98 - 1) + abs(0.6 - 1) + abs(0.9 - 0) + abs(0.2 - 0)
    assert evaluate(LINKS, TRUTH)["calibration_error"].item() == pytest.approx(claimed_wrong / 4)


def test_figures_by_group():
    report = evaluate(LINKS, TRUTH, by=["group"])
    assert report["group"].to_list() == ["all", "x", "y"]
    assert report["recall"].to_list() == pytest.approx([0.5, 1.0, 0.0])
    assert report["precision"].to_list() == pytest.approx([2 / 3, 1.0, 0.0])


def test_a_figure_with_nothing_to_divide_by_is_null():
    nothing = evaluate(LINKS.head(0), TRUTH).row(0, named=True)
    assert nothing["precision"] is None
    assert nothing["calibration_error"] is None
    assert nothing["recall"] == 0


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="no column 'region'"):
        evaluate(LINKS, TRUTH, by=["region"])
