"""Clears one machine of the course: deletes the whole workspace, and nothing else.

No link is followed: one goes, and what it leads to stays.
"""

import shutil
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.file_in_place import sync
from coprod_training.lab.server import running
from coprod_training.lab.workspace import TOP, Role, Workspace

# One of these is in every workspace, and hardly in a folder of anything else.
_SIGNS = (Path("private", "keys"), Path("jupyter", "learner"), Path("jupyter", "trainer"))
_BY_ITSELF = ".DS_Store"  # macOS writes it into each folder that somebody has looked at
_LAST = ("private", "jupyter")  # so that what was cut off in the middle is still known as ours


def refuse_to_wipe(workspace: Workspace) -> None:
    """Raise CoprodError for what is no workspace, has something else in it, or is open."""
    root = workspace.root
    if root.is_symlink():
        raise CoprodError(
            "This is a link. Nothing was deleted.",
            where=str(root),
            fix=f"If you mean the folder that it leads to: --workspace {root.resolve()}",
        )
    if not root.is_dir():
        raise CoprodError(
            "There is no workspace here. Nothing was deleted.",
            where=str(root),
            fix="Give the folder that the course is kept in, with --workspace.",
        )
    other = sorted(one.name for one in root.iterdir() if one.name not in (*TOP, _BY_ITSELF))
    if other:
        raise CoprodError(
            f'There is something here that the course did not put here: "{other[0]}".'
            " Nothing was deleted.",
            where=str(root),
            fix="Check that this is the right folder. If it is, move that somewhere else first.",
        )
    if not any((root / one).is_dir() for one in _SIGNS):
        raise CoprodError(
            "This does not look like a workspace of the course. Nothing was deleted.",
            where=str(root),
            fix="Give the folder that the course is kept in, with --workspace.",
        )
    roles: tuple[Role, ...] = ("learner", "trainer")
    if still := [one.pid for role in roles if (one := running(workspace, role))]:
        raise CoprodError(
            "The course is open here. Nothing was deleted.",
            where=str(root),
            fix="Stop it with Ctrl+C where it was started, then try again. Where that terminal is"
            f" gone: kill {' '.join(map(str, still))}",
        )


def wipe(workspace: Workspace) -> None:
    """Delete a workspace. Raises CoprodError as `refuse_to_wipe`, OSError for what has to stay.

    What was cut off can be done again.
    """
    refuse_to_wipe(workspace)
    for name in (_BY_ITSELF, *sorted(TOP, key=_LAST.__contains__)):
        place = workspace.root / name
        if place.is_symlink() or place.is_file():
            place.unlink()
        elif place.exists():
            shutil.rmtree(place)
    workspace.root.rmdir()
    sync(workspace.root.parent)
