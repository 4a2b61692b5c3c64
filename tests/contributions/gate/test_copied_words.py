"""Words of a contributor that were pasted into the course's own files. All are test records."""

import yaml

from contributions.gate.conftest import WORDS
from coprod_training.cli import main, published
from coprod_training.contributions.built_words import NOT_SEARCHED

SAID = "words of a contributor are here, outside the place that they agreed to."


def paste(keeper, words=WORDS):
    path = keeper.course.root / "course" / "modules" / "listening.yaml"
    path.write_text(f"{path.read_text()}\n# {words}\n")
    return path


def test_neither_the_gate_nor_a_copy_passes_with_them(keeper, tmp_path):
    keeper.passed()
    paste(keeper, WORDS.upper())

    said = keeper.says("gate", status=1)
    assert f"course/modules/listening.yaml: {SAID}" in said
    assert "G22" in said
    said = keeper.says("publish", tmp_path / "out", status=1)
    assert "Words of a contributor are in: course/modules/listening.yaml." in said
    assert not (tmp_path / "out").exists()


def test_a_draft_that_nobody_approved_is_found_as_well(keeper, tmp_path):
    keeper.agreed()
    keeper.step("draft", keeper.file(WORDS, "draft.txt"), day=8)
    paste(keeper)

    assert "are in:" in keeper.says("publish", tmp_path / "out", status=1)


def test_the_question_that_they_repeat_is_nobodys(keeper, tmp_path):
    keeper.agreed()
    data = yaml.safe_load(
        (keeper.course.root / "course" / "modules" / "listening.yaml").read_text()
    )
    asked = data["slots"][0]["prompt"]
    keeper.step("draft", keeper.file(asked * 3, "draft.txt"), day=8)

    keeper.says("publish", tmp_path / "out")


def test_what_is_too_large_to_be_searched_is_named(keeper, tmp_path, monkeypatch):
    keeper.passed()
    monkeypatch.setattr(published, "LARGEST", 100_000)
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "large.bin").write_bytes(b"test record" * 10_000)

    said = keeper.says("withdraw", keeper.ref, "--in", tmp_path / "copies", status=1)

    assert f"{tmp_path / 'copies' / 'large.bin'}{NOT_SEARCHED}" in said


def test_no_form_and_no_pack_is_taken_from_the_repository(keeper, monkeypatch, capsys):
    path = keeper.course.root / "review.yaml"
    path.write_text("author: test record\n")
    monkeypatch.chdir(keeper.course.root)

    for verb in (("review", "listening", path), ("review", "listening", "--points", path)):
        assert "This is in the repository" in keeper.says(*verb, status=1)
    places = ["--workspace", str(keeper.course.workspace)]

    assert main(["merge", str(path), *places]) == 1
    assert "This is in the repository" in capsys.readouterr().err
