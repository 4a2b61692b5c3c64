"""`coprod pack` and `coprod merge`, as they are typed. Every word written here is a test record."""

import json
import shutil
import stat
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from contributions.made_up import REF, walked_to
from coprod_training.cli import main
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.passages import from_data
from coprod_training.contributions.register import Register
from coprod_training.contributions.role_keys import make_key
from coprod_training.contributions.terms import TERMS_VERSION

ROOT = Path(__file__).parents[2]
SLUG = "safe-sharing"
SENT = f"{SLUG}-pack-{REF}"


def run(capsys, verb, *arguments, workspace):
    """A verb's status, what it printed, and what it refused with."""
    status = main([verb, *map(str, arguments), "--workspace", str(workspace)])
    said = capsys.readouterr()
    return status, said.out, said.err


def registered(folder, status):
    """A register in this workspace, with a contribution at this stage; its keeper's key."""
    key = make_key(folder / "keeper.key")
    register = Register(folder / "workspace" / "private", key)
    register.give_key("keeper", key.public)
    register.add("contribution", walked_to(status))
    return folder / "keeper.key"


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """One pack with a reference and one detail, made once: the folder, with its workspace in it."""
    folder = tmp_path_factory.mktemp("sent")
    details = folder / "details.yaml"
    details.write_text("payment: a test amount\n", encoding="utf-8")
    key = registered(folder, "terms agreed")
    asked = ["pack", "3", "--for", REF, "--key", key, "--details", details]
    asked += ["--course", ROOT, "--to", folder]
    assert main([*map(str, asked), "--workspace", str(folder / "workspace")]) == 0
    return folder


@pytest.fixture
def coprod(tmp_path, capsys, sent):
    """Runs a verb in a copy of that workspace."""
    shutil.copytree(sent / "workspace", tmp_path / "workspace")
    return lambda *asked: run(capsys, *asked, workspace=tmp_path / "workspace")


@pytest.fixture
def back(sent, tmp_path):
    """The pack come back as a Word document, with one comment and one edit."""
    made = Document(str(sent / f"{SENT}.docx"))
    line = next(one for one in made.paragraphs if one.text.startswith("[60]"))
    made.add_comment(line.runs[-1:], text="Test record: why?", author="Planted Personsname")
    line.add_run(" Test record: more.")
    path = tmp_path / "back.docx"
    made.save(str(path))
    return path


def without_pack(path):
    """The same document after a word processor that drops what it does not know."""
    made = Document(str(path))
    for name, one in list(made.part.rels.items()):
        if one.reltype.endswith("/customXml"):
            made.part.rels.pop(name)
    out = BytesIO()
    made.save(out)
    path.write_bytes(out.getvalue())


def test_a_pack_is_a_word_document_and_one_page_and_names_its_gaps(tmp_path, capsys):
    asked = ["--course", ROOT, "--to", tmp_path]
    status, out, _ = run(capsys, "pack", SLUG, *asked, workspace=tmp_path / "workspace")
    page = (tmp_path / f"{SLUG}-pack.html").read_text(encoding="utf-8")

    assert status == 0
    assert (tmp_path / f"{SLUG}-pack.docx").is_file()
    assert "fill in with --details: payment, paid_when, adviser, support" in out
    assert "Your own words for M3-S1" not in page


def test_details_stand_in_the_terms_and_a_reference_makes_room_in_its_slot(sent):
    page = (sent / f"{SENT}.html").read_text(encoding="utf-8")

    assert "a test amount" in page
    assert f"These words are the version {TERMS_VERSION}." in page
    assert "Your own words for M3-S1" in page
    assert "Your own words for M3-S2" not in page


@pytest.mark.parametrize("status", ["invited", "approved by contributor", "withdrawn"])
def test_nobody_is_given_room_to_write_outside_agreed_terms(tmp_path, capsys, status):
    key = registered(tmp_path, status)
    asked = ["--for", REF, "--key", key, "--course", ROOT, "--to", tmp_path / "out"]
    done, _, error = run(capsys, "pack", "3", *asked, workspace=tmp_path / "workspace")

    assert done == 1
    assert f"It is at '{status}'" in error
    assert not (tmp_path / "out").exists()


