"""A pause, a stop and a no hide words on the same day; nothing is deleted. All of it is made up."""

import json
from datetime import timedelta

import pytest

from contributions.gate.conftest import CREDIT, SLOT
from contributions.gate.left_of_it import traces
from contributions.made_up import REF, passed_too
from coprod_training.content.course import load_course
from coprod_training.content.passages import slot_view
from coprod_training.content.upgrade import install

ANSWERS = (
    "use", "health", "course site", "downloaded notebooks", "printed", "live teaching",
    "social media", "film", "reuse licence", "ai",
)  # fmt: skip
CREDITED = {
    "how": "chosen_name",
    "display_text": CREDIT,
    "risk_talk": "2026-01-05",
}


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
    shown.register.add("contribution", passed_too(shown.record()))  # what `replace` needs

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


@pytest.fixture
def again(shown, tmp_path):
    """Asked again, they say yes to everything but what is named; the credit stays as it is."""

    def answered(*no, how=CREDITED):
        day, form = shown.record().consents.use.on, tmp_path / "again.yaml"
        said = {name: name not in no for name in ANSWERS}
        terms = {"answered_on": f"{day}", "wording": "terms-1", "answers": said}
        until = f"{day + timedelta(days=300)}"
        terms |= {"until": until, "use_for": "test record", "ends": {}}
        given = {"terms": terms, "credit": how, "review_by": until}
        form.write_text(json.dumps(given))
        assert shown.run("contribution", "due", REF) == 0
        return shown.run("contribution", "renew", REF, form, "--reply", "yes")

    return answered


def test_a_no_when_asked_again_counts_at_once(shown, again, capsys):
    assert again("course site") == 0, capsys.readouterr().err

    said = capsys.readouterr().out
    assert shown_in(shown.folders) == []
    assert "there is no yes to: course site." in said
    assert f"Hidden in {shown.out}" in said
    assert "Copies on other machines still show it." in said


def test_a_yes_when_asked_again_hides_nothing_and_another_credit_is_a_wish(shown, again, capsys):
    assert again(how=CREDITED | {"display_text": "test record: another"}) == 0

    assert "Copies on other machines" not in capsys.readouterr().out
    assert shown_in(shown.folders) != []
    assert [one.wish for one in shown.record().requests] == ["change the credit"]


@pytest.mark.parametrize(
    ("name", "use", "said"),
    [("printed", "printed", "paper"), ("reuse licence", "reuse", "reuse by others")],
)
def test_a_no_to_paper_or_reuse_is_noted_in_copies_here(shown, answer, name, use, said, capsys):
    answer(name, yes=True)
    shown.run("publish", shown.out)
    install(shown.out, shown.workspace / "learner")
    assert [getattr(one, use) for one in words_in(shown.folders)] == [True, True]

    answer(name)

    assert [getattr(one, use) for one in words_in(shown.folders)] == [False, False]
    printed = capsys.readouterr().out
    assert f"No to {said}: noted in {shown.out}" in printed
    assert f"Copies on other machines still say yes to {said}." in printed


def words_in(folders):
    """What stands in the slot, by folder."""
    found = [load_course(folder / "course").modules[0].slots for folder in folders]
    return [slot.words for (slot,) in found]


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
