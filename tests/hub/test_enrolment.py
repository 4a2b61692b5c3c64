"""Who is on the course: records, codes, and the groups that follow."""

from datetime import UTC, datetime, timedelta

import pytest

from coprod_training.collector import scopes
from coprod_training.errors import ContentProblems, CoprodError
from coprod_training.hub import roles
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.enrolment_file import read_people
from coprod_training.hub.membership import Place

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LEARNER = Place("learner", "spring", "sample-a")


@pytest.fixture
def book(tmp_path):
    return EnrolmentBook(tmp_path / "state")


def test_a_learner_has_no_group_before_they_said_where_they_work(book):
    book.enrol([("one", LEARNER)], NOW)

    assert book.of("one").groups() == set()

    book.begin("one", "sample-a", True, NOW)

    assert book.of("one").groups() == {
        "coprod-learners",
        "coprod-counted",
        "nbgrader-spring",
        "service-sample-a",
    }


def test_who_is_not_counted_is_a_learner_all_the_same(book):
    book.enrol([("one", LEARNER)], NOW)
    book.begin("one", "sample-a", False, NOW)

    assert scopes.COUNTED not in book.of("one").groups()
    assert scopes.SAID_NO in book.of("one").groups()
    assert roles.LEARNERS in book.of("one").groups()


def test_a_yes_to_earlier_words_is_asked_again_and_a_no_stays_a_no(book, monkeypatch):
    book.enrol([("yes", LEARNER), ("no", LEARNER)], NOW)
    with monkeypatch.context() as earlier:
        earlier.setattr("coprod_training.hub.enrolment.CONSENT_TEXT", "hub-2")
        book.begin("yes", "sample-a", True, NOW)
        book.begin("no", "sample-a", False, NOW)

    assert (book.of("yes").counted, book.of("yes").has_begun) == (None, False)
    assert (book.of("no").counted, book.of("no").has_begun) == (False, True)
    assert book.of("yes").groups() == {"coprod-learners", "nbgrader-spring", "service-sample-a"}
    assert scopes.SAID_NO in book.of("no").groups()

    book.begin("yes", "sample-a", True, NOW)

    assert scopes.COUNTED in book.of("yes").groups()


def test_what_somebody_said_already_is_not_written_once_more(book):
    lines = []
    for service, counted in [("a", True), ("a", True), ("a", False), ("a", False), ("b", False)]:
        book.begin("one", service, counted, NOW)
        lines.append(book.lines_about("one"))

    assert lines == [1, 1, 2, 2, 3]


def test_somebody_of_two_cohorts_learns_in_the_newer_one(book):
    autumn = Place("learner", "autumn", "sample-a")
    book.enrol([("one", LEARNER)], NOW)
    book.begin("one", "sample-a", True, NOW)
    book.enrol([("one", autumn)], NOW)
    book.enrol([("one", LEARNER)], NOW)  # the earlier list, read once more

    assert {"nbgrader-autumn"} == {g for g in book.of("one").groups() if "nbgrader" in g}

    book.leave_place("one", autumn, NOW)

    assert {"nbgrader-spring"} == {g for g in book.of("one").groups() if "nbgrader" in g}


def test_a_code_for_a_cohort_of_before_moves_its_person_back_and_takes_a_use(book):
    spring = book.new_code(LEARNER, NOW, days=2, most=2)
    autumn = book.new_code(Place("learner", "autumn", "sample-a"), NOW, days=2, most=1)
    assert book.join("one", spring, NOW)
    book.begin("one", "sample-a", True, NOW)
    assert book.join("one", autumn, NOW)
    assert book.of("one").cohort == "autumn"

    assert book.join("one", spring, NOW)

    assert book.of("one").cohort == "spring"
    assert roles.learners_of("spring") in book.of("one").groups()
    assert book.join("one", spring, NOW)  # where they are already
    assert not book.join("two", spring, NOW)
    assert not book.join("one", autumn, NOW)  # it was for one person, once
    assert book.of("one").cohort == "spring"


def test_a_code_without_a_cohort_works_again_and_moves_nobody(book):
    code = book.new_code(Place("learner", "", "sample-a"), NOW, days=2, most=1)
    assert book.join("one", code, NOW)
    book.enrol([("one", LEARNER)], NOW)

    assert book.join("one", code, NOW)

    assert book.of("one").cohort == "spring"


def test_a_trainers_code_works_again_for_who_has_its_place(book):
    code = book.new_code(Place("trainer", "spring"), NOW, days=2, most=1)

    assert book.join("one", code, NOW)
    assert book.join("one", code, NOW)


def test_a_code_for_a_different_service_asks_its_person_again_and_another_does_not(book):
    book.enrol([("one", LEARNER)], NOW)
    book.begin("one", "sample-a", True, NOW)
    same, none, other = (
        book.new_code(Place("learner", cohort, service), NOW, days=1, most=1)
        for cohort, service in [("summer", "sample-a"), ("autumn", ""), ("winter", "sample-b")]
    )

    assert book.join("one", same, NOW)
    assert book.join("one", none, NOW)
    assert book.of("one").has_begun
    assert book.join("one", other, NOW)

    who = book.of("one")
    assert (who.has_begun, who.groups()) == (False, set())
    assert (who.cohort, who.counted) == ("winter", True)
    book.begin("one", "sample-b", True, NOW)
    assert roles.people_of("sample-b") in book.of("one").groups()


