"""The survey's work in pandas, one row an answer: survey_pandas.py FOLDER RUNS.

Prints JSON: seconds of each run, memory in MB at its highest, answers, and what the tables add up
to, which has to be the same in every peer.
"""

import json
import resource
import sys
import time
from pathlib import Path

import pandas as pd

folder = Path(sys.argv[1])
allowed = pd.read_parquet(folder / "allowed.parquet")


def cells(numbers):
    """The published cell: to the nearest 5, hidden where it is 9 or fewer."""
    return (5 * ((numbers + 2) // 5)).where(numbers > 9)


def work():
    """Read, append, check, count five tables, write; answers, and the sum of all shown cells."""
    whole = pd.concat(
        [pd.read_parquet(folder / f"{name}-long.parquet") for name in ("all", "batch")],
        ignore_index=True,
    )
    checked = whole.merge(allowed, on=["item", "answer"], how="left", indicator=True)
    assert (checked["_merge"] == "both").all()
    assert not whole.duplicated(["submission_id", "item"]).any()
    found = [
        cells(whole.groupby([*by, "phase", "item", "answer"]).size())
        for by in ([], ["setting"], ["region"], ["organisation"])
    ]
    steps = (
        whole[whole["answer"] >= 0]
        .pivot(index=["pair_id", "item"], columns="phase", values="answer")
        .dropna()
    )
    change = (steps["post"] - steps["pre"]).map(lambda by: (by > 0) - (by < 0))
    found.append(cells(change.groupby("item").value_counts()))
    whole.to_parquet(folder / "after-pandas.parquet", compression="zstd")
    return len(whole), int(sum(one.sum() for one in found))


clocks = []
for _ in range(int(sys.argv[2])):
    began = time.perf_counter()
    answers, shown = work()
    clocks.append(time.perf_counter() - began)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([clocks, memory, answers, shown]))
