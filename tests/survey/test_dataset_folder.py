import json

import pytest

from coprod_training.errors import CoprodError
from coprod_training.survey.dataset_folder import write_dataset_folder

DESCRIPTOR = {
    "name": "coprod-survey-dataset",
    "resources": [{"path": "data/one.csv"}],
    "codebooks": ["codebook.md"],
}
FILES = {
    "datapackage.json": json.dumps(DESCRIPTOR).encode(),
    "data/one.csv": b"a\n",
    "codebook.md": b"A\n",
    "README.md": b"R\n",
}


def here(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_new_folder_holds_the_files_and_only_its_owner_may_look(tmp_path):
    write_dataset_folder(tmp_path / "new" / "out", FILES)

    assert here(tmp_path / "new" / "out") == FILES
    assert (tmp_path / "new" / "out").stat().st_mode & 0o777 == 0o700
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["out"]


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "out").mkdir()

    write_dataset_folder(tmp_path / "out", FILES)

    assert here(tmp_path / "out") == FILES


def test_an_earlier_dataset_is_replaced_whole(tmp_path):
    write_dataset_folder(tmp_path / "out", FILES)
    smaller = {name: b"{}" for name in ("datapackage.json", "README.md")}

    write_dataset_folder(tmp_path / "out", smaller)

    assert here(tmp_path / "out") == smaller


@pytest.mark.parametrize("name", ["notes.txt", "datapackage.json"])
def test_a_folder_of_something_else_is_refused_and_left_alone(tmp_path, name):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("{}")

    with pytest.raises(CoprodError, match="it is not a survey dataset"):
        write_dataset_folder(tmp_path / "out", FILES)

    assert here(tmp_path / "out") == {name: b"{}"}


def test_a_file_of_ones_own_in_the_dataset_is_never_lost(tmp_path):
    write_dataset_folder(tmp_path / "out", FILES)
    (tmp_path / "out" / "data" / "my-notes.txt").write_text("keep me")

    with pytest.raises(CoprodError, match=r"has other files in it: data/my-notes\.txt"):
        write_dataset_folder(tmp_path / "out", FILES)


@pytest.mark.parametrize("spoilt", ["resources", "codebooks"])
@pytest.mark.parametrize("now", [None, 3, [3], [{}]])
def test_a_damaged_dataset_is_not_replaced_and_that_is_said(tmp_path, spoilt, now):
    write_dataset_folder(tmp_path / "out", FILES)
    about = tmp_path / "out" / "datapackage.json"
    said = json.loads(about.read_bytes()) | {spoilt: now}
    about.write_text(json.dumps({name: one for name, one in said.items() if one is not None}))

    with pytest.raises(CoprodError, match=r"does not say whole|has other files"):
        write_dataset_folder(tmp_path / "out", FILES)


def test_when_writing_fails_the_earlier_dataset_is_still_there(tmp_path):
    write_dataset_folder(tmp_path / "out", FILES)

    with pytest.raises(CoprodError, match="What was there before is still there"):
        write_dataset_folder(tmp_path / "out", {"a": b"1", "a/b": b"2"})

    assert here(tmp_path / "out") == FILES
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
