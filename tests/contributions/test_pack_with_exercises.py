"""`coprod pack --exercises`: for whoever decides on a module, and for no learner."""

from pathlib import Path

import pytest

from coprod_training.cli import main

ROOT = Path(__file__).parents[2]
WHY = "Why we call it right"


@pytest.mark.parametrize(("asked", "there"), [(["--exercises"], True), ([], False)])
def test_keys_of_an_exercise_are_in_a_pack_that_asks_for_them_and_in_no_other(
    asked, there, tmp_path, capsys
):
    where = ["--course", str(ROOT), "--to", str(tmp_path), "--workspace", str(tmp_path / "ws")]

    assert main(["pack", "3", *asked, *where]) == 0
    page = (tmp_path / "safe-sharing-pack.html").read_text(encoding="utf-8")
    assert (WHY in page) == there
    assert ("It shows what we call right in marked exercises" in capsys.readouterr().out) == there
