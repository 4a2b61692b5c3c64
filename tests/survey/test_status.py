from coprod_training.survey.status import StatusSeen, status_of

DRAFT = StatusSeen(status="draft", day="2026-11-01")
RELEASED = StatusSeen(status="released", day="2026-11-20")


def test_an_answer_to_a_draft_stays_a_draft_answer_after_the_release():
    assert status_of("2026-11-10", [DRAFT, RELEASED], "released") == "draft"


def test_on_the_day_of_the_change_the_more_careful_status_counts():
    assert status_of("2026-11-20", [DRAFT, RELEASED], "released") == "draft"


def test_an_answer_after_the_release_is_a_released_one():
    assert status_of("2026-11-21", [DRAFT, RELEASED], "released") == "released"


def test_an_answer_before_the_first_note_has_the_first_status():
    assert status_of("2026-10-01", [DRAFT, RELEASED], "released") == "draft"


def test_days_between_the_end_of_a_review_and_the_note_of_it_count_as_draft():
    notes = [
        StatusSeen(status="released", day="2026-11-01"),
        StatusSeen(status="draft", day="2026-12-10"),
        StatusSeen(status="released", day="2026-12-20"),
    ]

    assert status_of("2026-12-05", notes, "released") == "draft"
    assert status_of("2026-12-21", notes, "released") == "released"


def test_the_day_before_the_noted_release_counts_as_draft():
    assert status_of("2026-11-19", [DRAFT, RELEASED], "released") == "draft"


def test_where_the_course_was_not_met_yet_may_be_a_draft():
    assert status_of("2026-11-19", [RELEASED], "released") == "released"
    assert status_of("2026-11-19", [RELEASED], "released", unseen="draft") == "draft"
    assert status_of("2026-11-20", [RELEASED], "released", unseen="draft") == "released"


def test_a_course_that_went_back_to_draft_counts_as_draft():
    notes = [StatusSeen(status="released", day="2026-11-01")]

    assert status_of("2026-11-10", notes, "draft") == "draft"
