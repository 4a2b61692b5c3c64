"""Deletes a folder in which somebody may have put others in each other thousands deep.

The standard library's `shutil.rmtree` breaks off there, and the person could never be erased.
"""

import os
from pathlib import Path
from uuid import uuid4

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


def delete_folder(folder: Path) -> None:
    """Delete a folder and all that is in it; links in it are deleted and never followed.

    A folder in a folder is moved to the top before it is emptied, so nothing is ever deep. Raises
    OSError where something cannot be deleted; what was deleted by then stays so.
    """
    top = os.open(folder, _FOLDER)
    try:
        while found := _in(top):
            for name, is_folder in found.items():
                if is_folder:
                    _empty(name, top)
                    os.rmdir(name, dir_fd=top)
                else:
                    os.unlink(name, dir_fd=top)
    finally:
        os.close(top)
    folder.rmdir()


def _empty(name: str, top: int) -> None:
    """Delete the files of a folder at the top, and move its folders beside it."""
    here = os.open(name, _FOLDER, dir_fd=top)
    try:
        for inside, is_folder in _in(here).items():
            if is_folder:
                os.rename(inside, str(uuid4()), src_dir_fd=here, dst_dir_fd=top)
            else:
                os.unlink(inside, dir_fd=here)
    finally:
        os.close(here)


def _in(folder: int) -> dict[str, bool]:
    """Each name in an opened folder, and whether it is a folder itself."""
    with os.scandir(folder) as entries:
        return {one.name: one.is_dir(follow_symlinks=False) for one in entries}