def test_whoever_leaves_the_newest_of_three_cohorts_is_in_the_one_before_it(book):
    for name in ("winter", "spring", "autumn"):
        book.enrol([("one", Place("learner", name))], NOW)
    assert book.of("one").cohort == "autumn"

    book.leave_place("one", Place("learner", "autumn"), NOW)

    assert book.of("one").cohort == "spring"


def test_a_role_that_this_version_does_not_know_shuts_nobody_out(book):
    """As a list of an organisation's groups with a slip in it left one, before it was checked."""
    book.enrol([("one", Place("lerner", "spring")), ("one", Place("monitor"))], NOW)

    assert book.of("one").groups() == {"coprod-monitors"}


def test_enrolling_again_changes_nothing(book):
    assert book.enrol([("one", LEARNER)], NOW) == 1
    assert book.enrol([("one", LEARNER)], NOW) == 0


def test_whoever_leaves_loses_every_group(book):
    book.enrol([("one", Place("trainer", "spring")), ("one", Place("monitor"))], NOW)

    assert book.leave("one", NOW)
    assert book.of("one").groups() == set()
    assert not book.leave("one", NOW)


def test_whoever_was_taken_off_comes_back_by_a_code_of_their_own_and_is_asked_anew(book):
    everybodys = book.new_code(LEARNER, NOW, days=2, most=9)
    assert book.join("one", everybodys, NOW)
    book.begin("one", "sample-a", True, NOW)
    book.leave("one", NOW)

    assert not book.join("one", everybodys, NOW)
    assert book.join("two", everybodys, NOW)

    own = book.new_code(LEARNER, NOW, days=2, most=1, account="one")
    assert book.join("one", own, NOW)
    assert (book.of("one").service, book.of("one").counted) == ("", None)
    assert not book.of("one").taken_off
    book.leave("one", NOW)
    book.enrol([("one", LEARNER)], NOW)
    assert book.of("one").is_learner


def test_a_code_of_ones_own_that_is_older_than_being_taken_off_lets_nobody_in_again(book):
    own, others = (
        book.new_code(LEARNER, NOW, days=2, most=1, account=one) for one in ("one", "two")
    )
    book.enrol([("one", LEARNER)], NOW)
    book.leave("one", NOW)

    assert not book.join("one", own, NOW)
    assert book.join("two", others, NOW)


def test_a_code_of_ones_own_that_nobody_used_yet_is_closed_when_they_are_taken_off(book):
    code = book.new_code(LEARNER, NOW, days=90, most=1, account="one")

    assert book.leave("one", NOW) is True
    assert book.leave("one", NOW) is False
    assert not book.join("one", code, NOW)


def test_who_left_before_that_was_put_on_record_can_be_taken_off_now(book):
    everybodys = book.new_code(LEARNER, NOW, days=2, most=9)
    book.enrol([("one", LEARNER)], NOW)
    book.leave_place("one", LEARNER, NOW)  # as an earlier version did

    assert book.leave("one", NOW)
    assert not book.leave("one", NOW)
    assert not book.leave("nobody", NOW)

    assert not book.join("one", everybodys, NOW)


def test_a_join_code_ends_with_its_last_day_and_with_its_last_use(book):
    code = book.new_code(LEARNER, NOW, days=2, most=2)

    assert not book.join("late", code, NOW + timedelta(days=3))
    assert book.join("one", code, NOW)
    assert book.join("one", code, NOW)  # the same person again takes no second place
    assert book.join("two", code, NOW)
    assert not book.join("three", code, NOW)


def test_a_closed_code_lets_nobody_else_in(book):
    code = book.new_code(LEARNER, NOW, days=2, most=9)
    book.join("one", code, NOW)

    book.close_code(code, NOW)

    assert not book.join("two", code, NOW)
    assert book.of("one").is_learner
    with pytest.raises(CoprodError, match="no such join code"):
        book.close_code("K7M4Q-XR2TD", NOW)


def test_no_code_can_be_read_out_of_what_is_kept(book, tmp_path):
    code = book.new_code(LEARNER, NOW, days=2, most=9)

    kept = (tmp_path / "state" / "enrolment.jsonl").read_text()

    assert code not in kept
    assert code.replace("-", "") not in kept


def test_two_readers_see_what_the_other_one_wrote(book, tmp_path):
    other = EnrolmentBook(tmp_path / "state")
    assert other.of("one").places == frozenset()

    book.enrol([("one", LEARNER)], NOW)

    assert other.of("one").is_learner


def test_a_list_of_people_is_read_with_every_mistake_named(tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(
        "account,role,cohort,service\n"
        "One@example.org,learner,spring,sample-a\n"
        "grader-spring,trainer,spring,\n"
        "two,teacher,spring,\n"
        "three,trainer,,\n"
        "four,learner,Spring Term,\n"
        "five,learner,spring,nowhere\n"
        "six,learner,spring,,extra\n",
        encoding="utf-8-sig",
    )

    with pytest.raises(ContentProblems) as caught:
        read_people(file, frozenset({"sample-a"}))

    assert [one.line for one in caught.value.problems] == [3, 4, 5, 6, 7, 8]
    assert "There is no such role." in str(caught.value)


def test_a_list_that_excel_wrote_with_semicolons_is_read(tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("account;role;cohort;service\nOne@example.org;learner;spring;\n;;;\n")

    assert read_people(file, frozenset()) == [("one@example.org", Place("learner", "spring"))]


def test_a_token_of_a_learners_server_holds_nothing_of_a_trainer():
    learner, grader = map(roles.server_token_scopes, ("one", "grader-spring"))

    assert scopes.TRAIN not in learner
    assert scopes.LEARN not in grader
    assert not [one for one in learner + grader if "tokens" in one or "list:" in one]
