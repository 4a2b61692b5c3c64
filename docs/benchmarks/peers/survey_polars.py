"""The survey's work in polars, one row an answer: survey_polars.py FOLDER RUNS.

Prints what survey_pandas.py prints.
"""

import json
import resource
import sys
import time
from pathlib import Path

import polars as pl

folder = Path(sys.argv[1])
COUNT = pl.len().cast(pl.Int64)
CELL = pl.when(COUNT > 9).then(5 * ((COUNT + 2) // 5)).alias("shown")


def work():
    """Read, append, check, count five tables, write; answers, and the sum of all shown cells."""
    whole = pl.concat(
        [pl.read_parquet(folder / f"{name}-long.parquet") for name in ("all", "batch")]
    )
    allowed = pl.read_parquet(folder / "allowed.parquet")
    assert whole.join(allowed, on=["item", "answer"], how="anti").is_empty()
    assert not whole.select(pl.struct("submission_id", "item").is_duplicated().any()).item()
    found = [
        whole.group_by([*by, "phase", "item", "answer"]).agg(CELL)
        for by in ([], ["setting"], ["region"], ["organisation"])
    ]
    given = whole.filter(pl.col("answer") >= 0)
    pre, post = (given.filter(pl.col("phase") == phase) for phase in ("pre", "post"))
    steps = pre.join(post, on=["pair_id", "item"], suffix="_post").with_columns(
        step=(pl.col("answer_post").cast(pl.Int16) - pl.col("answer").cast(pl.Int16)).sign()
    )
    found.append(steps.group_by("item", "step").agg(CELL))
    whole.write_parquet(folder / "after-polars.parquet", compression="zstd")
    return whole.height, int(sum(one["shown"].sum() for one in found))


clocks = []
for _ in range(int(sys.argv[2])):
    began = time.perf_counter()
    answers, shown = work()
    clocks.append(time.perf_counter() - began)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([clocks, memory, answers, shown]))