def test_room_to_write_is_in_the_module_of_the_contribution_only(sent, capsys):
    asked = ["--for", REF, "--key", sent / "keeper.key", "--course", ROOT]
    done, _, error = run(capsys, "pack", "2", *asked, workspace=sent / "workspace")

    assert (done, "belongs to the module safe-sharing" in error) == (1, True)


@pytest.mark.parametrize("text", ["salary: 1\n", "- a\n", "3\n"])
def test_details_that_the_terms_do_not_have_are_refused(coprod, tmp_path, text):
    details = tmp_path / "details.yaml"
    details.write_text(text, encoding="utf-8")
    status, _, error = coprod("pack", "3", "--details", details)

    assert status == 1
    assert "Its names are: adviser, complaints" in error


@pytest.mark.parametrize("ref", ["Some Name", "0123", "G" * 16, f"{REF}0"])
def test_a_name_is_never_taken_for_a_reference(coprod, tmp_path, ref):
    status, out, error = coprod("pack", "3", "--for", ref)

    assert (status, out) == (1, "")
    assert "A name never goes here" in error
    assert not list(tmp_path.glob("*.docx"))


def test_a_pack_with_somebodys_own_terms_is_not_written_into_the_repository(sent, coprod):
    details = ["--details", sent / "details.yaml", "--course", ROOT]
    status, _, error = coprod("pack", "3", *details, "--to", ROOT / "docs")

    assert (status, "keeps everything for ever" in error) == (1, True)
    assert not list((ROOT / "docs").glob("*-pack-*"))


def test_an_exercise_has_no_pack_and_only_modules_are_offered(coprod):
    status, _, error = coprod("pack", "whose-story-is-it", "--course", ROOT)
    _, _, offered = error.partition('no module called "whose-story-is-it"')

    assert status == 1
    assert "3 (safe-sharing)" in offered
    assert "whose-story-is-it" not in offered


def test_merging_says_how_much_landed_and_quotes_nobody(coprod, back, tmp_path):
    status, out, _ = coprod("merge", back, "--credit", "Test credit")
    page = next((tmp_path / "workspace").rglob("side-by-side.html"))

    assert status == 0
    assert "1 comment and 1 change or answer landed." in out
    assert "0 things have no passage" in out
    assert str(page) in out
    assert "Test record" not in out
    assert "Test credit" in page.read_text(encoding="utf-8")
    assert "Planted" not in page.read_text(encoding="utf-8")


def test_a_copy_that_was_not_made_here_speaks_under_nobodys_credit(coprod, back, sent, tmp_path):
    for one in (tmp_path / "workspace" / "private" / "packs").glob("*.json"):
        one.unlink()

    status, _, error = coprod("merge", back, "--key", sent / "keeper.key")
    assert (status, "This copy was not made here" in error) == (1, True)
    status, out, _ = coprod("merge", back)
    assert (status, "This pack was not made here" in out) == (0, True)
    page = next((tmp_path / "workspace").rglob("side-by-side.html")).read_text(encoding="utf-8")
    assert "test record: a credit" not in page


def test_what_one_person_is_offered_is_not_read_from_the_repository(coprod):
    status, _, error = coprod("pack", "3", "--course", ROOT, "--details", ROOT / "README.md")

    assert (status, "keeps everything for ever" in error) == (1, True)


def test_nobody_writes_for_what_was_withdrawn_by_its_link(coprod, sent, tmp_path):
    ContentStore(tmp_path / "workspace" / "private").take_out(REF, date(2026, 1, 20))
    asked = ["--for", REF, "--key", sent / "keeper.key", "--course", ROOT, "--to", tmp_path]
    status, _, error = coprod("pack", "3", *asked)

    assert (status, "This contribution was withdrawn" in error) == (1, True)


def test_with_a_key_the_register_says_how_the_person_is_called(coprod, back, sent, tmp_path):
    key = ["--key", sent / "keeper.key"]

    status, _, error = coprod("merge", back, "--credit", "Somebody else", *key)
    assert (status, "not the credit that the person" in error) == (1, True)
    assert coprod("merge", back, *key)[0] == 0
    page = next((tmp_path / "workspace").rglob("side-by-side.html")).read_text(encoding="utf-8")
    assert "test record: a credit" in page


def test_a_document_without_its_pack_is_known_by_what_was_kept_and_a_keepers_key(
    coprod, back, sent
):
    without_pack(back)

    status, _, error = coprod("merge", back)
    assert (status, "your key with --key" in error) == (1, True)
    status, out, _ = coprod("merge", back, "--key", sent / "keeper.key")
    assert (status, "1 comment and 1 change" in out) == (0, True)


