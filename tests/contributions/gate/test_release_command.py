"""`coprod release` and `coprod publish` on a small course with everything on record."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import yaml

from contributions.gate.conftest import CREDIT, SLOT, WORDS
from contributions.gate.made_up_case import contribution
from contributions.made_up import REF, everything_in, on
from coprod_training.cli.gate_case import MANIFEST
from coprod_training.content.course import load_course
from coprod_training.content.on_a_day import NOT_A_TESTER, course_for
from coprod_training.contributions.copies import Copies
from coprod_training.contributions.gate.standing import BEGUN, NOBODY_YET, NOT_IN_ORDER
from coprod_training.contributions.history_files import take_out


def published(ready, tmp_path, name="out"):
    assert ready.run("publish", tmp_path / name) == 0
    return load_course(tmp_path / name / "course")


def words_in(course):
    (slot,) = course.modules[0].slots
    return slot.words


def test_a_course_that_every_rule_passes_is_released_and_shows_what_was_agreed(
    ready, tmp_path, capsys
):
    assert ready.run("gate") == 0, capsys.readouterr().out

    assert ready.run("release") == 0
    course = published(ready, tmp_path)

    assert ready.status() == course.info.status == "released"
    assert (words_in(course).text, words_in(course).credit) == (WORDS, CREDIT)
    assert ready.record().status == "released"


def test_what_passed_in_a_module_that_a_bundle_leaves_out_is_not_released_with_it(ready):
    left_out = contribution(ref=f"{9:016x}", module="fair-terms", slot="m4-s1")
    ready.register.add("contribution", left_out)

    assert ready.run("release") == 0

    assert ready.record().status == "released"
    assert ready.register.read("contribution", left_out.ref).record.status == "passed"


def test_a_copy_knows_when_a_yes_to_paper_ends(ready, tmp_path):
    consents = ready.record().consents
    paper = replace(consents.channel("printed"), until=on(100))
    ready.change(consents=replace(consents, channels={**consents.channels, "printed": paper}))
    ready.run("release")
    ready.run("publish", tmp_path / "out")

    (slot,) = load_course(tmp_path / "out" / "course").modules[0].slots
    assert (slot.words.printed, slot.words.printed_until) == (True, on(101).isoformat())


def test_a_released_copy_says_nowhere_that_it_is_a_draft(ready, tmp_path):
    ready.run("release")
    published(ready, tmp_path)

    assert b"This is a draft" not in everything_in(tmp_path / "out" / "modules")
    assert b"This course is a draft" not in (tmp_path / "out" / "home.ipynb").read_bytes()


def test_the_public_learns_states_and_nothing_of_the_person(ready, tmp_path):
    ready.run("release")
    published(ready, tmp_path)
    manifest = ready.root / "course" / "contributors" / "manifest.yaml"
    plain = yaml.safe_load(manifest.read_text())

    assert plain["slots"][0]["status"] == "released"
    assert plain["slots"][0]["reference"] == REF
    assert plain["gates"][0]["gate"] == "passed"
    assert plain["reviews"][0]["lived_experience_reviewers"] == 2
    for public in (manifest.read_bytes(), everything_in(tmp_path / "out")):
        for secret in (b"Planted", b"Testperson", b"12345", b"test record: a colleague"):
            assert secret not in public
    assert WORDS.encode() not in manifest.read_bytes()


def test_one_changed_sign_of_approved_content_blocks_a_release(ready, capsys):
    ready.store.keep(REF, WORDS.replace("more", "mose").encode())

    assert ready.run("release") == 1
    assert "the content changed after its contributor approved it." in capsys.readouterr().out


def test_a_released_course_that_no_longer_passes_is_published_as_a_draft_with_the_reason(
    ready, tmp_path
):
    ready.run("release")
    ready.store.keep(REF, WORDS.replace("more", "mose").encode())

    course = published(ready, tmp_path)

    assert course.info.status == "draft"
    assert course.info.status_words == NOT_IN_ORDER
    assert words_in(course) is None


def test_a_review_that_has_ended_takes_the_certificate_off_with_a_banner(ready, tmp_path):
    ready.run("release")
    register = ready.register
    (ref,) = register.refs("review")
    held = register.read("review", ref)
    register.save(held, replace(held.record, signed_on=on(-800)))

    info = published(ready, tmp_path).info

    assert info.status == "draft"
    assert "The certificate is off until it is done again." in info.certificate_off


def test_a_contribution_that_may_not_be_downloaded_is_left_out_and_keeps_its_course_back(
    ready, tmp_path, capsys
):
    consents = ready.record().consents
    ready.change(
        consents=replace(consents, channels={"course site": consents.channels["course site"]})
    )

    assert words_in(published(ready, tmp_path)) is None
    assert ready.run("gate") == 1
    assert f"Left out of copies made today: {SLOT}." in capsys.readouterr().out
    assert ready.run("release") == 1
    assert "downloaded notebooks: it was never asked." in capsys.readouterr().out


def test_a_pilot_may_wait_for_its_reviews_and_says_so(ready, tmp_path):
    register = ready.register
    (ref,) = register.refs("review")
    held = register.read("review", ref)
    register.save(held, replace(held.record, signed_on=None))

    assert ready.run("release") == 1
    assert ready.run("release", "--pilot", "--tester", "test-record-7") == 0
    info = published(ready, tmp_path).info

    assert info.status == "pilot"
    assert info.status_words.startswith("Draft: not yet reviewed by people with lived experience.")


def test_a_pilot_is_one_for_its_named_testers_and_an_open_draft_for_everybody_else(
    ready, tmp_path, capsys
):
    assert ready.run("release", "--pilot") == 1
    assert ready.run("release", "--tester", "test-record-7") == 1
    assert "Only a pilot has named testers" in capsys.readouterr().err
    assert ready.run("release", "--pilot", "--tester", "test-record-7") == 0
    course, today = published(ready, tmp_path), datetime.now(UTC).date()

    theirs, others = (course_for(course, name, today) for name in ("test-record-7", "somebody"))

    assert (theirs.info.status, words_in(theirs).text) == ("pilot", WORDS)
    assert (others.info.status, words_in(others)) == ("draft", None)
    assert others.info.status_words == NOT_A_TESTER
    assert b"test-record-7" not in everything_in(tmp_path / "out")


def test_pages_of_a_pilot_for_a_website_name_nobody_whom_only_testers_may_read(ready, tmp_path):
    ready.run("release", "--pilot", "--tester", "test-record-7")
    published(ready, tmp_path)
    credits = tmp_path / "out" / "credits"
    pages = [*credits.glob("*.html"), credits / "CITATION.cff"]
    # Somebody else's withdrawal makes all of them anew.
    take_out(tmp_path / "out", "f" * 16, pilot=True)

    assert len(pages) > 2
    assert [one.name for one in pages if CREDIT in one.read_text()] == []
    assert CREDIT in (credits / "history.json").read_text()


@pytest.mark.parametrize("status", ["approved by contributor", "module review"])
def test_a_pilot_that_no_longer_passes_shows_nobody_what_only_testers_may_read(
    ready, tmp_path, status
):
    ready.change(status=status)
    ready.run("release", "--pilot", "--tester", "test-record-7")
    assert words_in(published(ready, tmp_path, "pilot")).text == WORDS
    (ready.root / "course" / "page-checks.yaml").write_text("checks: []\n")

    course, today = published(ready, tmp_path), datetime.now(UTC).date()

    theirs, others = (course_for(course, name, today) for name in ("test-record-7", "somebody"))
    assert theirs.info.status == others.info.status == "draft"
    assert words_in(theirs) is words_in(others) is None
    everything = everything_in(tmp_path / "out")
    assert [one for one in (WORDS, CREDIT, REF) if one.encode() in everything] == []
    assert [one.folder.name for one in Copies(ready.private).with_ref(REF)] == ["pilot"]


def test_the_list_of_testers_ends_with_the_pilot(ready):
    assert ready.run("release", "--pilot", "--tester", "test-record-7") == 0
    assert len([*ready.private.glob("contributions/testers.json")]) == 1

    assert ready.run("release", "--draft") == 0

    assert [*ready.private.rglob("testers.json")] == []


def test_a_draft_with_contributors_words_says_that_people_have_begun_to_shape_it(ready, tmp_path):
    path = ready.root / "course" / "course.yaml"
    before = "Test record. Nobody has shaped it yet."
    for file in (path, *(ready.root / "modules").glob("*.ipynb")):
        file.write_text(file.read_text().replace(before, f"Test record. {NOBODY_YET}"))

    course = published(ready, tmp_path)

    assert words_in(course).text == WORDS
    assert course.info.status_words == f"Test record. {BEGUN}"
    assert NOBODY_YET.encode() not in everything_in(tmp_path / "out" / "modules")


def test_going_back_to_an_open_draft_asks_nobody(ready):
    ready.run("release")

    assert ready.run("release", "--draft", key=False) == 0
    assert ready.status() == "draft"


def test_without_a_key_nothing_is_said_of_the_register_and_nothing_is_released(ready, capsys):
    assert ready.run("release", key=False) == 1
    assert "The register of contributors is sealed." in capsys.readouterr().err


def test_a_manifest_of_contributions_without_their_register_is_no_open_course(
    ready, tmp_path, capsys
):
    ready.run("release")
    ready.workspace = tmp_path / "elsewhere"

    for verb, *options in (["gate"], ["publish", tmp_path / "copy"]):
        assert ready.run(verb, *options) == 1
        assert "has contributions. The register" in capsys.readouterr().err
    assert not (tmp_path / "copy").exists()


def test_a_course_that_says_it_is_released_is_no_open_draft_where_there_is_no_register(
    ready, tmp_path, capsys
):
    ready.run("release")
    (ready.root / MANIFEST).unlink()
    ready.workspace = tmp_path / "elsewhere"

    assert ready.run("publish", tmp_path / "copy") == 1
    assert "says that it is: released. The register" in capsys.readouterr().err


def test_the_slot_has_its_place_in_the_small_course(ready):
    assert [slot.id for slot in load_course(ready.root / "course").modules[0].slots] == [SLOT]
