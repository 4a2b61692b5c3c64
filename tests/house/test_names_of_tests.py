"""pytest loads a file of tests by its name alone, unless its folder is a package."""

from collections import Counter

from house.tree import ROOT


def test_no_two_files_of_tests_have_one_name():
    names = Counter(
        path.name
        for path in (ROOT / "tests").rglob("*.py")
        if "node_modules" not in path.parts and not (path.parent / "__init__.py").exists()
    )
    names.pop("conftest.py")

    assert [name for name, many in names.items() if many > 1] == []
