"""`coprod hub`, as an operator types it."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coprod_training.cli import main
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place
from coprod_training.hub.running import write_settings

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
SERVICES = Path(__file__).parents[2] / "course" / "services.csv"


@pytest.fixture
def settings(tmp_path):
    values = {
        "state": "state",
        "course": "course",
        "services": SERVICES,
        "address": "https://course.example.org",
    }
    write_settings(tmp_path / "hub", values)
    return str(tmp_path / "hub" / "hub.toml")


@pytest.fixture
def book(settings):
    return EnrolmentBook(Path(settings).parent / "state")


@pytest.fixture
def people(tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(
        "account,role,cohort,service\none@x.org,learner,spring,sample-a\ntwo,trainer,spring,\n"
    )
    return str(file)


def test_a_join_code_is_printed_once_and_names_the_new_cohort(settings, book, capsys):
    done = main(["hub", "join-code", "sample-a", "--cohort", "spring", "--settings", settings])

    said = capsys.readouterr().out
    assert done == 0
    assert "It is shown once." in said
    assert "New cohorts: spring. Restart the hub" in said
    assert book.read().cohorts == ["spring"]

    main(["hub", "join-code", "sample-a", "--cohort", "spring", "--settings", settings])

    assert "New cohorts" not in capsys.readouterr().out


def test_a_code_for_a_service_that_is_not_there_is_refused(settings, capsys):
    assert main(["hub", "join-code", "nowhere", "--settings", settings]) == 1
    assert "There are: sample-a, sample-b" in capsys.readouterr().err


def test_with_passwords_a_list_gives_codes_and_no_place(settings, book, people, tmp_path):
    out = tmp_path / "codes.csv"

    assert main(["hub", "enrol", people, "--codes", str(out), "--settings", settings]) == 0

    rows = out.read_text().splitlines()
    assert [row.split(",")[0] for row in rows] == ["account", "one@x.org", "two"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert book.of("one@x.org").places == frozenset()


def test_with_passwords_a_list_without_a_place_for_codes_is_refused(settings, people, capsys):
    assert main(["hub", "enrol", people, "--settings", settings]) == 1
    assert "Say with --codes FILE" in capsys.readouterr().err


def test_codes_are_written_over_no_file(settings, people, tmp_path, capsys):
    out = tmp_path / "codes.csv"
    out.write_text("test record")

    assert main(["hub", "enrol", people, "--codes", str(out), "--settings", settings]) == 1

    assert "This file is there already." in capsys.readouterr().err
    assert out.read_text() == "test record"


@pytest.fixture
def with_organisation(settings):
    path = Path(settings)
    section = (
        '\nsign_in = "oidc"\n[oidc]\nname = "x"\nclient_id = "x"\nclient_secret_file = "x"\n'
        'authorize_url = "x"\ntoken_url = "x"\nuserdata_url = "x"\n'
    )
    path.write_text(path.read_text() + section)


def test_with_an_organisations_sign_in_a_list_gives_places(
    settings, book, people, with_organisation
):
    assert main(["hub", "enrol", people, "--settings", settings]) == 0
    assert book.of("one@x.org").is_learner

    assert main(["hub", "leave", "one@x.org", "--settings", settings]) == 0
    assert not book.of("one@x.org").is_learner
    assert main(["hub", "leave", "one@x.org", "--settings", settings]) == 1


def test_a_list_says_who_has_a_place_already_and_learns_elsewhere(
    settings, book, with_organisation, tmp_path, capsys
):
    autumn, spring = (tmp_path / f"{one}.csv" for one in ("autumn", "spring"))
    for file in (autumn, spring):
        file.write_text(f"account,role,cohort,service\nab@x.org,learner,{file.stem},sample-a\n")
    for file in (spring, autumn):
        assert main(["hub", "enrol", str(file), "--settings", settings]) == 0
    assert "Not moved" not in capsys.readouterr().out

    assert main(["hub", "enrol", str(spring), "--settings", settings]) == 0

    said = capsys.readouterr().out
    assert "1 rows read, 0 new places." in said
    assert "Not moved: ab@x.org has a place in spring already, and learns in autumn." in said
    assert book.of("ab@x.org").cohort == "autumn"


def test_with_passwords_a_list_says_whom_a_code_takes_back_to_a_cohort_of_before(
    settings, book, people, tmp_path, capsys
):
    spring = Place("learner", "spring", "sample-b")
    book.enrol([("one@x.org", spring), ("one@x.org", Place("learner", "autumn", "sample-a"))], NOW)

    asked = ["hub", "enrol", people, "--settings", settings, "--codes"]
    assert main([*asked, str(tmp_path / "codes.csv")]) == 0

    said = capsys.readouterr().out
    assert "one@x.org has a place in spring already, and learns in autumn. Their code" in said
    assert "two has a place" not in said
    code = (tmp_path / "codes.csv").read_text().splitlines()[1].split(",")[3]
    assert book.of("one@x.org").cohort == "autumn"
    assert book.join("one@x.org", code, datetime.now(UTC))
    assert book.of("one@x.org").cohort == "spring"

    assert main([*asked, str(tmp_path / "more.csv")]) == 0

    assert "has a place" not in capsys.readouterr().out


def test_whoever_takes_a_trainer_off_is_told_to_stop_the_pages_that_they_shared(
    settings, book, capsys
):
    """What a trainer left running there, and the server's token, would outlive their place."""
    places = [Place("trainer", "spring"), Place("trainer", "autumn")]
    book.enrol([*(("two", one) for one in places), ("one", Place("learner", "spring"))], NOW)

    main(["hub", "leave", "one", "--settings", settings])
    of_a_learner = capsys.readouterr().out
    main(["hub", "leave", "two", "--settings", settings])
    of_a_trainer = capsys.readouterr().out

    assert "Running servers" not in of_a_learner
    for cohort in ("spring", "autumn"):
        assert f"Stop Trainers' pages of {cohort} on Running servers" in of_a_trainer


def test_an_account_is_found_however_its_name_is_typed(settings, book, capsys):
    book.enrol([("two@x.org", Place("learner", "spring"))], NOW)

    assert main(["hub", "leave", "Two@X.org", "--settings", settings]) == 0

    assert book.of("two@x.org").taken_off


@pytest.mark.slow
def test_a_forgotten_password_is_given_anew(hub, capsys):
    from hub.visitor import Visitor

    visitor = Visitor(hub.address, "forgets-it")
    visitor.sign_up()
    settings = str(hub.folder / "hub.toml")

    assert main(["hub", "password", "Forgets-It", "--settings", settings]) == 0

    fresh = capsys.readouterr().out.strip()
    assert "The account name or password is not right." in visitor.sign_in().text
    assert "Your join code" in visitor.sign_in(fresh).text
    assert main(["hub", "password", "nobody-at-all", "--settings", settings]) == 1
