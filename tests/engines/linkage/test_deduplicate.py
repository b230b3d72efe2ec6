"""`deduplicate` gathers the rows of one table that are one person."""

import polars as pl

from bigtent.engines.linkage import deduplicate, link


def pairs_in(table, columns):
    sizes = table.group_by(columns).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def test_overlapping_lists_are_gathered_into_people(clusters, world):
    both = clusters.frame.join(world.list_truth, left_on="id", right_on="row_id")
    right = pairs_in(both, ["cluster", "person"])
    f1 = 2 * right / (pairs_in(both, ["cluster"]) + pairs_in(both, ["person"]))
    assert f1 > 0.95


def test_every_row_is_in_one_cluster_named_after_its_smallest_id(clusters, world):
    assert clusters.frame["id"].sort().equals(world.lists["row_id"].sort().alias("id"))
    smallest = clusters.frame.group_by("cluster").agg(pl.col("id").min())
    assert (smallest["cluster"] == smallest["id"]).all()


def test_links_lie_within_clusters(clusters):
    place = dict(clusters.frame.iter_rows())
    for left, right, is_link in clusters.links.select("left_id", "right_id", "is_link").iter_rows():
        assert is_link == (place[left] == place[right])


def test_row_order_changes_nothing(clusters, world):
    again = deduplicate(world.lists.sample(fraction=1, shuffle=True, seed=5))
    assert again.frame.equals(clusters.frame)
    assert again.links.equals(clusters.links)


def test_father_and_son_of_one_name_stay_apart():
    table = pl.DataFrame(
        {
            "id": ["1", "2", "3"],
            "first_name": ["Zora", "Zora", "Zora"],
            "last_name": ["Hurston"] * 3,
            "date_of_birth": ["1951-01-07", "1983-11-22", "1951-01-07"],
        }
    )
    assert deduplicate(table).frame["cluster"].to_list() == ["1", "2", "1"]


def test_tables_of_no_row_and_of_one_row_are_fine():
    one = pl.DataFrame({"id": ["a"], "last_name": ["Hurston"]})
    assert deduplicate(one).frame.rows() == [("a", "a")]
    assert deduplicate(one.head(0)).frame.is_empty()
    assert link(one, one.head(0)).not_in_registry.rows() == [("a", 1.0)]
    assert link(one.head(0), one).frame.is_empty()
