"""Fetches what a cohort handed in: `python -m coprod_training.exchange.fetching --course FOLDER`.

The trainer's server starts this before it shows who has handed in. FOLDER: of the course in the
copy. Nothing is printed; 1 when the collector could not be asked, and the copy stays as it was.
"""

import argparse
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

    try:
        names = [path.name for path in (prepare(course) / "outbound").iterdir()]
        pull_hand_ins(collector_from(), course, sorted(names))
    except (CoprodError, OSError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
