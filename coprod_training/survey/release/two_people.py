"""A release takes two people: one prepares it, another makes it once more and compares.

Nothing is released and nothing is kept before the second has come to the very same bytes.
Source: survey-instrument.md, P12: a check by two people, and a saved log for each release.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from coprod_training.content.instrument import Instrument
from coprod_training.content.released import ReleaseInfo, Rules
from coprod_training.disclosure.ledger import Ledger
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place
from coprod_training.survey.code_version import code_version
from coprod_training.survey.dataset_folder import is_from_hub
from coprod_training.survey.from_hub import FromHub
from coprod_training.survey.release import CANDIDATE, LEDGER
from coprod_training.survey.release import admitted as admitted_file
from coprod_training.survey.release.consent_text import refuse_unfinished
from coprod_training.survey.release.deciding import Progress
from coprod_training.survey.release.due import (
    day_due,
    refuse_no_rows,
    refuse_other_settings,
    refuse_too_old,
    refuse_unknown_release,
)
from coprod_training.survey.release.files import files_of, info_of
from coprod_training.survey.release.folder import refuse_foreign, write_release
from coprod_training.survey.release.history import History, tables_in
from coprod_training.survey.release.make import Made, make
from coprod_training.survey.release.names import refuse_nameless, same_person
from coprod_training.survey.release.plan_file import (
    PLAN_FILE,
    SETTINGS_FILE,
    load_plan,
    load_settings,
)
from coprod_training.survey.release.report import gated, report
from coprod_training.survey.release.rows import read_rows
from coprod_training.survey.release.sources import Sources
from coprod_training.survey.release.taken_out import TakenOut, taken_out, taken_out_in
from coprod_training.survey.retention import first_kept
from coprod_training.survey.store import SurveyStore


@dataclass(frozen=True)
class Case:
    """What a release is asked for. course: the folder course/; store: private/survey.

    by: who asks, as they wish to stand in the log; initials or a role will do. hub: asks what a
    hub's collector says now; None without one. earlier: versions that the course asked before.
    """

    course: Path
    instrument: Instrument
    dataset: Path
    store: Path
    today: date
    by: str
    hub: Callable[[], FromHub] | None = None
    earlier: Sequence[Instrument] = ()

    @property
    def now(self) -> datetime:
        """The moment at which `today` begins, UTC."""
        return datetime.combine(self.today, time(), UTC)

    def asked_hub(self) -> FromHub | None:
        """What the collector says now; None without a hub."""
        return self.hub() if self.hub else None


@dataclass(frozen=True)
class Ready:
    """A release that passed everything, and is not released. digest: of all that it is."""

    day: str
    files: dict[str, bytes]
    record: dict[str, Any]
    made: Made
    releases_before: int
    digest: str
    report: list[str]
    taken_out: TakenOut


def ready(case: Case, progress: Progress = lambda *_: None) -> Ready:
    """Make the release that is due. Raises CoprodError with why there is none."""
    refuse_nameless(case.by)
    refuse_unfinished(case.instrument)
    settings = load_settings(case.course)
    plan = load_plan(case.course, case.instrument)
    lines = Ledger(case.store / LEDGER).lines()
    refuse_unknown_release(case.course, lines)
    day = _day_due(case, plan.dates, lines)
    if case.hub is None and is_from_hub(case.dataset):
        raise CoprodError(
            "This dataset has answers of a hub's learners, and only the hub knows who agrees.",
            where=str(case.dataset),
            fix="Name the hub's survey database, as for: coprod survey build",
        )
    out = taken_out(case.store, case.instrument.consent_text_version, case.asked_hub())
    rows = read_rows(case.dataset, case.instrument, out)
    refuse_no_rows(rows, case.instrument.id)
    refuse_too_old(rows, first_kept(case.instrument, case.now))
    history = History(lines, case.instrument.id)
    refuse_other_settings(settings, history)
    known = admitted_file.load(case.store, lines).get(case.instrument.id, {})
    key = admitted_file.print_key(case.store)
    sources = Sources(rows, case.instrument, plan.questions, settings, history, known, key)
    made = make(sources, day, progress)
    earlier = [month for line in history.lines for month in line["months"]]
    months = sorted([*made.months, *earlier])
    info = info_of(day, (months[0], months[-1]), case.instrument, settings, coded=made.coded)
    options = {one.id: one.options for one in plan.questions}
    files = files_of(info, made.tables, options, case.instrument)
    record = {
        "release": day,
        "instrument": case.instrument.id,
        "months": [info.first_month, info.last_month],
        "settings": asdict(settings),
        "info": asdict(info),
        "dataset": rows.digest,
        "plan": _digest(
            {name: (case.course / name).read_bytes() for name in (PLAN_FILE, SETTINGS_FILE)}
        ),
        "code": code_version()["version"],
        "rebased": made.rebased,
        "hidden": gated(made.tables),
        "questions": {one.id: made.records[one.id] for one in plan.questions},
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    digest = _digest({**files, "record": json.dumps(record, sort_keys=True).encode()})
    words = report(made, day, rows.left_out)
    return Ready(day, files, record, made, len(lines), digest, words, out)


def prepare(case: Case, progress: Progress = lambda *_: None) -> Ready:
    """The first person's step: everything is worked out, and only its fingerprint is kept."""
    found = ready(case, progress)
    note = {"release": found.day, "by": case.by, "digest": found.digest}
    put_file_in_place(case.store / CANDIDATE, json.dumps(note).encode(), mode=0o600)
    return found


