"""What came of each campaign, kept in docs/proof.json, from which docs/proof.md is made.

It is committed, so that one campaign can be run again on any machine, and a run that breaks off
loses nothing. Each result says of which commit it is.
"""

import json
from pathlib import Path
from threading import Lock

from proof_coverage import Covered

_writes = Lock()  # campaigns run several at a time


class Store:
    """One file."""

    def __init__(self, path: Path):
        """path: where it is, or will be."""
        self._path = path

    def results(self, names):
        """What is kept of each campaign that has been run, by name; of one renamed since, nothing.

        names: of all campaigns.
        """
        found = self._read()["campaigns"]
        return {name: found[name] for name in names if name in found}

    def keep(self, result):
        """Keep the result of one campaign in the place of an earlier one. result: has its name."""
        with _writes:
            said = self._read()
            said["campaigns"][result["name"]] = result
            self._write(said)

    def covered(self):
        """How much of the code was gone through, by package, and at which commit; {} and ""."""
        found = self._read()["covered"]
        packages = {name: Covered(*map(tuple, both)) for name, both in found["packages"].items()}
        return packages, found["commit"]

    def keep_covered(self, packages, commit):
        """The same, to be kept."""
        both = {name: [list(one.lines), list(one.branches)] for name, one in packages.items()}
        with _writes:
            self._write(self._read() | {"covered": {"packages": both, "commit": commit}})

    def minutes(self):
        """How long the last run of all of it took; None before there was one."""
        return self._read()["minutes"]

    def keep_minutes(self, minutes):
        """The same, to be kept."""
        with _writes:
            self._write(self._read() | {"minutes": minutes})

    def _read(self):
        nothing = {"campaigns": {}, "covered": {"packages": {}, "commit": ""}, "minutes": None}
        return json.loads(self._path.read_text()) if self._path.exists() else nothing

    def _write(self, said):
        self._path.write_text(json.dumps(said, indent=1, sort_keys=True) + "\n")
