"""How fast the survey's dataset is worked through: 1.2 million answers, beside others' tables.

Run with: python docs/benchmarks/survey_dataset.py

Others, each with one row an answer in an environment of its own (peers/survey_*.py): pandas, DuckDB
and polars. What is timed is the same for all: read the file, append a batch, check every cell,
count five tables with the rule for a cell (9 or fewer is hidden, the rest to the nearest 5), write
the file. Every answer is made up by a program, in a folder that is thrown away. Loading the
libraries is not counted, their memory is. Judged is the best of nine in a process of its own.
Source of the targets: survey-dataset.md, "Scale".
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from environments import NoEnvironment, run
from targets import Targets

LEARNERS, BATCH = 20_000, 500  # the batch is the last of them
RUNS, PEERS, PEERS_RUNS = 9, ("pandas", "duckdb", "polars"), 3

MADE = """
import re, sys
from pathlib import Path
import numpy as np, pyarrow as pa
from coprod_training.content.instrument import load_instrument
from coprod_training.survey.coding import coded_items, numbers_of
from coprod_training.survey.dictionary import table_schema
from coprod_training.survey.wide.schema import fields_of
from coprod_training.survey.wide.table import EMPTY, Wide
from wide_files import write_parquet
import pandas as pd

out, course, learners, batch = Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])
fields = fields_of(table_schema(load_instrument(course)), "course/instruments")
groups = ("DES", "PRO", "DEL", "EVA", "FRQ", "CON", "CFD", "THN")
rng = np.random.default_rng(7)

def wide(first, count):
    rows = 2 * count
    phase = np.tile(["pre", "post"], count)
    numbers, texts = [], {}
    for field in fields:
        if field.number:
            known = np.array([*field.numbers, EMPTY], np.int8)
            column = rng.choice(known, rows)
            asked = re.split(", | and ", field.description.removeprefix("Asked in: ").split(".")[0])
            if field.description.startswith("Asked in"):
                column = np.where(np.isin(phase, asked), column, np.int8(-7))
            numbers.append(column)
        elif field.values:
            texts[field.name] = rng.choice(list(field.words), rows)
    ids = np.arange(first, first + count)
    texts |= {
        "submission_id": [f"{n:020x}" for n in range(2 * first, 2 * first + rows)],
        "pair_id": [f"{n:032x}" for n in np.repeat(ids, 2)],
        "phase": phase,
        "completed_month": rng.choice(["2027-01", "2027-02"], rows),
        "content_sha": [f"{n:016x}" for n in range(2 * first, 2 * first + rows)],
    }
    for field in fields:  # whatever else the dictionary has
        if not field.number:
            texts.setdefault(field.name, ["course" if field.filled else None] * rows)
    arrays = {name: pa.chunked_array([pa.array(list(column), pa.string())])
              for name, column in texts.items()}
    return Wide(fields, np.stack(numbers), arrays)

asked = [f.name for f in fields if f.number and f.name.rstrip("0123456789") in groups]
assert len(asked) == 30, asked
allowed = [(item.id, n) for item in coded_items(load_instrument(course))
           for n in (*numbers_of(load_instrument(course), item), EMPTY)]
pd.DataFrame(allowed, columns=["item", "answer"]).astype({"answer": "int8"}).to_parquet(
    out / "allowed.parquet")
for name, first, count in (("all", 0, learners - batch), ("batch", learners - batch, batch)):
    made = wide(first, count)
    write_parquet(made, out / f"{name}.parquet")
    about = {n: np.repeat(made.texts[n].to_pylist(), 30)
             for n in ("submission_id", "pair_id", "phase", "setting", "region")}
    stacked = np.stack([made.column(item) for item in asked], axis=1)
    long = pd.DataFrame(about | {
        "organisation": np.repeat(made.column("SD3"), 30),
        "item": np.tile(asked, made.rows), "answer": stacked.reshape(-1)})
    long.to_parquet(out / f"{name}-long.parquet", compression="zstd")
"""

WIDE = """
import json, resource, sys, time
from pathlib import Path
import numpy as np, pyarrow.compute, pyarrow.parquet
from coprod_training.content.instrument import load_instrument
from coprod_training.survey.dictionary import table_schema
from coprod_training.survey.wide.counts import changes, counted
from coprod_training.survey.wide.rules import errors
from coprod_training.survey.wide.schema import fields_of
from wide_files import appended, read_parquet, write_parquet

folder, fields = Path(sys.argv[1]), fields_of(table_schema(load_instrument(Path(sys.argv[2]))), "")

def cells(numbers):
    return np.where(numbers <= 9, -1, 5 * ((numbers + 2) // 5))

def work():
    whole = appended(*(read_parquet(folder / f"{n}.parquet", fields) for n in ("all", "batch")))
    assert errors(whole) == []
    found = [cells(counted(whole, by).numbers) for by in ("", "setting", "region", "source")]
    found.append(cells(changes(whole).numbers))
    write_parquet(whole, folder / "after.parquet")
    return whole.rows, found

clocks, used = [], []
for _ in range(int(sys.argv[3])):
    began, before = time.perf_counter(), time.process_time()
    rows, found = work()
    clocks.append(time.perf_counter() - began)
    used.append(time.process_time() - before)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
floor = []
for _ in range(int(sys.argv[3])):
    began = time.perf_counter()
    pyarrow.parquet.read_table(folder / "after.parquet")
    floor.append(time.perf_counter() - began)
print(json.dumps([clocks, memory, rows * 30, floor, used]))
"""


def asked(code: str, *arguments: object) -> Any:
    """What a script prints, run in a process of its own."""
    beside = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=beside)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1]) if done.stdout else None


def main() -> None:
    """Measure, and print what came of it."""
    instrument = Path(__file__).parents[2] / "course" / "instruments" / "cps-0.1.yaml"
    targets = Targets()
    others: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        asked(MADE, folder, instrument, LEARNERS, BATCH)
        clocks, memory, answers, floor, used = asked(WIDE, folder, instrument, RUNS)
        sums = set()
        for name in PEERS:
            try:
                said = json.loads(run("tables", f"survey_{name}.py", folder, PEERS_RUNS))
            except NoEnvironment as missing:
                targets.missing(name, str(missing))
                continue
            others[name], peak, theirs, shown = said
            assert answers == theirs, "not the same answers"
            sums.add(shown)
            words = f"{min(others[name]):.2f} s, {peak:.0f} MB"
            targets.beside(name, words, "with one row an answer", others[name], unit="s")
        assert len(sums) < 2, "the tables of others are not the same"
    seconds = min(clocks)
    print(f"answers: {answers:,}")
    words = f"{seconds:.2f} s (processor {min(used):.2f} s)"
    targets.at_most("wide, seconds", words, seconds, 0.5, unit="s", runs=clocks, peers=others)
    targets.at_most("wide, memory", f"{memory:.0f} MB", memory, 250, timed=False)
    if "pandas" in others:
        share = min(others["pandas"]) / seconds
        words = f"{min(others['pandas']):.2f} s: x{share:.1f}"
        targets.at_least("pandas long beside it", words, share, 5)
    more = seconds / min(floor)
    words = f"{min(floor) * 1000:.0f} ms, wide is x{more:.0f}"
    targets.at_most("reading alone", words, more, 20)
    targets.end()


if __name__ == "__main__":
    main()
