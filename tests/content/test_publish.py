import json

import pytest

from coprod_training.cli import main
from coprod_training.content.course import load_course
from coprod_training.content.digest import content_digest
from coprod_training.content.notebook import read_notebook
from coprod_training.content.publish import publish, read_manifest
from coprod_training.errors import ContentProblems, CoprodError

PLANTED = {
    "rationale: The decision is still open": "rationale: planted-rationale is still open",
    "text: There is an example, and no reason.": "text: planted-rubric has no reason",
    "feedback: The place has not": "feedback: planted-feedback has not",
}
EXAMPLES = "    examples:\n" + "".join(
    f"      - {{level: {level}, text: planted-example, why: planted-why}}\n" for level in range(4)
)


@pytest.fixture
def published(staff_copy, lesson, assessment_yaml, module_yaml, replace_in, tmp_path):
    """The learners' copy of a course in which each secret holds a word that is searched for."""
    for old, new in PLANTED.items():
        replace_in(assessment_yaml, old, new)
    for path in (assessment_yaml, module_yaml):
        path.write_text(path.read_text() + "facilitator_notes: planted-notes for staff only\n")
    replace_in(assessment_yaml, "    rubric:\n", f"{EXAMPLES}    rubric:\n")
    guide = staff_copy / "course" / "trainers-guide" / "session-plans.yaml"
    guide.parent.mkdir()
    guide.write_text("plans: []  # planted-plans\n")
    lesson.add("markdown", "claim", "One thing is so [F001].", "So is this [F003].")
    publish(staff_copy, tmp_path / "published")
    return tmp_path / "published"


def bytes_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_no_published_byte_holds_what_only_staff_may_read(published):
    for name, content in bytes_of(published).items():
        for secret in (b"planted-", b"rationale", b"facilitator"):
            assert secret not in content, name


def test_no_graded_question_has_its_key(published):
    text = (published / "course" / "assessments" / "what-was-heard.yaml").read_text()
    question = load_course(published / "course").assessments[0].questions[0]

    assert '"key"' not in text
    assert '"options"' in text  # this is how a published file names its parts
    assert question.activity.score("place") is None


def test_exactly_these_files_are_published(published):
    assert list(bytes_of(published)) == [
        "course/LICENSE",
        "course/assessments/what-was-heard.yaml",
        "course/course.yaml",
        "course/facts.yaml",
        "course/instruments/tiny.yaml",
        "course/modules/listening.yaml",
        "home.ipynb",
        "manifest.json",
        "modules/01-listening.ipynb",
    ]


def test_a_licence_goes_out_byte_by_byte_whatever_its_encoding(staff_copy, tmp_path):
    words = "Texte sous licence libre, \xa9 t\xe9moins.\r\n".encode("latin-1")
    (staff_copy / "course" / "LICENSE").write_bytes(words)

    publish(staff_copy, tmp_path / "out")

    assert (tmp_path / "out" / "course" / "LICENSE").read_bytes() == words


def test_the_published_course_loads_and_asks_the_same(published, staff_copy):
    ours, theirs = load_course(published / "course"), load_course(staff_copy / "course")

    assert ours.is_published
    assert not theirs.is_published
    assert [a.fingerprint() for _, a in ours.activities()] == [
        a.fingerprint() for _, a in theirs.activities()
    ]
    assert [level.name for level in ours.assessments[0].questions[1].rubric] == [
        "Not yet",
        "Starting",
        "Sound",
        "Strong",
    ]


def test_practice_keeps_its_key_and_feedback(published):
    _, activity = load_course(published / "course").find("listening-next-step")

    assert activity.score("tell") == 1
    assert activity.feedback("wait").text.startswith("Waiting is quicker.")


def test_only_cited_facts_are_published(published):
    text = (published / "course" / "facts.yaml").read_text()

    assert [f"F00{n}" in text for n in (1, 2, 3, 4)] == [True, False, True, False]


def test_marks_become_links_and_the_lesson_ends_with_its_sources(published):
    *_, claim, sources = read_notebook(published / "modules" / "01-listening.ipynb").cells

    assert claim.source.startswith("One thing is so ([source 1](https://example.org/first)).")
    assert sources.source.startswith("## Sources\n\n1. [Test record: a first source")


def test_the_same_course_gives_the_same_bytes(published, staff_copy, tmp_path):
    publish(staff_copy, tmp_path / "again")

    assert bytes_of(tmp_path / "again") == bytes_of(published)


def test_the_manifest_knows_each_shipped_notebook_and_released_exercise(published, exercise):
    digests = read_manifest(published)["notebooks"]

    assert digests == {
        "home.ipynb": content_digest(read_notebook(published / "home.ipynb")),
        "modules/01-listening.ipynb": content_digest(
            read_notebook(published / "modules" / "01-listening.ipynb")
        ),
        "exercises/what-was-heard/what-was-heard.ipynb": content_digest(
            read_notebook(exercise.path)
        ),
    }


