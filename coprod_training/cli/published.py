"""Publishes a copy with what contributors agreed to, in the state that the gate leaves it in."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from os import walk
from pathlib import Path
from tempfile import TemporaryDirectory

from coprod_training.cli.copy_ends import as_holds
from coprod_training.cli.course_history import history_of
from coprod_training.cli.gate_case import Gate, ask_gate, refuse_without_register
from coprod_training.cli.private_records import has_records
from coprod_training.cli.slot_words import filled_slots
from coprod_training.content.build import Build
from coprod_training.content.course import Course, Holds, load_course
from coprod_training.content.publish import publish
from coprod_training.content.testers import testers
from coprod_training.contributions.built_words import (
    LARGEST,
    NOT_SEARCHED,
    Gone,
    still_there,
)
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.copies import Copies, Copy, alone
from coprod_training.contributions.gate import decide
from coprod_training.contributions.gate.case import State
from coprod_training.contributions.gate.fill import credited_work
from coprod_training.contributions.gate.spoken_for import speakers_of
from coprod_training.contributions.gate.standing import Stands, begun, stands
from coprod_training.contributions.history_files import files_of
from coprod_training.contributions.role_keys import RoleKey
from coprod_training.errors import CoprodError

_OWN_WORDS = frozenset({"text", "audio", "film"})


@dataclass(frozen=True)
class Published:
    """What was published. fills: the reference of what stands in each slot."""

    stands: Stands
    fills: Mapping[str, str]


def publish_filled(
    root: Path,
    out: Path,
    private: Path,
    key: RoleKey | None,
    day: date,
) -> Published:
    """Publish with contributors' words. Raises CoprodError when something withdrawn is in it.

    Without a register there is nothing to fill in, and the copy is an open draft; CoprodError for
    a course that is more.
    """
    if not has_records(private):
        course = load_course(root / "course")
        refuse_without_register(root, course, private)
        history = history_of(root, course, None, private, day)
        publish(root, out, Build(files=files_of(history)))
        return Published(Stands(state="draft", blocked_by={}), {})
    with alone(private):
        return _publish_filled(root, out, private, key, day)


def _publish_filled(
    root: Path,
    out: Path,
    private: Path,
    key: RoleKey | None,
    day: date,
) -> Published:
    gate = _asked(root, private, key, day)
    said = gate.course.info.status
    now = stands(said, gate.cases, gate.reports, gate.whole)
    if said == "pilot" and now.state != said:
        # What only its testers may read stands in no copy that is for everybody.
        gate = _asked(root, private, key, day, now.state)
    words = gate.course.info.status_words
    filled = filled_slots(root, private, gate)
    history = history_of(root, gate.course, gate, private, day)
    build = Build(
        status=now.state,
        banner=now.banner or (begun(words, gate.cases) if now.state == "draft" else ""),
        certificate=now.certificate,
        holds=_holds(now),
        speakers=speakers_of(gate.cases, (one.id for one in gate.course.info.settings)),
        testers=testers(private) if now.state == "pilot" else (),
        words=filled.words,
        files={**files_of(history, pilot=now.state == "pilot"), **filled.files},
    )
    copy = Copy(
        folder=out.resolve(),
        on=day,
        edition=gate.course.info.version,
        state=now.state,
        fills=gate.fills,
        credited=tuple(one.ref for case in gate.cases for one in credited_work(case)),
    )
    if gate.fills or copy.credited or any(case.review for case in gate.cases):
        Copies(private).note(copy)  # first: a copy that nobody knows of could not be cleaned
    publish(root, out, build)
    return Published(now, gate.fills)


def _asked(
    root: Path, private: Path, key: RoleKey | None, day: date, state: State | None = None
) -> Gate:
    """The gate's answer, everything searched. Raises CoprodError for words that may not be in."""
    gate = searched(root, private, ask_gate(root, private, key, day, state), state)
    copied = dict.fromkeys(name for case in gate.cases for name in case.copied)
    if copied:
        raise CoprodError(
            f"Words of a contributor are in: {', '.join(copied)}.",
            where=str(root),
            fix="Take them out: they belong only in their own place, which a copy fills by itself.",
        )
    found = [name for case in gate.cases for name in case.found or ()]
    if found:
        raise CoprodError(
            f"Words that were withdrawn are, or may be, in: {', '.join(dict.fromkeys(found))}",
            where=str(root),
            fix="Take them out of the course, then publish again. Of what credits/ shows, set the"
            " point's may_be_shown to false, or a reflection's person_yes_on to null: coprod"
            " review.",
        )
    return gate


