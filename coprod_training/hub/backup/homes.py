"""People's folders that are homes of accounts of the machine: each goes back by its name.

A backup keeps owners by number. On a machine whose accounts were made anew, a number can be
somebody else's. And beside people's homes lie others, such as the operator's, which nobody's
restore may touch.
"""

import pwd
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from coprod_training.backup.folders import folders_at_top, unpack
from coprod_training.errors import CoprodError
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.roles import is_grader

PROC = Path("/proc")
"""Where Linux shows each process, as a folder of its number."""
# The module that the hub starts, `hub_server`, and the one that it becomes, `hub_lab`.
_COURSES = "coprod_training.lab.hub_"


def refuse_open_courses(homes: Path) -> None:
    """Raise CoprodError while the server of somebody with a home there runs.

    Such a server goes on when the hub is stopped. It would save into the home that is moved aside.
    """
    still = 0
    for one in PROC.glob("[0-9]*"):
        with suppress(OSError, KeyError):  # it has ended, or is of nobody whom this machine knows
            words = (one / "cmdline").read_text(errors="replace").split("\0")
            is_course = any(word.startswith(_COURSES) for word in words)
            home = Path(pwd.getpwuid(one.stat().st_uid).pw_dir)
            still += is_course and home.parent.resolve() == homes.resolve()
    if still:
        raise CoprodError(
            f"People's courses are still open: {still}.",
            where=str(homes),
            fix="Start the hub, stop each on its page Running servers, and stop the hub again."
            f" Where it does not list them any more: pkill -f {_COURSES}",
        )


def put_back_homes(
    file: Path, homes: Path, gone: Collection[str], state: Path, stamp: str
) -> Iterator[str]:
    """Put back the homes of who learns or learnt, and of trainers; yields what is done, in words.

    file: of the backup. gone: whose do not come back. state: the hub's own folder, which is back
    already. stamp: ends the name of the folder that what was there goes to, beside the homes: a
    rename stays in one file system, and that of homes is often their own.
    """
    theirs = sorted(_with_a_course(folders_at_top(file), state) - set(gone))
    owners = {name: owner for name in theirs if (owner := _owner(homes / name)) is not None}
    there = [homes / name for name in owners if (homes / name).exists()]
    if there:
        aside = homes / f"before-restore-{stamp}"
        aside.mkdir(mode=0o700)
        for one in there:
            one.rename(aside / one.name)
        yield f"What was there is in {aside}: delete it when nobody needs it."
    unpack(file, homes, owners=owners)
    if missing := [name for name in theirs if name not in owners]:
        yield (
            f"NOT put back: the homes of {', '.join(missing)}. Each needs an account of its name,"
            f" with its home in {homes}, which is no mount. Make these, then restore once more with"
            " --over, and with the same list of deletions if it is still there."
        )


def _with_a_course(names: Collection[str], state: Path) -> set[str]:
    """Those of these homes that can hold a course. Whoever only monitors, say, has none."""
    people = EnrolmentBook(state).read().people
    # Also who was taken off: what they did is kept.
    learners = {name for name in names if name in people and people[name].learnt}
    return learners | {name for name in names if is_grader(name)}


def _owner(home: Path) -> tuple[int, int] | None:
    """The user and group of the account that has this home's name, where it can be put back."""
    try:
        found = pwd.getpwnam(home.name)
    except KeyError:
        return None
    fits = Path(found.pw_dir).resolve() == home.parent.resolve() / home.name
    return (found.pw_uid, found.pw_gid) if fits and not home.is_mount() else None
