"""One step of the round at a time, in a process of its own, which the pages can ask about."""

import asyncio
import json
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

_LONGEST_LINE = 2**24  # bytes; 100,000 names of learners whose hand-in could not be handled
_BROKEN = "This step did not finish. What was done is kept. Try it again."


@dataclass
class Job:
    """A step that is running, or the last one that ran.

    done, of: hand-ins; of is 0 until that is known. what: is done with them. words: what came of
    it, "" while it runs. by: who started it, as their browser is known.
    saved: what is said once it went well, in the place of the step's own words; "" for those.
    not_done: learners whose hand-in could not be handled.
    """

    step: str
    assignment: str
    by: str = ""
    done: int = 0
    of: int = 0
    what: str = "done"
    running: bool = True
    ok: bool = True
    words: str = ""
    saved: str = ""
    not_done: tuple[str, ...] = field(default_factory=tuple)

    @property
    def went_well(self) -> bool:
        """Whether it has ended, and all of it was done."""
        return self.ok and not self.running and not self.not_done

    def hear(self, line: bytes) -> None:
        """Take in one line of `grading.steps`; what is no line of it is left out."""
        try:
            said = json.loads(line)
            if "of" in said:
                self.done, self.of = int(said["done"]), int(said["of"])
                self.what = str(said.get("what", "done"))
            else:
                self.ok, self.words = bool(said["ok"]), str(said["words"])
                self.not_done = tuple(map(str, said.get("not_done", ())))
        except (ValueError, KeyError, TypeError, AttributeError):
            return

    def end(self) -> None:
        """It will say no more."""
        self.running = False
        if not self.words:
            self.ok, self.words = False, _BROKEN
        elif self.ok and self.saved:
            self.words = self.saved


class Jobs:
    """The steps of one trainer's server. root: nbgrader's course root."""

    def __init__(self, root: Path) -> None:
        """Start nothing yet."""
        self._root = root
        self._task: asyncio.Task[None] | None = None
        self.last: Job | None = None

    @property
    def running(self) -> bool:
        """Whether a step is under way."""
        return self.last is not None and self.last.running

    def news_for(self, who: str) -> Job | None:
        """The step that runs, or what came of the last one.

        That it went well is told once, to whoever started it; what went wrong to everybody.
        """
        found = self.last
        if found is None or not found.went_well:
            return found
        if found.by != who:
            return None
        self.last = None
        return found

    def put_away(self) -> None:
        """A mark was given since: that an earlier step went well is no news any more."""
        if self.last and self.last.went_well:
            self.last = None

    def start(
        self,
        step: str,
        assignment: str,
        by: str,
        due: datetime | None = None,
        told: dict[str, str] | None = None,
        saved: str = "",
    ) -> bool:
        """Start a step; False when another one is still running.

        by: who starts it. due: only for a release. told: what the step reads, and nobody else may:
        it is about people. saved: as the job has it.
        """
        if self.running:
            return False
        self.last = Job(step, assignment, by, saved=saved)
        more = ["--due", due.isoformat()] if due else []
        self._task = asyncio.create_task(self._run(self.last, more, json.dumps(told or {})))
        return True

    async def _run(self, job: Job, more: list[str], told: str) -> None:
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "coprod_training.grading.steps", job.step),
                *("--root", str(self._root), "--assignment", job.assignment, *more),
                cwd=self._root,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=_LONGEST_LINE,
            )
            assert process.stdin is not None  # noqa: S101  # asked for above
            process.stdin.write(told.encode())
            process.stdin.close()
            async for line in _lines_of(process):
                job.hear(line)
            await process.wait()
        except OSError:
            pass  # it never started, which is said below
        finally:
            job.end()


async def _lines_of(process: asyncio.subprocess.Process) -> Any:
    assert process.stdout is not None  # noqa: S101  # asked for above
    while True:
        try:
            line = await process.stdout.readline()
        except ValueError:
            continue  # longer than any of ours; the lines after it are heard
        if not line:
            return
        yield line
