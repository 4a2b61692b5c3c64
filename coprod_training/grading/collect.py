"""`nbgrader collect`, so that no hand-in can stop it, follow a link, or pass for another's."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from coprod_training.grading import collected, hand_in_name, hand_in_time, not_read, records
from coprod_training.grading.extensions import dues_of
from coprod_training.grading.from_collector import is_from_collector
from coprod_training.grading.half_made import take_out_half_made
from coprod_training.grading.how_far import say_how_far
from coprod_training.grading.kept_marks import keep_marks
from coprod_training.grading.put_back import change_times, changed_at

_UNFIT = (
    "Something in the exchange does not belong to the learner it names, or names none."
    " It was left there, and nothing was taken from it."
)

_FAILED = (
    "The hand-in could not be collected. Collect again, or ask whoever looks after the course."
)


class CollectAsData(ExchangeCollect):  # type: ignore[misc]  # nbgrader ships no types
    """Takes the newest hand-in of each learner, as `collected.take` does, one at a time."""

    def init_src(self) -> None:
        """Choose which hand-ins to take; the dates are those of each learner."""
        self._dues = dues_of(Path(self.coursedir.root), self.coursedir.assignment_id)
        super().init_src()

    def _sort_by_timestamp(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """One learner's hand-ins, the newest first; with --before-duedate the one to take alone.

        nbgrader would choose by everybody's date: whoever has more time would lose a newer one.
        """
        newest_first: list[dict[str, Any]] = super()._sort_by_timestamp(records)
        due = self._dues.of(records[0]["username"])
        if not self.before_duedate or due is None:
            return newest_first
        until = due.astimezone(UTC).replace(tzinfo=None)
        in_time = [record for record in newest_first if record["timestamp"] <= until]
        return (in_time or newest_first)[:1]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """Make nbgrader's record of a folder in the exchange; "" as the name when it does not fit.

        nbgrader's own version stops the whole collection at a name it cannot read.
        """
        name = Path(path).name
        found = hand_in_name.parsed(name)
        folder = _looked_at(path)  # once: its owner may rename it at any moment
        fits = (
            found is not None
            and folder is not None
            and found.assignment == self.coursedir.assignment_id
            and hand_in_name.is_theirs_by(folder, found.learner, check_owner=self.check_owner)
        )
        learner = found.learner if found else ""
        at, reason = datetime.min, ""  # noqa: DTZ901  # nbgrader compares times without a zone
        claimed = hand_in_time.parsed_time(found.timestamp) if found else None
        if found and folder and fits:
            told = is_from_collector(Path(self.course_path))
            changed = changed_at(name, folder, change_times(Path(self.coursedir.root)))
            when, reason = hand_in_time.handed_in_by(claimed, changed, told=told)
            at = when.astimezone(UTC).replace(tzinfo=None)  # nbgrader keeps UTC without saying so
        return {
            "username": learner if fits else "",
            "filename": name,
            "timestamp": at,
            "claimed": claimed,
            "reason": reason,
        }

    def copy_files(self) -> None:
        """Take each hand-in; one that cannot be taken is said so and the next goes on."""
        unfit = [record for record in self.src_records if not record["username"]]
        fit = sorted(
            (record for record in self.src_records if record["username"]),
            key=lambda record: str(record["username"]),
        )
        if unfit:
            self.log.warning(_UNFIT)
        self.log.info("Collecting %s hand-ins of %s", len(fit), self.coursedir.assignment_id)
        with suppress(OSError):  # the next round takes it out
            take_out_half_made(Path(self.inbound_path))
        keep_marks(Path(self.coursedir.root))
        form = collected.form_of(
            Path(
                self.coursedir.format_path(
                    self.coursedir.release_directory, ".", self.coursedir.assignment_id
                )
            )
        )
        for number, record in enumerate(fit, 1):
            try:
                self._collect(record, form)
            except Exception:  # whatever is in one hand-in, the others are collected
                self._fail(record)
            say_how_far(number, len(fit))

    def _collect(self, record: dict[str, Any], form: collected.Form) -> None:
        learner, at = record["username"], record["timestamp"].replace(tzinfo=UTC)
        dest = Path(
            self.coursedir.format_path(
                self.coursedir.submitted_directory, learner, self.coursedir.assignment_id
            )
        )
        before = hand_in_time.time_in(dest) if dest.is_dir() else None
        # By its own name as well, as `overview` has it: folders that were copied to another disk
        # have a change time of that moment, and what was collected is never dated again.
        claimed = record["claimed"] or at
        newer = before is None or (at > before and claimed > before)
        if (
            dest.is_dir()
            and not (self.update and newer)
            and not (self.before_duedate and before != at)
        ):
            self.log.info("Nothing newer from %s", learner)
            return
        reasons = collected.take(Path(self.inbound_path) / record["filename"], dest, form, at)
        records.note_collected(Path(self.coursedir.root), learner, self.coursedir.assignment_id, at)
        self.log.info("Collected the hand-in of %s", learner)
        self._say(learner, (*([record["reason"]] if record["reason"] else []), *reasons))

    def _fail(self, record: dict[str, Any]) -> None:
        learner, at = record["username"], record["timestamp"].replace(tzinfo=UTC)
        source = Path(self.inbound_path) / record["filename"]
        is_folder = source.is_dir() and not source.is_symlink()
        reason = _FAILED if is_folder else collected.NOT_A_FOLDER
        self.log.warning("%s: %s", learner, reason)
        root, assignment = Path(self.coursedir.root), self.coursedir.assignment_id
        not_read.note_not_read(root, learner, assignment, at, reason)

    def _say(self, learner: str, reasons: tuple[str, ...]) -> None:
        for reason in reasons:
            self.log.warning("%s: %s", learner, reason)
        records.note_reasons(
            Path(self.coursedir.root), learner, self.coursedir.assignment_id, reasons
        )


def _looked_at(path: str) -> os.stat_result | None:
    """What the system says about a folder in the exchange; None when it has gone since."""
    try:
        return os.lstat(path)
    except OSError:
        return None
