"""How much of the code that must not err the campaigns go through: lines, and ways out of them.

Each campaign that is measured leaves a file beside its results; all of them together count.
"""

import json
from dataclasses import dataclass

from coverage import Coverage
from coverage.exceptions import CoverageException

ASKED = 95  # per cent of lines and branches, of each of these: issue 9
PACKAGES = ("grading", "answers", "survey", "contributions")  # those of [tool.coverage.run]
ENDING = ".coverage"
COVERED = "covered.report"  # of all together; names in .json are for what campaigns keep


@dataclass(frozen=True)
class Covered:
    """How much of a package was gone through. lines, branches: (those gone through, all)."""

    lines: tuple
    branches: tuple

    @property
    def percent(self):
        """Of lines and branches together, as coverage.py counts them."""
        done, all_ = (sum(one) for one in zip(self.lines, self.branches, strict=True))
        return 100 * done / all_ if all_ else 0.0

    @property
    def enough(self):
        """Whether it is as much as is asked for."""
        return self.percent >= ASKED


def covered_in(folder, root):
    """What the campaigns whose files lie in a folder went through, by package; none for no file.

    root: of the checkout, with the settings.
    """
    files = sorted(folder.glob(f"*{ENDING}"))
    if not files:
        return {}
    whole = Coverage(data_file=str(folder / "coverage-of-all"), config_file=root / "pyproject.toml")
    try:
        whole.erase()
        whole.combine([str(path) for path in files], keep=True)
        whole.json_report(outfile=str(folder / COVERED))
    except CoverageException as error:
        raise SystemExit(f"Coverage could not be put together: {error}") from error
    found = json.loads((folder / COVERED).read_text())["files"]
    return {name: _of(found, f"coprod_training/{name}/") for name in PACKAGES}


def _of(files, folder):
    sums = [one["summary"] for path, one in files.items() if folder in path]

    def all_of(key):
        return sum(one[key] for one in sums)

    return Covered(
        (all_of("covered_lines"), all_of("num_statements")),
        (all_of("covered_branches"), all_of("num_branches")),
    )
