"""What the ledger says of a release and a dataset: whether one was made from the other.

A dataset shows by itself that nobody changed it. That a release came from it only the ledger can
say, which holds the fingerprint of both. Source: features.md, D8.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from coprod_training.content.released import ABOUT, Release, release_files
from coprod_training.disclosure.ledger import Ledger
from coprod_training.survey.dataset_folder import digest_of_tables
from coprod_training.survey.pseudonym import Key
from coprod_training.survey.release import LEDGER
from coprod_training.survey.release import admitted as admitted_file
from coprod_training.survey.wide.package import Package


@dataclass(frozen=True)
class Lineage:
    """agrees: None where nothing can be told. sentences: what was found, for staff.

    counted: who is in the published counts, by question and id; None where nobody can say. key: of
    the fingerprints there.
    """

    agrees: bool | None
    sentences: tuple[str, ...]
    counted: admitted_file.Admitted | None = None
    key: Key | None = None

    def has(self, question: str, name: str, print_: str) -> bool:
        """Whether this release counts these very answers. name: of the row, or of the pair."""
        people = (self.counted or {}).get(question, {})
        return self.key is not None and admitted_file.is_counted(people, name, print_, self.key)


NOT_ASKED = Lineage(None, ())


def lineage(store: Path, release_dir: Path, release: Release, package: Package) -> Lineage:
    """Compare a released folder and a dataset with the ledger. store: private/survey.

    Raises CoprodError when the ledger itself was changed, or the key of who was counted is gone.
    """
    lines = Ledger(store / LEDGER).lines()
    if not lines:
        said = "No ledger of releases is here, so nobody can say if this release was made from it."
        return Lineage(None, (said,))
    name = (release.info.release, release.info.instrument)
    line = next((one for one in lines if (one["release"], one["instrument"]) == name), None)
    if line is None:
        return Lineage(False, (f"The ledger has no release of {name[0]} to {name[1]}.",))
    wrong = []
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in release_files(release_dir).values()
        if path.name != ABOUT
    }
    if any(files[one] != line["files"].get(one) for one in files):
        wrong.append("The released folder is not what was released, according to the ledger.")
    prints = [f"sha256:{one.sha256}" for one in package.resources]
    if digest_of_tables(prints) != line["dataset"]:
        wrong.append(
            "The release was made from a different dataset: rows were added, removed or changed."
        )
    everybody = admitted_file.load(store, lines).get(line["instrument"], {})
    key = admitted_file.print_key(store)
    counted = {
        question: {
            one: kept
            for one, kept in people.items()
            if admitted_file.release_in(kept) <= line["release"]
        }
        for question, people in everybody.items()
    }
    if wrong:
        return Lineage(False, tuple(wrong), counted, key)
    said = "The ledger has this release, byte for byte, and it was made from this very dataset."
    return Lineage(True, (said,), counted, key)
