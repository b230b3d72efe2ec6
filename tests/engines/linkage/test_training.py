"""What the engine learns is checked: a block of pairs that teaches nonsense is not believed."""

import numpy as np
import polars as pl

from bigtent.engines.linkage import evaluate, link


def namesakes(n=1_200, names=3):
    """Two tables of the same people, who share a handful of names: a name says next to nothing."""
    draw = np.random.default_rng(11)
    left = pl.DataFrame(
        {
            "id": [f"L{i}" for i in range(n)],
            "first_name": draw.choice([f"First{chr(65 + i) * 3}" for i in range(names)], n),
            "last_name": draw.choice([f"Last{chr(65 + i) * 3}" for i in range(names)], n),
            "date_of_birth": [
                f"{y}-{m:02}-11" for y, m in zip(draw.integers(1940, 2000, n), draw.integers(1, 13, n), strict=True)
            ],
            "zip": [f"{z}" for z in draw.integers(10_000, 99_999, n)],
            "phone": [f"404{p}" for p in draw.integers(1_000_000, 9_999_999, n)],
        }
    )
    gone = pl.Series(draw.random(n) < 0.3)
    right = left.with_columns(
        pl.format("R{}", pl.col("id").str.slice(1)).alias("id"), pl.when(~gone).then("phone").alias("phone")
    )
    truth = pl.DataFrame({"left_id": left["id"], "right_id": right["id"]})
    return left, right, truth


def test_a_block_with_hardly_a_true_pair_is_refused_in_words():
    left, right, truth = namesakes()
    links = link(left, right)
    assert any("last + first" in words and "not used" in words for words in links.findings)
    assert evaluate(links, truth)["f1"].item() > 0.98


def test_where_nothing_can_be_learned_the_expected_shares_are_used_and_said():
    left, right, _ = namesakes(n=5)
    links = link(left, right)
    assert any("expected shares used" in words for words in links.findings)
    assert links.frame.filter("is_link").height == 5
