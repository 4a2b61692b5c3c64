"""Who gives a dataset where a release belongs is told so, and not to take its files away."""

import json

import pytest

from coprod_training.cli import main


@pytest.mark.parametrize("name", ["coprod-survey-dataset", "coprod-survey-synthetic"])
@pytest.mark.parametrize("command", [["report"], ["gaps"]])
def test_a_dataset_is_called_one(tmp_path, capsys, command, name):
    folder = tmp_path / "dataset"
    folder.mkdir()
    (folder / "datapackage.json").write_text(json.dumps({"name": name}))
    (folder / "codebook-cps-0.1.md").write_text("Test record")
    out = [str(tmp_path / "out.html")] if command == ["report"] else []

    assert main(["survey", *command, str(folder), *out]) == 1

    said = capsys.readouterr().err
    assert "This is a dataset" in said
    assert "Give the folder that `coprod survey release` wrote." in said
    assert "Take it out" not in said
