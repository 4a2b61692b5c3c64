"""Fetches what a cohort handed in: `python -m coprod_training.exchange.fetching --course FOLDER`.

The trainer's server starts this before it shows who has handed in. FOLDER: of the course in the
copy. It prints a line of JSON, {"not_fetched": ["learner", …]}: whose hand-in alone could not be
fetched. 1 when the collector could not be asked; then nothing is printed.
"""

import argparse
import json
import sys
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.grading.learner_nbgrader import load_lean_nbgrader


def main(arguments: list[str] | None = None) -> int:
    """Fetch what is new of every exercise that is open."""
    parser = argparse.ArgumentParser(prog="coprod_training.exchange.fetching")
    parser.add_argument("--course", type=Path, required=True)
    course = parser.parse_args(arguments).course
    load_lean_nbgrader()  # it grades nothing
    # After the parts of nbgrader that nothing here uses are left out.
    from coprod_training.exchange.collector import collector_from
    from coprod_training.exchange.copies import prepare
    from coprod_training.exchange.pulled import pull_hand_ins

    not_fetched: set[str] = set()
    try:
        names = [path.name for path in (prepare(course) / "outbound").iterdir()]
        pull_hand_ins(
            collector_from(),
            course,
            sorted(names),
            not_fetched=lambda learner, _: not_fetched.add(learner),
        )
    except (CoprodError, OSError):
        return 1
    sys.stdout.write(json.dumps({"not_fetched": sorted(not_fetched)}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
