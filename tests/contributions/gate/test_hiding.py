"""A pause, a stop and a no hide words on the same day; nothing is deleted. All of it is made up."""

import pytest

from contributions.gate.conftest import SLOT
from contributions.gate.left_of_it import traces
from contributions.made_up import REF
from coprod_training.content.course import load_course
from coprod_training.content.passages import slot_view
from coprod_training.content.upgrade import install


@pytest.fixture
def shown(ready, tmp_path):
    """A released course, published and open in the workspace."""
    ready.run("release")
    ready.out = tmp_path / "out"
    ready.run("publish", ready.out)
    install(ready.out, ready.workspace / "learner")
    ready.folders = (ready.out, ready.workspace / "learner" / ".coprod")
    return ready


def shown_in(folders):
    return [path for folder in folders for path in traces(folder)]


@pytest.mark.parametrize("step", ["pause", "stop", "replace"])
def test_it_is_hidden_at_once_in_every_copy_here_and_its_place_waits(shown, step, capsys):
    assert shown_in(shown.folders) != []

    assert shown.run("contribution", step, REF) == 0

    assert shown_in(shown.folders) == []
    view = slot_view(load_course(shown.out / "course"), SLOT, 3)
    assert (view["words"], view["removed"]) == (None, False)
    said = capsys.readouterr().out
    assert f"Hidden in {shown.folders[0]}" in said
    assert f"Hidden in {shown.folders[1]}" in said
    assert shown.store.versions(REF) != ()


def test_after_a_pause_the_next_copy_shows_it_again(shown, tmp_path):
    shown.run("contribution", "pause", REF)
    shown.run("contribution", "resume", REF)

    assert shown.run("publish", shown.out) == 0
    assert shown_in([shown.out]) != []


def test_one_that_an_earlier_version_declined_after_its_release_is_in_no_new_copy(shown):
    """Today's commands withdraw it instead; a register may have such a record all the same."""
    shown.change(status="declined")

    shown.run("publish", shown.out)

    assert shown_in([shown.out]) == []


@pytest.fixture
def answer(shown, tmp_path):
    """They say yes or no to one thing."""

    def answered(name, yes=False):
        form = tmp_path / "form.yaml"
        agreed = shown.record().consents.use
        form.write_text(
            f"answered_on: {agreed.on}\nwording: {agreed.wording}\nuntil: {agreed.until}\n"
            f"answers: {{{name}: {str(yes).lower()}}}\n"
        )
        assert shown.run("contribution", "consent", REF, form) == 0

    return answered


def test_a_no_to_the_website_counts_at_once_and_a_no_to_a_film_hides_no_text(shown, answer):
    answer("film")
    assert shown_in(shown.folders) != []
    answer("course site")
    assert shown_in(shown.folders) == []


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("film", "film", "film"),
        ("scenario", "reuse licence", "the reuse licence of the lesson that they wrote in"),
        ("co-author", "reuse licence", "the reuse licence of the lesson that they wrote in"),
    ],
)
def test_a_no_to_what_only_their_kind_needs_counts_at_once_too(
    shown, answer, kind, name, said, capsys
):
    shown.change(kind=kind)
    answer(name, yes=True)
    assert shown_in(shown.folders) != []

    answer(name)

    assert shown_in(shown.folders) == []
    assert f"there is no yes to: {said}." in capsys.readouterr().out


def test_a_keeper_hears_which_answers_keep_words_from_being_shown(shown, tmp_path, capsys):
    form = tmp_path / "form.yaml"
    agreed = shown.record().consents.use
    form.write_text(
        f"answered_on: {agreed.on}\nwording: {agreed.wording}\nuntil: {agreed.until}\n"
        "answers: {downloaded notebooks: false, health: false}\n"
    )
    shown.run("contribution", "consent", REF, form)

    said = capsys.readouterr().out
    assert "no yes to: what it says about health, downloaded notebooks." in said


def test_a_copy_that_cannot_be_changed_is_named(shown, capsys):
    (shown.out / "course" / "modules" / "listening.yaml").write_text("slots: [torn\n")

    shown.run("contribution", "pause", REF)

    assert f"Could not be changed, so remove it, or change it as its owner: {shown.out}" in (
        capsys.readouterr().out
    )