def _holds(now: Stands) -> Holds | None:
    return as_holds(now.ends) if now.ends is not None else None


def searched(root: Path, private: Path, gate: Gate, state: State | None = None) -> Gate:
    """The gate's answer once everything that is built was searched (G22).

    Built files are searched for what was withdrawn; the course's own, for what is still here.
    """
    copied = copied_in(root, private, gate)
    if copied:
        cases = tuple(replace(case, copied=copied) for case in gate.cases)
        gate = replace(gate, cases=cases, reports=tuple(map(decide, cases)))
    if not any(case.withdrawn for case in gate.cases):
        return gate
    with TemporaryDirectory(prefix="coprod-gate-") as folder:
        out = Path(folder) / "published"
        day = gate.cases[0].day
        files = files_of(history_of(root, gate.course, gate, private, day))
        filled = filled_slots(root, private, gate)
        build = Build(status=state or "draft", words=filled.words, files={**files, **filled.files})
        publish(root, out, build)
        found = withdrawn_in([out], private, gate.cases[0].withdrawn)
    names = tuple(Path(one).relative_to(out).as_posix() for one in found)
    cases = tuple(replace(case, found=names) for case in gate.cases)
    return replace(gate, cases=cases, reports=tuple(map(decide, cases)))


def copied_in(root: Path, private: Path, gate: Gate) -> tuple[str, ...]:
    """The files of the staff copy in which words stand that belong in a contributor's place alone.

    Whoever wrote a scenario or a part of a lesson with us did so for the course's own files.
    """
    own = (one for case in gate.cases for one in case.contributions if one.kind in _OWN_WORDS)
    refs = [one.ref for one in own if one.status != "withdrawn"]
    if not refs:
        return ()
    kept = ContentStore(private).kept(refs, "\n".join(asked_for(gate.course)))
    folders = [root / name for name in ("course", "modules", "exercises")]
    found = [one for one in _found(folders, kept, ()) if not one.endswith(NOT_SEARCHED)]
    return tuple(Path(one).relative_to(root).as_posix() for one in found)


def asked_for(course: Course) -> Iterator[str]:
    """What contributors were asked, which their words may repeat: it is nobody's trace.

    Not the lessons: whatever of theirs was copied into one has to be found there.
    """
    for module in course.modules:
        for slot in module.slots:
            yield from (slot.purpose, slot.prompt, slot.form, slot.not_to_include)


def withdrawn_in(folders: Iterable[Path], private: Path, refs: Iterable[str]) -> tuple[str, ...]:
    """The paths of the files below these folders in which something withdrawn still stands.

    One that is too large to be searched, or that cannot be read, is named as well, and that nobody
    looked into it.
    """
    return _found(folders, ContentStore(private), frozenset(refs))


def _found(folders: Iterable[Path], store: Gone, gone: Collection[str]) -> tuple[str, ...]:
    found: list[str] = []
    for path in _paths(folders):
        try:
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                continue
            content = path.read_bytes() if path.stat().st_size <= LARGEST else None
        except OSError:
            content = None
        if content is None:
            found.append(f"{path}{NOT_SEARCHED}")
        else:
            found += still_there({str(path): content}, store, gone)
    return tuple(found)


def _paths(folders: Iterable[Path]) -> Iterator[Path]:
    """Every file at or below these, and each folder into which nobody may look."""
    for folder in folders:
        shut: list[OSError] = []
        for at, _, names in walk(folder, onerror=shut.append):
            yield from (Path(at, name) for name in sorted(names))
        # Whatever is no folder that can be read is its own only file, unless it is not there.
        yield from (Path(one.filename) for one in shut if not isinstance(one, FileNotFoundError))
