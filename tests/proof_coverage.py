"""How much of the code that must not err the tests go through: lines, and ways out of them."""

import json
from dataclasses import dataclass

from coverage import Coverage
from coverage.exceptions import CoverageException

ASKED = 95  # per cent of lines and branches, of each of these: issue 9
PACKAGES = ("grading", "answers", "survey", "contributions")  # those of [tool.coverage.run]
ENDING = ".coverage"
COVERED = ".covered"  # what coverage.py makes of it, beside it


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


def covered_in(file, root):
    """What the tests went through of which a file was kept, by package; none where there is none.

    root: of the checkout, with the settings.
    """
    if not file.exists():
        return {}
    said = file.with_suffix(COVERED)
    whole = Coverage(data_file=str(file), config_file=root / "pyproject.toml")
    try:
        whole.load()
        whole.json_report(outfile=str(said))
    except CoverageException as error:
        raise SystemExit(f"What was gone through cannot be read: {error}") from error
    found = json.loads(said.read_text())["files"]
    return {name: _of(found, f"coprod_training/{name}/") for name in PACKAGES}


def _of(files, folder):
    sums = [one["summary"] for path, one in files.items() if folder in path]

    def all_of(key):
        return sum(one[key] for one in sums)

    return Covered(
        (all_of("covered_lines"), all_of("num_statements")),
        (all_of("covered_branches"), all_of("num_branches")),
    )
