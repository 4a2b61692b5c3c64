"""A small course with one slot, and everything on record that its release needs. All made up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import yaml
from content.conftest import lesson, module_yaml, staff_copy  # noqa: F401 (fixtures)

from contributions import made_up
from contributions.gate.made_up_case import contribution
from contributions.made_up import KEEPER, ONE, PERSON, REF, TWO, on
from coprod_training.cli import main
from coprod_training.content.check.staff_copy import read_staff_copy
from coprod_training.content.gate_lists import page_digest
from coprod_training.content.module_digest import module_digest
from coprod_training.content.page_script import page_names
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.person import Person
from coprod_training.contributions.register import Register
from coprod_training.contributions.role_keys import make_key

WORDS = "test record: we were asked what would help, and more time was what we said."
CREDIT = "test record: a credit"
SLOT = "test-record-s1"
LISTED = f"""
slots:
  - id: {SLOT}
    purpose: A test record.
    prompt: What would you ask?
    form: A few words
    not_to_include: Names
    required: true
"""
SINCE = on(-1)
"""Since when there is a keeper: before anybody was asked anything, in every test."""
EVERYBODY = ("primary-care", "smi")


class Ready:
    """The course and its workspace; commands are run on them."""

    def __init__(self, root, workspace, key):
        self.root, self.workspace, self.key = root, workspace, key
        self.private = workspace / "private"
        self.store = ContentStore(self.private)

    def run(self, verb, *options, key=True):
        given = ["--key", str(self.key)] if key else []
        course = [] if verb == "register" else ["--course", str(self.root)]
        places = [*course, "--workspace", str(self.workspace)]
        return main([verb, *map(str, options), *given, *places])

    @property
    def register(self):
        from coprod_training.contributions.role_keys import load_key

        return Register(self.private, load_key(self.key))

    def change(self, **changes):
        """Change the contribution's record, as a keeper's command would."""
        register = self.register
        held = register.read("contribution", REF)
        register.save(held, replace(held.record, **changes))

    def record(self):
        return self.register.read("contribution", REF).record

    def status(self):
        return yaml.safe_load((self.root / "course" / "course.yaml").read_text())["status"]


@pytest.fixture
def nobody_yet(staff_copy, lesson, module_yaml, tmp_path, monkeypatch):  # noqa: F811 (the fixtures)
    """The course with everything of its own in order, a keeper, and an empty register."""
    today = datetime.now(UTC).date()
    monkeypatch.setattr(made_up, "DAY", today - timedelta(days=30))
    module_yaml.write_text(module_yaml.read_text() + LISTED)
    lesson.add("code", SLOT, f'slot("{SLOT}")')
    lesson.add("markdown", "ours", "## To read", "", *_sentences(), tags=["no-claim"])
    checked = {key: str(today) for key in ("keyboard_on", "without_drag_on", "text_alternative_on")}
    checks = [{"kind": kind, "page": page_digest(kind), **checked} for kind in page_names()]
    (staff_copy / "course" / "page-checks.yaml").write_text(yaml.safe_dump({"checks": checks}))
    one = Ready(staff_copy, tmp_path / "workspace", tmp_path / "keeper.key")
    key = make_key(one.key)
    register = Register(one.private, key)
    register.give_key("keeper", key.public)
    roles = {"keepers": [{"person": KEEPER, "since": SINCE}]}
    (one.private / "register" / "course-roles.yaml").write_text(yaml.safe_dump(roles))
    return one


@pytest.fixture
def ready(nobody_yet):
    """A course that every rule passes."""
    one, register = nobody_yet, nobody_yet.register
    found = one.store.keep(REF, WORDS.encode())
    one.store.keep(REF, CREDIT.encode(), part="credit")
    made = contribution()
    made = replace(
        made,
        slot=SLOT,
        module="listening",
        module_version="2026.11",
        settings=EVERYBODY,
        edits=replace(made.edits, shown_hash=found, approved_hash=found),
    )
    register.add("contribution", made)
    somebody = {"name": "Planted Testperson", "reach": "test record", "ties_asked_on": on(1)}
    register.add("person", Person(ref=PERSON, **somebody))
    reviewers = [
        made_up.reviewer(who, settings=EVERYBODY, racialised=True, outcome_on=on(20))
        for who in (ONE, TWO)
    ]
    review = made_up.review(
        module="listening",
        module_version="2026.11",
        reviewers=tuple(reviewers),
        reviewed_digest=digest_of(one.root),
    )
    register.add("review", review)
    return one


@pytest.fixture
def released(ready, tmp_path):
    """The same course, released, with a copy that was published."""
    ready.run("release")
    ready.out = tmp_path / "out"
    assert ready.run("publish", ready.out) == 0
    return ready


@pytest.fixture
def keeper(nobody_yet, tmp_path, capsys):
    """Somebody who types the commands, on a course for which nobody was asked yet."""
    from contributions.gate.a_keeper import Keeper

    folder = tmp_path / "keeper"
    folder.mkdir()
    return Keeper(nobody_yet, folder, capsys)


def digest_of(root):
    """The words of the small course's module as they are now."""
    staff, _ = read_staff_copy(root)
    return module_digest(staff, staff.course, "listening")


def _sentences():
    return [f"This is sentence {number} of a test record, and it is short." for number in range(12)]
