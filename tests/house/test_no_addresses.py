"""No file names a package registry, or a place on somebody's machine."""

import re

import pytest

from house.tree import ROOT, files

TEXT = (
    ".py",
    ".js",
    ".ts",
    ".json",
    ".toml",
    ".txt",
    ".md",
    ".yaml",
    ".yml",
    ".ipynb",
    ".css",
    ".cfg",
    "",
)
# Written in pieces, so that this file does not find itself.
REGISTRY = re.compile(
    "|".join(
        [
            "pypi" + r"\.org",
            "python" + r"hosted\.org",
            "registry" + r"\.(npmjs|yarnpkg)",
            "npmmirror" + r"\.",
            "/simple" + "/?$",
            r'"resolved"' + ":",
        ]
    ),
    re.MULTILINE,
)
MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|work|root|mnt|tmp)/" + r"[\w.-]+")


def texts():
    for path in files(*TEXT):
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE], ids=["registry", "machine"])
def test_no_file_holds_an_address_of_that_sort(pattern):
    found = [f"{name}: {match[0]}" for name, text in texts() for match in pattern.finditer(text)]

    assert found == []


def test_the_patterns_find_what_they_are_for():
    assert REGISTRY.search("index-url = https://pypi" + ".org/simple")
    assert REGISTRY.search('"resolved"' + ': "https://x/y.tgz"')
    assert MACHINE.search("/home/" + "somebody/coprod")
