"""A running collector, a trainer and learners who share nothing but its address."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from collector_parts import empty_databases, parts_of, survey_part
from graded_course import ASSESSMENT, PACKAGE, SLUG, give_mark, run_nbgrader, source_notebook
from house.tree import ROOT
from running import running
from tiny_hub import TinyHub, running_hub

from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.course import load_course
from coprod_training.grading import config
from coprod_training.grading.extensions import due_for


@contextmanager
def collecting(folder: Path, hub: TinyHub):
    """(client, parts) of a collector of this hub, with its database in `folder`."""
    course = load_course(ROOT / "course")
    with empty_databases(folder, course) as (main, asks):
        parts = parts_of(main, survey_part(asks, course), course, hub.api)
        with running(parts) as client:
            yield client, parts


@dataclass
class Person:
    """Somebody with a folder of their own and a hub token, and no way to anybody else's folder."""

    name: str
    token: str
    home: Path
    collector: str

    def nbgrader(self, *command, check=True, **environment):
        """One real nbgrader command; what it said."""
        told = self.environment | environment
        return run_nbgrader(*command, at=self.home, check=check, **told)

    @property
    def environment(self):
        """What the hub tells a server of theirs."""
        return {
            "COPROD_COLLECTOR": self.collector,
            "JUPYTERHUB_API_TOKEN": self.token,
            "JUPYTERHUB_USER": self.name,
        }

    @property
    def exchange(self):
        """Their own copy of what the collector holds."""
        return self.home / "exchange" / config.COURSE_ID

    def answer(self, response="green", activity="test-one", at="2026-01-01T00:00:00Z"):
        """Write an answer as the page would."""
        path = self.home / "exercises" / SLUG / f"{SLUG}.answers.jsonl"
        size = path.stat().st_size if path.exists() else 0
        AnswerStore(path).add(
            Answer(id=f"{self.name}-{size}", activity=activity, response=response, at=at)
        )

    def handin(self, verb, *more, **environment):
        """What a learner's server asks, in a process of its own, as it does; its JSON document."""
        command = [sys.executable, "-m", "coprod_training.grading.handin", verb]
        told = {"JUPYTER_CONFIG_DIR": str(self.home), "PYTHONPATH": PACKAGE}
        done = subprocess.run(
            [*command, "--learner", self.name, *more],
            env=os.environ | self.environment | told | environment,
            cwd=self.home,
            capture_output=True,
            check=True,
        )
        return json.loads(done.stdout)

    def step(self, name, *more, told=None, ok=True, **environment):
        """One step of a trainer's page, as the page starts it."""
        command = [sys.executable, "-m", "coprod_training.grading.steps", name, *more]
        done = subprocess.run(
            [*command, "--root", str(self.home), "--assignment", SLUG], cwd=self.home,
            input=json.dumps(told or {}), env=os.environ | self.environment | environment,
            capture_output=True, text=True,
        )  # fmt: skip
        said = json.loads(done.stdout.splitlines()[-1])
        assert said["ok"] is ok, said
        return said

    def due(self):
        """When the exercise is due for them, after asking what is open."""
        self.nbgrader("list")
        return due_for(self.exchange, SLUG, self.name).isoformat()

    def mark(self, learner, points):
        """Mark a learner's reflection as a trainer does in formgrader."""
        give_mark(self, points, learner)

    @property
    def hand_ins(self):
        """Their own copies of what they handed in."""
        return sorted((self.home / ".coprod" / "hand-ins" / config.COURSE_ID).glob("*"))

    @property
    def trainer(self):
        """Where `give_mark` looks for the gradebook."""
        return self.home


class Cohorts:
    """Everybody of a test. people: by name."""

    def __init__(self, folder, hub, address):
        self.folder, self.hub, self.address = folder, hub, address
        course = folder / "staff"
        (course / "course" / "assessments").mkdir(parents=True)
        (course / "course" / "assessments" / f"{SLUG}.yaml").write_text(ASSESSMENT)
        (course / "exercises" / SLUG).mkdir(parents=True)
        nbformat.write(source_notebook(), course / "exercises" / SLUG / f"{SLUG}.ipynb")
        self.staff = course

    def learner(self, name, cohort="spring"):
        home = self.folder / "people" / name
        (home / "exercises").mkdir(parents=True)
        (home / "nbgrader_config.py").write_text(
            config.learner_config(home / "exercises", home / "exchange", home, name, over_http=True)
        )
        return Person(name, self.hub.learner(name, cohort), home, self.address)

    def trainer(self, cohort="spring"):
        """The account that keeps a cohort's gradebook, with the learners' form made."""
        home = self.folder / "people" / f"grader-{cohort}"
        home.mkdir(parents=True)
        (home / "nbgrader_config.py").write_text(
            config.trainer_config(
                home,
                self.staff / "exercises",
                home / "exchange",
                self.staff / "course",
                over_http=True,
            )
        )
        return Person(
            f"grader-{cohort}", self.hub.trainer(f"grader-{cohort}", cohort), home, self.address
        )


hub = pytest.fixture(running_hub, scope="module")


@pytest.fixture(scope="module")
def collecting_here(tmp_path_factory, hub):
    """(client, parts) of one collector for a whole file; cohorts keep its tests apart."""
    with collecting(tmp_path_factory.mktemp("collecting"), hub) as found:
        yield found


@pytest.fixture(scope="module")
def cohorts(tmp_path_factory, hub, collecting_here):
    """Everybody of one file of tests; each test has learners of its own."""
    client, _ = collecting_here
    return Cohorts(tmp_path_factory.mktemp("cohorts"), hub, str(client.base_url).rstrip("/"))


@pytest.fixture(scope="module")
def spring(cohorts):
    """The trainer of a cohort that one exercise is open to."""
    trainer = cohorts.trainer()
    trainer.nbgrader("generate_assignment", SLUG)
    trainer.nbgrader("release_assignment", SLUG)
    return trainer
