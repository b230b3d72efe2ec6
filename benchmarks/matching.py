"""The matching engine beside scipy's dense solver: the same totals, CPU seconds and memory.

    python benchmarks/matching.py                            # metro, side by side
    python benchmarks/matching.py clinic scarce_t --seeds 5  # several presets and seeds
    python benchmarks/matching.py national --no-scipy        # scipy needs 7 GB there

Both sides start from the same tables of profiles and use the engine's own scoring; each runs in a process of its
own, so that its peak memory is its own. The engine's figure includes the certificate.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "src"), str(Path(__file__).parents[1])]


def prepared(name: str, seed: int) -> tuple[Any, Any, Any]:
    from bigtent.engines.matching import Program
    from tests.engines.matching import instances

    e = instances.preset(name, seed)
    return *instances.frames(e), Program.from_dict(instances.program(e, "points"), instances.tables(e))


def ours(name: str, seed: int) -> dict[str, float]:
    from bigtent.engines.matching import assign, verify

    mentees, mentors, program = prepared(name, seed)
    start = time.process_time()
    result = assign(mentees, mentors, program)
    solved = time.process_time()
    figures = measured(solved - start, result.total)
    verify(mentees, mentors, program, result.certificate)
    return {**figures, "verify": round(time.process_time() - solved, 2)}


def scipys(name: str, seed: int) -> dict[str, float]:
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    from bigtent.engines.matching.preparing import prepared as checked

    mentees, mentors, program = prepared(name, seed)
    start = time.process_time()
    ready = checked(mentees, mentors, program, (), ())
    columns = np.repeat(np.arange(len(ready.mentors)), ready.places)
    table = np.empty((len(ready.mentees), columns.size))
    for first, block in ready.whole.blocks():
        table[first : first + len(block)] = np.maximum(block, 0)[:, columns]
    built = time.process_time()
    rows, taken = linear_sum_assignment(table, maximize=True)
    total = int(table[rows, taken].sum())
    return {**measured(time.process_time() - start, total), "solve": round(time.process_time() - built, 2)}


def measured(cpu: float, total: int) -> dict[str, float]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"total": total, "cpu": round(cpu, 2), "peak_mb": peak}


def apart(side: str, name: str, seed: int) -> dict[str, float]:
    """One side in a process of its own."""
    words = [sys.executable, __file__, name, "--side", side, "--seed", str(seed)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def compare(name: str, seed: int, scipy_too: bool) -> bool:
    mine = apart("ours", name, seed)
    print(f"{name} seed {seed}: engine {mine}")
    if not scipy_too:
        return True
    theirs = apart("scipys", name, seed)
    same = mine["total"] == theirs["total"]
    ratio = f"CPU x{theirs['cpu'] / mine['cpu']:.1f}, memory x{theirs['peak_mb'] / mine['peak_mb']:.1f}"
    print(f"{name} seed {seed}: scipy  {theirs}; {'equal totals' if same else 'TOTALS DIFFER'}; {ratio}")
    return same


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=["metro"])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--no-scipy", action="store_true")
    parser.add_argument("--side", choices=["ours", "scipys"], help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.side:
        print(json.dumps({"ours": ours, "scipys": scipys}[asked.side](asked.names[0], asked.seed)))
        return 0
    runs = [compare(name, seed, not asked.no_scipy) for name in asked.names for seed in range(asked.seeds)]
    return 0 if all(runs) else 1


if __name__ == "__main__":
    sys.exit(main())
