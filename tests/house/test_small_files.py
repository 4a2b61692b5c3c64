"""One file, one idea."""

from house.tree import PACKAGE, ROOT, files

WALL = 300
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "tools"}


def test_no_source_file_is_longer_than_the_wall():
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in files(".py", ".js", ".ts")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > WALL
    }

    assert long == {}, "These hold two ideas each. Take one out into a file of its own."


def test_no_file_is_named_like_a_drawer():
    named = [
        path.relative_to(ROOT).as_posix()
        for path in files(".py", ".js", ".ts")
        if DRAWERS & set(path.stem.strip("_").split("_"))
    ]

    assert named == [], "Name each file after what is in it."


def test_every_module_begins_with_what_it_is():
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in files(".py")
        if path.is_relative_to(PACKAGE)
        and not path.read_text(encoding="utf-8").startswith(('"""', "#"))
    ]

    assert silent == []
