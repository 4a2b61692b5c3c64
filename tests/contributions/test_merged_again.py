"""The same file is taken in a second time: nothing that is there is lost. Test records."""

import pytest

from contributions.small_pack import PACK, SLOT
from contributions.test_pages_that_come_back import VALUES, saved
from coprod_training.cli import main
from coprod_training.contributions.pack_shelf import PackShelf, for_keeper_in
from coprod_training.contributions.register import Register
from coprod_training.contributions.role_keys import make_key

TOLD = "This file was taken in before."


@pytest.fixture
def take_in(tmp_path, capsys):
    page = tmp_path / "back.html"
    page.write_bytes(saved({f"{SLOT}.answer": "Test record: made up.", **VALUES}))

    def run(*more):
        assert main(["merge", str(page), *more, "--workspace", str(tmp_path)]) == 0
        return capsys.readouterr().out

    return run


@pytest.fixture
def place(tmp_path):
    """Where it is kept; asked for once it is there."""
    return lambda: next((tmp_path / "private" / "packs" / PACK.id).glob("*/"))


def test_what_is_the_keepers_is_written_again_where_it_was_deleted(take_in, place):
    assert TOLD not in take_in()
    kept = place() / "for-the-keeper.json"
    before = kept.read_bytes()
    kept.unlink()

    said = take_in()

    assert TOLD in said
    assert f"1 for the contribution keeper only: {kept}" in said
    assert kept.read_bytes() == before


def test_it_is_sealed_where_somebody_holds_a_key_by_then(tmp_path, take_in, place):
    take_in()
    key = make_key(tmp_path / "keeper.key")
    Register(tmp_path / "private", key).give_key("keeper", key.public)

    take_in()

    (sealed,) = place().glob("for-the-keeper.*")
    assert [one.number for one in for_keeper_in(sealed.read_bytes(), key)] == [SLOT]


def test_a_credit_that_is_given_later_comes_in_and_the_answers_stay(tmp_path, take_in, place):
    take_in()
    shelf = PackShelf(tmp_path / "private" / "packs")
    (ref, *_) = (one.ref for one in shelf.said(place()))
    shelf.answer(place(), {f"{ref}.answer": "changed"})
    page = place() / "side-by-side.html"
    assert "Test credit" not in page.read_text()

    said = take_in("--credit", "Test credit")

    points = shelf.said(place())
    assert {one.who for one in points} == {"Test credit"}
    assert [one.answer for one in points] == ["changed", *[""] * (len(points) - 1)]
    assert f"as you say it now, on {len(points)} points" in said
    assert "Test credit" in page.read_text()
    assert "as you say it now" not in take_in("--credit", "Test credit")


def test_a_point_that_reads_otherwise_is_left_as_it_is(tmp_path, take_in, place):
    take_in()
    shelf = PackShelf(tmp_path / "private" / "packs")
    path = place() / "points.json"
    path.write_text(path.read_text().replace("who</b> opens it?", "who</b> closes it?"))

    take_in("--credit", "Test credit")

    assert [one.who == "Test credit" for one in shelf.said(place())] == [False, *[True] * 5]


def test_what_an_earlier_version_told_the_author_is_gone_when_it_is_taken_in_again(take_in, place):
    take_in()
    points = (place() / "points.json").read_bytes()
    names = ("not-landed.json", "side-by-side.html", "for-the-keeper.json")
    before = {name: (place() / name).read_bytes() for name in names}
    for name in names:
        (place() / name).write_text("Test record: as an earlier version wrote it")

    take_in()

    assert {name: (place() / name).read_bytes() for name in names} == before
    assert (place() / "points.json").read_bytes() == points