def check(case: Case, folder: Path, progress: Progress = lambda *_: None) -> Ready:
    """The second person's step: the same once more, then released into `folder`.

    Raises CoprodError when nobody has prepared it, when it is the same person, or when anything
    came out differently.
    """
    refuse_nameless(case.by)
    refuse_foreign(folder)
    note = _candidate(case.store)
    if same_person(note["by"], case.by):
        raise CoprodError(
            "A release takes two people, and this is the one who prepared it.",
            fix="Ask somebody else to check it, under their own name.",
        )
    found = ready(case, progress)
    if found.digest != note["digest"]:
        raise CoprodError(
            "This does not give the same release as the one that was prepared.",
            fix="Use the same dataset and the same course, or prepare it again.",
        )
    log = {
        "prepared_by": note["by"],
        "checked_by": case.by,
        "checked_on": str(case.today),
        "commit": code_version()["commit"],
    }
    ledger = Ledger(case.store / LEDGER)
    # Somebody else who checks at this moment waits, and then sees that it was made.
    store = SurveyStore(case.store.parent)
    with store.locked():
        text_version = case.instrument.consent_text_version
        if taken_out_in(store, text_version, case.asked_hub()).has_more_than(found.taken_out):
            raise CoprodError(
                "Somebody took their answers out in the meantime.", fix="Prepare it again."
            )
        lines = ledger.lines()
        if len(lines) != found.releases_before:
            raise CoprodError(
                "Another release was made in the meantime.", fix="Prepare this one again."
            )
        admitted_file.save(case.store, lines, case.instrument.id, found.made.admitted)
        ledger.append({**found.record, **log})
        write_release(folder, found.files)
        (case.store / CANDIDATE).unlink()
    return found


def again(case: Case, day: str, folder: Path) -> None:
    """Write an earlier release once more, from the ledger alone: the same bytes.

    Raises CoprodError when there is none of this day, or when it does not come out the same.
    """
    lines = Ledger(case.store / LEDGER).lines()
    found = next((line for line in lines if line["release"] == day), None)
    if found is None:
        raise CoprodError(
            f"There is no release of {day} in the ledger.",
            where=str(case.store / LEDGER),
            fix="There are: " + (", ".join(line["release"] for line in lines) or "none yet") + ".",
        )
    versions = {one.id: one for one in (case.instrument, *case.earlier)}
    instrument = versions.get(found["instrument"])
    if instrument is None:
        raise CoprodError(
            f"The release of {day} is of {found['instrument']}, which is not in this course.",
            fix="Put its file back into course/instruments/.",
        )
    tables = {name: tables_in(record) for name, record in found["questions"].items()}
    options = {name: tuple(record["options"]) for name, record in found["questions"].items()}
    files = files_of(_info(found["info"]), tables, options, instrument)
    if {name: hashlib.sha256(one).hexdigest() for name, one in files.items()} != found["files"]:
        code = " ".join(filter(None, (found["code"], found.get("commit"))))
        raise CoprodError(
            f"The release of {day} does not come out as it was.",
            fix=f"Use the course's version {code}, with the survey as it was then.",
        )
    write_release(folder, files)
    if _unwritten(case.store, [found]):
        (case.store / CANDIDATE).unlink()


def _day_due(case: Case, dates: Sequence[date], lines: Sequence[Mapping[str, Any]]) -> str:
    """As `day_due`. With none, what was released and could not be written comes first."""
    try:
        return day_due(dates, lines, case.today)
    except CoprodError:
        if day := _unwritten(case.store, lines):
            raise CoprodError(
                f"The figures of {day} were released, and their files were not written.",
                where=str(case.store / LEDGER),
                fix="Make room, or choose a folder where you may write. Then:"
                f" coprod survey release DIR --again {day}",
            ) from None
        raise


def _unwritten(store: Path, lines: Sequence[Mapping[str, Any]]) -> str:
    """The release that is on record and was still to be written; "" when there is none.

    What was prepared for it goes away only once its files are there.
    """
    try:
        day = _candidate(store)["release"]
    except CoprodError:
        return ""
    return day if any(line["release"] == day for line in lines) else ""


def _info(data: Mapping[str, Any]) -> ReleaseInfo:
    return ReleaseInfo(**{**data, "rules": Rules(**data["rules"])})


def _candidate(store: Path) -> dict[str, str]:
    try:
        note: dict[str, str] = json.loads((store / CANDIDATE).read_bytes())
    except (OSError, ValueError) as error:
        raise CoprodError(
            "Nobody has prepared a release.",
            fix="First: coprod survey release DIR --dataset DATASET --by NAME",
        ) from error
    return note


def _digest(files: Mapping[str, bytes]) -> str:
    digests = (f"{name}:{hashlib.sha256(files[name]).hexdigest()}" for name in sorted(files))
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()
