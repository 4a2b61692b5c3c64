"""Files of keys for their owner's eyes only: made whole, never over another, closed to others."""

import os
import secrets
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.file_in_place import sync

_OTHERS = 0o077


def key_folder(private: Path) -> Path:
    """The folder of keys of a workspace, made where there is none.

    private: the workspace's private folder. Raises CoprodError when others can look into it.
    """
    folder = private / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    refuse_open(folder, "This folder of keys can be read by other people.", "700")
    return folder


def put_new_file(path: Path, content: bytes) -> bool:
    """Write a whole new file; False when somebody else wrote one in the meantime, which stays.

    For its owner's eyes only: a key, or what a contributor wrote.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A link appears whole or not at all, and never replaces a file that is there.
        path.hardlink_to(beside)
        sync(path.parent)
    except FileExistsError:
        return False
    finally:
        beside.unlink()
    return True


def refuse_open(path: Path, what: str, mode: str) -> None:
    """Raise CoprodError with these words when others than the owner may read the path.

    mode: what it should be, such as "600".
    """
    if path.stat().st_mode & _OTHERS:
        raise CoprodError(
            what,
            where=str(path),
            fix=f"Close it with: chmod {mode} followed by its name. If others may have seen it,"
            " tell the person who looks after the data first.",
        )
