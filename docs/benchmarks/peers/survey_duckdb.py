"""The survey's work in DuckDB, one row an answer: survey_duckdb.py FOLDER RUNS.

Prints what survey_pandas.py prints.
"""

import json
import resource
import sys
import time
from pathlib import Path

import duckdb

folder = Path(sys.argv[1])
CELL = "CASE WHEN count(*) > 9 THEN 5 * ((count(*) + 2) // 5) END AS shown"


def work():
    """Read, append, check, count five tables, write; answers, and the sum of all shown cells."""
    with duckdb.connect() as db:
        files = [str(folder / f"{name}-long.parquet") for name in ("all", "batch")]
        db.execute("CREATE TABLE whole AS SELECT * FROM read_parquet(?)", [files])
        db.execute("CREATE TABLE allowed AS SELECT * FROM read_parquet(?)",
                   [str(folder / "allowed.parquet")])  # fmt: skip
        (wrong,) = db.execute(
            "SELECT count(*) FROM whole ANTI JOIN allowed USING (item, answer)"
        ).fetchone()
        (twice,) = db.execute(
            "SELECT count(*) FROM (SELECT submission_id, item FROM whole"
            " GROUP BY ALL HAVING count(*) > 1)"
        ).fetchone()
        assert (wrong, twice) == (0, 0)
        found = [
            db.execute(
                f"SELECT {by} phase, item, answer, {CELL} FROM whole GROUP BY ALL"
            ).fetchall()
            for by in ("", "setting,", "region,", "organisation,")
        ]
        found.append(
            db.execute(
                f"SELECT item, sign(post.answer - pre.answer) AS step, {CELL}"
                " FROM whole AS pre JOIN whole AS post USING (pair_id, item)"
                " WHERE pre.phase = 'pre' AND post.phase = 'post'"
                " AND pre.answer >= 0 AND post.answer >= 0 GROUP BY ALL"
            ).fetchall()
        )
        after = str(folder / "after-duckdb.parquet")
        db.execute(f"COPY whole TO '{after}' (FORMAT parquet, COMPRESSION zstd)")
        (answers,) = db.execute("SELECT count(*) FROM whole").fetchone()
    return answers, int(sum(row[-1] or 0 for table in found for row in table))


clocks = []
for _ in range(int(sys.argv[2])):
    began = time.perf_counter()
    answers, shown = work()
    clocks.append(time.perf_counter() - began)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([clocks, memory, answers, shown]))