@pytest.mark.parametrize("same_course", [True, False])
def test_over_an_earlier_copy_every_form_of_an_exercise_stays_known(
    staff_copy, exercise, replace_in, tmp_path, same_course
):
    out, name = tmp_path / "out", "exercises/what-was-heard/what-was-heard.ipynb"
    forms = []
    for words in ("One", "Two", "Three", "Two"):
        exercise.say("your-reflection", f"## {words}")
        forms.append(content_digest(read_notebook(exercise.path)))
        publish(staff_copy, out)

    assert read_manifest(out)["notebooks"][name] == forms[1]
    assert read_manifest(out)["earlier"] == {name: [forms[0], forms[2]]}

    if not same_course:
        replace_in(staff_copy / "course" / "course.yaml", "id: test-course", "id: other-course")
    again = bytes_of(out)
    publish(staff_copy, out)
    assert (bytes_of(out) == again) == same_course
    assert (read_manifest(out)["earlier"] != {}) == same_course
    publish(staff_copy, tmp_path / "elsewhere")
    assert read_manifest(tmp_path / "elsewhere")["earlier"] == {}


def test_an_earlier_published_copy_is_replaced_whole(published, staff_copy):
    (published / "modules" / "99-old.ipynb").write_text("{}")

    publish(staff_copy, published)

    assert not (published / "modules" / "99-old.ipynb").exists()
    assert [p for p in published.parent.iterdir() if p.name.startswith(".")] == []


def test_a_folder_with_something_else_is_left_alone(staff_copy, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("mine")

    with pytest.raises(CoprodError) as caught:
        publish(staff_copy, other)

    assert str(caught.value) == (
        f"{other}\n  There is already something else in this place.\n"
        "  Choose a new folder, or one that holds an earlier published copy."
    )
    assert bytes_of(other) == {"letter.txt": b"mine"}


def test_a_published_copy_is_not_published_again(published, tmp_path):
    with pytest.raises(CoprodError, match="This is a published copy already"):
        publish(published, tmp_path / "twice")


def test_a_secret_copied_into_a_lesson_stops_it_all(staff_copy, lesson, tmp_path):
    lesson.say("how-to-use", "The place has not been agreed yet,\nso it can be decided together.")

    with pytest.raises(CoprodError, match="Words that only staff may read"):
        publish(staff_copy, tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_a_session_plan_copied_into_a_lesson_stops_it_all(staff_copy, lesson, tmp_path):
    words = "One of the two puts the table away before the talk."
    guide = staff_copy / "course" / "trainers-guide" / "session-plans.yaml"
    guide.parent.mkdir()
    part = f"{{title: A talk, minutes: 5, who: Both, how: {words}, activity: listening-question}}"
    plan = "{id: one, title: One, lead: A lead, who_leads: [], materials: [], access: []"
    session = f"{{title: First, minutes: 9, module: listening, parts: [{part}]}}"
    guide.write_text(
        f"plans:\n  - {plan}, nobody_yet: [], afterwards: [], sessions: [{session}]}}\n"
    )
    publish(staff_copy, tmp_path / "without")

    lesson.say("how-to-use", words)

    with pytest.raises(CoprodError, match="Words that only staff may read"):
        publish(staff_copy, tmp_path / "out")


def test_a_mark_of_no_fact_stops_it_with_the_name_of_the_lesson(staff_copy, lesson, tmp_path):
    lesson.add("markdown", "claim", "It is so [F999].")

    with pytest.raises(CoprodError, match=r"01-listening\.ipynb\n  There is no fact F999"):
        publish(staff_copy, tmp_path / "out")


def test_a_manifest_of_a_newer_kind_is_not_taken_for_ours(published):
    path = published / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 2}))

    assert read_manifest(published) is None


def test_a_picture_that_a_lesson_shows_goes_out_with_it(staff_copy, lesson, tmp_path):
    lesson.path.with_name("steps.png").write_bytes(b"six steps")
    lesson.path.with_name("draft.png").write_bytes(b"not shown")
    lesson.say("how-to-use", "![Six steps](steps.png)")

    publish(staff_copy, tmp_path / "out")

    assert [p.name for p in (tmp_path / "out" / "modules").glob("*.png")] == ["steps.png"]
    assert (tmp_path / "out" / "modules" / "steps.png").read_bytes() == b"six steps"
    assert list(read_manifest(tmp_path / "out")["pictures"]) == ["modules/steps.png"]


def test_a_picture_that_is_missing_or_pasted_stops_it_all(staff_copy, lesson, tmp_path):
    lesson.say("how-to-use", "![Six steps](steps.png)", attachments={"a.png": {}})

    with pytest.raises(ContentProblems) as caught:
        publish(staff_copy, tmp_path / "out")

    assert [problem.what for problem in caught.value.problems] == [
        "A picture was pasted into this part. It would be lost.",
        'There is no picture "steps.png" here.',
    ]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("place", ["lesson", "module"])
def test_words_that_look_like_somebodys_own_stop_a_draft_too(
    staff_copy, lesson, module_yaml, tmp_path, place
):
    said = "A colleague says: “I never asked for this test record.”"
    if place == "lesson":
        lesson.add("markdown", "quoted", said)
    else:
        text = module_yaml.read_text()
        lead = next(line for line in text.split("\n") if line.startswith("lead:"))
        module_yaml.write_text(text.replace(lead, f"lead: '{said}'"))

    with pytest.raises(ContentProblems, match="look like somebody's own"):
        publish(staff_copy, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("place", [".", "learners-copy", "course/../modules/copy"])
def test_the_command_puts_no_copy_into_the_staff_copy(staff_copy, tmp_path, capsys, place):
    private = str(tmp_path / "private")
    inside = ["publish", str(staff_copy / place), "--course", str(staff_copy)]
    before = bytes_of(staff_copy)

    assert main([*inside, "--workspace", private]) == 1

    assert "inside the staff copy" in capsys.readouterr().err
    assert bytes_of(staff_copy) == before
