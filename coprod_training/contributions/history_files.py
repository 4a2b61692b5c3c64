"""The folder `credits/` of a published copy: pages, the data they are made of, and CITATION.cff."""

import json
from collections.abc import Mapping
from pathlib import Path

from coprod_training.contributions.citation import citation_of
from coprod_training.contributions.history import History, as_data, from_data, without, without_all
from coprod_training.contributions.history_page import history_page, module_page
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place

FOLDER = "credits"
DATA = f"{FOLDER}/history.json"


def files_of(history: History, *, pilot: bool = False) -> Mapping[str, bytes]:
    """Every file by its path in the copy.

    pilot: only testers may know yet of what stands in it. The data has it, for the course that
    they open; the pages, which are for a website, and the citation do not.
    """
    public = without_all(history, history.refs) if pilot else history
    data = json.dumps(as_data(history), ensure_ascii=False, indent=1) + "\n"
    return {
        DATA: data.encode(),
        f"{FOLDER}/index.html": history_page(public).encode(),
        f"{FOLDER}/CITATION.cff": citation_of(public).encode(),
        **{
            f"{FOLDER}/{one.module}.html": module_page(public, one).encode()
            for one in public.modules
        },
    }


def refs_in(published: Path) -> frozenset[str]:
    """The references of what stands in this copy, as its history says; none without a history.

    A history that a power cut or a full disk has torn counts as none.
    """
    try:
        data = json.loads((published / DATA).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return frozenset()
    return from_data(data).refs


def take_out(published: Path, ref: str, *, pilot: bool = False) -> None:
    """Make the folder anew without what belongs to the contribution of this reference.

    pilot: see `files_of`. Raises CoprodError where there are pages and no data that they could be
    made anew from.
    """
    path = published / DATA
    if not path.is_file():
        if path.parent.is_dir():
            raise CoprodError(
                "Nobody can tell whose is what in these pages.", where=str(path.parent)
            )
        return
    history = without(from_data(json.loads(path.read_text(encoding="utf-8"))), ref)
    files = dict(files_of(history, pilot=pilot))
    data = files.pop(DATA)
    for name, content in files.items():
        put_file_in_place(published / name, content)
    # Last: while a page still has it, this says so, and doing it again finds the copy.
    put_file_in_place(path, data)


def leave_everybody_out(published: Path) -> None:
    """Take what belongs to any contribution out of the data, for whoever may not see it yet.

    A pilot's pages have nothing of it, see `files_of`. Raises ValueError for data that are torn.
    """
    path = published / DATA
    if path.is_file():
        history = from_data(json.loads(path.read_text(encoding="utf-8")))
        nobodys = without_all(history, [*history.refs, *history.ends])
        put_file_in_place(path, files_of(nobodys)[DATA])
