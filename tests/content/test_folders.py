import pytest

from coprod_training.content.folders import put_in_place


def test_a_folder_is_replaced_whole(tmp_path):
    out = tmp_path / "out"
    for name in ("old", "new"):
        with put_in_place(out) as folder:
            (folder / name).write_text(name)

    assert [path.name for path in out.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_the_folder_as_it_was(tmp_path):
    out = tmp_path / "out"
    with put_in_place(out) as folder:
        (folder / "old").write_text("old")

    with pytest.raises(RuntimeError), put_in_place(out) as folder:  # noqa: PT012 (both lines fail it)
        (folder / "half").write_text("half")
        raise RuntimeError

    assert [path.name for path in out.iterdir()] == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
