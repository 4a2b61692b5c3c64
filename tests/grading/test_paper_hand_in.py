"""What came on paper is collected and graded like any hand-in, and its record says so."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from graded_course import SLUG, make_course, read_marks

from coprod_training.content.assessment import Assessment
from coprod_training.content.schema import structure
from coprod_training.errors import CoprodError
from coprod_training.grading import records
from coprod_training.grading.hand_ins_there import hand_ins_there
from coprod_training.grading.marking_round import collect, grade
from coprod_training.grading.paper_hand_in import hand_in_from_paper, has_handed_in, typed_in
from coprod_training.yamlfile import read_yaml

ANSWERS = {"test-one": "green", "test-many": ["a"], "test-words": "Planted *words* <b>."}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def type_in(course):
    """Types in a sheet for a learner."""
    file = read_yaml(course.root / "course" / "assessments" / f"{SLUG}.yaml")
    assessment = structure(file, file.data, Assessment)

    def typed(learner, responses=ANSWERS, now=None):
        return hand_in_from_paper(
            course.trainer,
            course.inbound.parent,
            assessment,
            learner,
            responses,
            by="tina",
            now=now or datetime.now(UTC),
        )

    return typed


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_sheet_is_collected_and_graded_like_any_hand_in(course, type_in, capfd):
    course.answer("onscreen", test_one="red")
    course.submit("onscreen")
    done = type_in("paper-07")
    assert done in set(hand_ins_there(course.inbound, course.trainer / "submitted"))

    assert collect(course.trainer, SLUG)
    graded = {one.learner: one for one in grade(course.trainer, SLUG)}

    assert graded["paper-07"].done
    assert graded["paper-07"].reasons == ()
    assert read_marks(course.trainer)[("paper-07", "test-one")] == 1.0
    assert read_marks(course.trainer)[("paper-07", "test-many")] == 1.0
    copy = course.trainer / "autograded" / "paper-07" / SLUG / f"{SLUG}.ipynb"
    assert "Planted" in copy.read_text()
    said = capfd.readouterr()
    assert "Planted" not in said.out + said.err


def test_the_record_says_who_typed_it_in_and_when_and_none_of_the_words(course, type_in):
    now = datetime.now(UTC)
    type_in("ann", now=now)

    note = typed_in(course.trainer, SLUG, "ann", now)

    assert (note["by"], note["learner"], note["activities"]) == ("tina", "ann", list(ANSWERS))
    assert note["at"] == f"{now:%Y-%m-%dT%H:%M:%SZ}"
    assert "Planted" not in records.path_of(course.trainer).read_text()
    assert typed_in(course.trainer, SLUG, "ann", now + timedelta(seconds=1)) is None
    assert typed_in(course.trainer, SLUG, "onscreen", now) is None


def test_only_the_trainer_can_look_into_it(course, type_in):
    type_in("bea")
    (folder,) = course.inbound.glob(f"bea+{SLUG}+*")

    assert folder.stat().st_mode & 0o777 == 0o700
    assert names_in(folder) == [
        "submission_secret.txt",
        f"{SLUG}.answers.jsonl",
        f"{SLUG}.ipynb",
        "timestamp.txt",
    ]
    lines = (folder / f"{SLUG}.answers.jsonl").read_text().splitlines()
    assert [json.loads(line)["activity"] for line in lines] == list(ANSWERS)


def test_a_hand_in_is_known_before_and_after_it_is_collected(course, type_in):
    where = (course.inbound.parent, course.trainer)
    assert not has_handed_in(*where, "cat", SLUG)

    type_in("cat")

    assert has_handed_in(*where, "cat", SLUG)
    assert not has_handed_in(*where, "cat", "another")
    assert not has_handed_in(*where, "ca", SLUG)


@pytest.mark.parametrize(
    ("learner", "responses"),
    [
        ("../up", ANSWERS),
        ("a+b", ANSWERS),
        ("", ANSWERS),
        ("dan", {}),
        ("dan", {"test-one": "planted"}),
        ("dan", {"test-one": "green", "planted": "x"}),
        ("dan", {"test-many": ["a", "a"]}),
    ],
)
def test_what_does_not_fit_leaves_nothing_behind(course, type_in, learner, responses):
    path = records.path_of(course.trainer)
    before = names_in(course.inbound), path.read_bytes() if path.exists() else b""

    with pytest.raises(CoprodError):
        type_in(learner, responses)

    after = names_in(course.inbound), path.read_bytes() if path.exists() else b""
    assert after == before


def test_a_disk_that_refuses_leaves_no_half_of_it(course, type_in, monkeypatch):
    before = names_in(course.inbound)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(records, "note", full)
    with pytest.raises(OSError, match="No space"):
        type_in("eve")

    assert names_in(course.inbound) == before