def test_what_somebody_is_paid_is_sealed_and_what_they_get_is_for_its_owner_only(sent):
    private = sent / "workspace" / "private"
    holding = [
        path for path in private.rglob("*") if path.is_file() and b"a test amo" in path.read_bytes()
    ]

    assert holding == []
    assert len(list((private / "packs").glob("*.json"))) == 1
    for ending in ("docx", "html"):
        assert stat.S_IMODE((sent / f"{SENT}.{ending}").stat().st_mode) == 0o600


def test_where_nobody_holds_a_keepers_key_a_pack_with_terms_is_not_kept(sent, tmp_path, capsys):
    asked = ["--details", sent / "details.yaml", "--course", ROOT, "--to", tmp_path / "out"]
    status, out, _ = run(capsys, "pack", "3", *asked, workspace=tmp_path / "another")

    assert (status, "It is not kept here" in out) == (0, True)
    assert not (tmp_path / "another" / "private" / "packs").exists()


def test_what_is_for_the_keeper_alone_opens_with_their_key_only(coprod, sent, tmp_path):
    page = (sent / f"{SENT}.html").read_text(encoding="utf-8")
    pack = from_data(read_page(page.encode()).carried["pack"])
    number = next(n for n, one in pack.numbered() if one.id == "m3-s1/words")
    paid = next(n for n, one in pack.numbered() if one.id == "terms/payment")
    values = {f"{number}.answer": "Test record: words.", f"{paid}.comment": "Test record: when?"}
    said = json.dumps({"at": "2026-11-26", "values": values})
    back = tmp_path / "back.html"
    back.write_text(page.replace('id="said">null', f'id="said">{said}'), encoding="utf-8")

    out = coprod("merge", back)[1]
    (sealed,) = (tmp_path / "workspace").rglob("for-the-keeper.*")
    assert f"2 for the contribution keeper only: {sealed}" in out
    assert b"Test record" not in sealed.read_bytes()
    assert coprod("merge", sealed)[0] == 1
    make_key(tmp_path / "other.key")
    status, out, error = coprod("merge", sealed, "--key", tmp_path / "other.key")
    assert (status, out, "does not open this file" in error) == (1, "", True)
    out = coprod("merge", sealed, "--key", sent / "keeper.key")[1]
    assert "about the terms, passage" in out
    assert "Test record: when?" in out
    step = ["--key", sent / "keeper.key", "--course", ROOT]
    assert coprod("contribution", "draft", REF, sealed, *step)[0] == 0
    store = ContentStore(tmp_path / "workspace" / "private")
    assert store.read(REF, store.newest(REF).hash) == b"Test record: words."


def test_a_document_that_nothing_is_known_of_is_refused_rather_than_guessed(
    coprod, back, sent, tmp_path
):
    without_pack(back)
    for one in (tmp_path / "workspace" / "private" / "packs").glob("*.json"):
        one.unlink()
    status, _, error = coprod("merge", back)
    assert status == 1
    assert "its numbers could mean anything" in error

    assert coprod("merge", back, "--pack", sent / f"{SENT}.html")[0] == 0


def test_an_authors_page_is_taken_in_with_the_same_verb(coprod, back, tmp_path):
    coprod("merge", back)
    page = next((tmp_path / "workspace").rglob("side-by-side.html"))
    name = read_page(page.read_bytes()).carried["name"]
    said = json.dumps({"at": "", "values": {f"{name}-1.answer": "changed"}})
    text = page.read_text(encoding="utf-8")
    answers = tmp_path / "answers.html"
    answers.write_text(text.replace('id="said">null', f'id="said">{said}'), encoding="utf-8")

    assert coprod("merge", answers)[1] == (f"1 of 2 points have an answer.\nStill open: {name}-2\n")


@pytest.mark.parametrize("content", [b"", b"Some letter", b"PK\x03\x04", b"<html></html>"])
def test_another_file_is_refused_in_words(coprod, tmp_path, content):
    path = tmp_path / "letter.bin"
    path.write_bytes(content)
    status, out, error = coprod("merge", path)

    assert (status, out) == (1, "")
    assert "Traceback" not in error
    assert error.count("\n") >= 2
