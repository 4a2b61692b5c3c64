from dataclasses import replace

import pytest
from shipped import COURSE as WHOLE

from coprod_training.answers import Outcome
from coprod_training.content.home_page import ended
from coprod_training.content.numbers import counted
from coprod_training.lab.summary import module_words, summary
from coprod_training.progress.completion import progress_of

FIRST = tuple(counted(WHOLE.modules)[:1])
COURSE = replace(WHOLE, modules=FIRST, assessments=WHOLE.assessments[:1])
MODULE = COURSE.modules[0]
PATHS = {MODULE.id: "modules/01.ipynb"}


def outcome(name, at="", *, done=True):
    return Outcome(
        answer_id=name, activity_id=name, at=at, attempt=1, checked=True, done=done, score=1
    )


def summed(*done, course=COURSE, **changes):
    progress = progress_of(course, [outcome(name) for name in done], ())
    usual = {"learner": "one", "setting": "", "started": bool(done)}
    return summary(course, progress, frozenset(done), PATHS, **(usual | changes))


def test_nothing_done_yet():
    found = summed()

    assert found["progress"]["done"] == 0
    assert found["modules"][0]["state"] == "not-started"
    assert found["modules"][0]["words"] == "Not started, 23 to 45 minutes"
    assert found["next"]["activity"] == MODULE.activities[0].id
    assert found["lead"].startswith("1 module, 23 to 45 minutes")
    # One figure for what is left, wherever it stands.
    assert found["progress"]["words"].endswith("about 45 minutes left")
    assert "About 45 minutes left" in found["next"]["words"]


def test_continue_goes_to_the_first_that_is_not_done():
    first, second, *_ = (activity.id for activity in MODULE.activities)

    found = summed(first)["next"]

    assert (found["activity"], found["path"]) == (second, "modules/01.ipynb")
    assert found["words"].startswith(f"Module 1, {MODULE.title}. About ")
    assert found["words"].endswith(" left in this module.")


def test_what_was_left_out_does_not_call_somebody_back_from_where_they_are():
    one, left_out, three, four, *_ = (activity.id for activity in MODULE.activities)
    answers = [outcome(three, "2026-11-24"), outcome(one, "2026-11-23")]

    assert progress_of(COURSE, answers, ()).next == (MODULE.id, four)

    answers += [outcome(a.id, "2026-11-25") for a in MODULE.activities if a.id != left_out]
    assert progress_of(COURSE, answers, ()).next == (MODULE.id, left_out)


def test_an_activity_that_is_half_done_is_gone_on_with_and_its_module_has_begun():
    half = outcome(MODULE.activities[2].id, "2026-11-24", done=False)

    progress = progress_of(COURSE, [half], ())

    assert progress.next == (MODULE.id, half.activity_id)
    words = module_words(progress.modules[0], "23 minutes")
    assert words["state"] == "part"
    assert words["short"] == f"0 of {len(MODULE.activities)} done"


def test_parts_left_out_by_choice_do_not_keep_a_module_open():
    core = [activity.id for activity in MODULE.activities if activity.core]

    row = summed(*core)["modules"][0]

    assert row["state"] == "done"
    assert row["words"] == f"{len(core)} of {len(MODULE.activities)} done, complete"


def test_when_everything_is_done_there_is_no_next():
    found = summed(*(activity.id for activity in MODULE.activities))

    assert found["next"] is None
    assert found["progress"]["done"] == found["progress"]["of"]


def test_the_words_are_those_of_every_other_page():
    progress = progress_of(COURSE, [outcome(MODULE.activities[0].id)], ())

    assert summed(MODULE.activities[0].id)["progress"]["words"] == progress.words
    part = module_words(progress.modules[0], "23 minutes")
    assert part["state"] == "part"
    assert part["words"].startswith(part["short"])


def with_one_that_is_optional():
    """The first module, and before it one that is optional and has an activity."""
    extra = replace(MODULE.activities[0], id="extra")
    before = replace(MODULE, id="before", optional=True, activities=(extra,))
    return replace(COURSE, modules=(before, MODULE))


def test_what_is_optional_has_no_number_and_counts_as_nothing_undone():
    course = with_one_that_is_optional()
    found = summed(course=course)

    assert [(m["number"], m["place"]) for m in found["modules"]] == [
        (0, "Before module 1"),
        (1, "Module 1 of 1"),
    ]
    assert found["modules"][0]["short"] == "Optional"
    for name in ("progress", "lead", "next"):
        assert found[name] == summed()[name]


def test_what_is_optional_is_complete_when_everything_in_it_is_done():
    row = summed("extra", course=with_one_that_is_optional())["modules"][0]

    assert (row["state"], row["words"]) == ("done", "1 of 1 done, complete")


def test_a_setting_that_the_course_no_longer_has_is_not_chosen():
    assert summed(setting="smi")["setting"] == "smi"
    assert summed(setting="gone")["setting"] == ""


def test_a_released_course_is_no_draft():
    record = replace(COURSE.info, status="released", status_words="Test record: no release.")
    course = replace(COURSE, info=record)

    assert summed()["draft"]["heading"] == "This course is a draft"
    assert summed(course=course)["draft"] is None


def test_a_draft_says_what_completes_it_where_the_certificate_would_be_and_on_no_other_page():
    found, rule = summed(), COURSE.info.pass_rule

    words = found["certificate"]["words"]
    assert words.startswith(COURSE.info.certificate_off.strip())
    assert words.endswith(
        "To complete this course, complete every module and hand in each exercise. Across the"
        f" questions of all exercises, you need {rule.objective_percent:g}% right, and Sound or"
        " higher for each part that you write."
    )
    assert found["draft"]["certificate"] == COURSE.info.certificate_off.strip()


def test_whoever_has_completed_a_draft_is_told_so():
    modules = tuple(module for module in WHOLE.modules if module.optional)
    found = summed(course=replace(COURSE, modules=modules, assessments=()))

    assert found["certificate"]["words"].endswith("You have completed this course.")


def test_what_changed_in_a_released_course_stands_above_every_page_and_takes_nothing_off():
    info = replace(COURSE.info, status="released", notice="A test record was removed.")

    banner = summed(course=replace(COURSE, info=info))["draft"]

    assert banner["words"] == "A test record was removed."
    assert banner["certificate"].startswith("To get your certificate, complete every module")


@pytest.mark.parametrize(
    ("title", "sentence"), [("One", "One."), ("One?", "One?"), ("One (two?)", "One (two?)")]
)
def test_a_title_ends_as_a_sentence_does(title, sentence):
    assert ended(title) == sentence
