"""The trainer's own pages: exercises and their next steps, a due date, kept comments, downloads."""

import json
from collections import Counter
from datetime import UTC, datetime

from tornado import web

from coprod_training.grading.extensions import extensions
from coprod_training.grading.gradebook import learner_names
from coprod_training.grading.hand_ins import hand_ins, next_to_mark
from coprod_training.lab.dates import record_words
from coprod_training.spreadsheet import KINDS, Kind
from coprod_training.trainer import comments, words
from coprod_training.trainer.due_form import due_in, fields_of
from coprod_training.trainer.first_mark import note_all_seen
from coprod_training.trainer.fresh_hand_ins import Looked
from coprod_training.trainer.marks_file import marks_file
from coprod_training.trainer.page import BUSY, FRESH, TrainerPage
from coprod_training.trainer.places import hand_in_place
from coprod_training.trainer.site import STATIC

_KINDS = {".css": "text/css", ".js": "text/javascript"}


def show_exercises(page: TrainerPage, problem: str = "") -> None:
    """The page of all exercises."""
    trainer, job = page.trainer, page.jobs.news_for(page.current_user.username)
    looked: Looked = page.settings[FRESH].last
    standings = trainer.standings()
    titles = trainer.titles(one.assignment for one in standings)
    names = learner_names(trainer.database) if job or looked.not_fetched else {}
    dues = {one.assignment: one.due for one in standings}
    more_time = Counter(
        name
        for (name, _), own in extensions(trainer.root).items()
        if (common := dues.get(name)) and own > common
    )
    page.show(
        "exercises.html.j2",
        exercises=words.exercise_rows(standings, titles, more_time),
        job=job,
        job_title=words.job_title(job, trainer.title(job.assignment)) if job else "",
        job_words=words.job_words(job) if job else "",
        not_done=words.some_names(job.not_done, names) if job else "",
        problem=problem,
        help_to_set=trainer.help_to_set(),
        flags=sum(one.state == "waiting" for one in page.flags.all()),
        as_at=record_words(looked.at) if looked.at else "",
        away=looked.failed,
        not_fetched=words.some_names(looked.not_fetched, names),
    )


class Exercises(TrainerPage):
    """GET coprod/trainer."""

    @web.authenticated
    async def get(self) -> None:
        """Every exercise with its one next step."""
        await self.settings[FRESH].look()
        show_exercises(self)


class Release(TrainerPage):
    """GET and POST coprod/trainer/exercises/<id>/release."""

    @web.authenticated
    async def get(self, assignment: str) -> None:
        """The form for a due date."""
        self._form(assignment, None, "")

    @web.authenticated
    async def post(self, assignment: str) -> None:
        """Release with the date that was typed, or show the form again and say what is wrong."""
        self.asked(assignment)
        names = ("day", "month", "year", "time")
        typed = {name: self.get_body_argument(name, "")[:20] for name in names}
        due, problem = due_in(typed, datetime.now(UTC))
        if not problem and not self.jobs.start(
            "release", assignment, self.current_user.username, due
        ):
            problem = BUSY
        if problem:
            self.set_status(400)
            self._form(assignment, typed, problem)
        else:
            self.redirect(f"{self.to}/coprod/trainer")

    def _form(self, assignment: str, typed: dict[str, str] | None, problem: str) -> None:
        title = self.asked(assignment).title
        stands = self.trainer.standing(assignment)
        self.show(
            "release.html.j2",
            title_of=title,
            released=stands.released,
            fields=typed or fields_of(stands.due),
            problem=problem,
            help_to_set=self.trainer.help_to_set(),
        )


class Step(TrainerPage):
    """POST coprod/trainer/exercises/<id>/collect and …/return."""

    @web.authenticated
    async def post(self, assignment: str, step: str) -> None:
        """Start the step, and go back to the page, which says how far it is."""
        self.asked(assignment)
        if self.jobs.start(step, assignment, self.current_user.username):
            self.redirect(f"{self.to}/coprod/trainer")
        else:
            self.set_status(409)
            show_exercises(self, BUSY)


class NextToMark(TrainerPage):
    """GET coprod/trainer/exercises/<id>/next?after=<hand-in>."""

    @web.authenticated
    async def get(self, assignment: str) -> None:
        """Go to the next hand-in that waits for a person, or back to the exercises."""
        self.asked(assignment)
        after = self.get_query_argument("after", "")
        found = next_to_mark(hand_ins(self.trainer.database, assignment=assignment), after)
        self.redirect(hand_in_place(self.to, found) if found else f"{self.to}/coprod/trainer")


class Help(TrainerPage):
    """GET coprod/trainer/help."""

    @web.authenticated
    async def get(self) -> None:
        """The round on one page."""
        self.show("help.html.j2")


class JobPage(TrainerPage):
    """GET coprod/trainer/api/job."""

    @web.authenticated
    async def get(self) -> None:
        """How far the step is that runs, or what came of the last one."""
        job = self.jobs.last
        self.reply({"running": self.jobs.running, "words": words.job_words(job) if job else ""})


class Comments(TrainerPage):
    """POST coprod/trainer/api/comments."""

    @web.authenticated
    async def post(self) -> None:
        """Keep a comment for everybody who marks here; all of its activity come back."""
        try:
            said = json.loads(self.request.body)
            activity, kept = said["activity"], said["words"].strip()
        except (ValueError, KeyError, TypeError, AttributeError):
            self.reply({"message": "Load the page again."}, 400)
            return
        known = {q.activity.id for one in self.trainer.course().assessments for q in one.questions}
        if activity not in known or not kept or len(kept) > comments.LONGEST:
            self.reply({"message": f"A comment has 1 to {comments.LONGEST} characters."}, 400)
            return
        comments.keep_comment(self.trainer.root, activity, kept, datetime.now(UTC))
        self.reply({"comments": comments.comment_bank(self.trainer.root).get(activity, ())})


class Marks(TrainerPage):
    """GET coprod/trainer/marks.xlsx and marks.csv."""

    @web.authenticated
    async def get(self, kind: Kind) -> None:
        """Everybody's marks, as `coprod marks` writes them."""
        trainer = self.trainer
        made, _rows = marks_file(trainer.course(), trainer.root, trainer.exchange, kind)
        note_all_seen(self)
        self.set_header("Content-Type", KINDS[kind])
        self.set_header("Content-Disposition", f'attachment; filename="marks.{kind}"')
        self.set_header("Cache-Control", "no-store")
        self.finish(made)


class Static(TrainerPage):
    """GET coprod/trainer/static/<file>."""

    @web.authenticated
    async def get(self, name: str) -> None:
        """One of our own files."""
        path = STATIC / name
        if path.suffix not in _KINDS or not path.is_file():
            raise web.HTTPError(404)
        self.set_header("Content-Type", f"{_KINDS[path.suffix]}; charset=utf-8")
        self.set_header("Cache-Control", "no-cache, private")
        self.finish(path.read_bytes())


ADDRESSES = [
    (r"trainer/?", Exercises),
    (r"trainer/help", Help),
    (r"trainer/exercises/([a-z0-9-]+)/release", Release),
    (r"trainer/exercises/([a-z0-9-]+)/next", NextToMark),
    (r"trainer/exercises/([a-z0-9-]+)/(collect|return)", Step),
    (r"trainer/api/job", JobPage),
    (r"trainer/api/comments", Comments),
    (r"trainer/marks\.(xlsx|csv)", Marks),
    (r"trainer/static/([a-z_]+\.[a-z]+)", Static),
]
