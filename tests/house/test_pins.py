"""Whatever is installed of the project, and whatever builds it, has one tried version."""

import re
import tomllib
from importlib.metadata import distribution, distributions
from importlib.util import find_spec

from empty_environment import asked_for
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from house.tree import ROOT

# Ourselves; what comes with Python and installs the rest; what macOS alone has, untried by us.
NO_PIN = ("coprod-training", "pip", "appnope")
DEBIAN_12 = "3.11.2"
LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = {canonicalize_name(name): version for name, _, version in (x.partition("==") for x in LINES)}


def wanted():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = asked["project"]
    groups = [*project["optional-dependencies"].values(), asked["build-system"]["requires"]]
    named = [Requirement(one) for group in (project["dependencies"], *groups) for one in group]
    # An extra that takes in another names the project itself.
    return [one for one in named if one.name != project["name"]]


def test_each_dependency_of_the_project_and_of_its_extras_is_pinned_to_a_version_that_fits():
    loose = [
        str(one)
        for one in wanted()
        if (name := canonicalize_name(one.name)) not in PINS or PINS[name] not in one.specifier
    ]

    assert loose == [], "Add a tried version of each to constraints.txt, and of what it brings."


def test_whatever_those_bring_that_are_installed_is_pinned_too():
    """nbgrader asks for setuptools, which had no pin: every environment once had one of its own."""
    audits = ["audit"] if find_spec("pip_audit") else []
    brought = asked_for(distribution("coprod-training"), "test", *audits)

    assert {canonicalize_name(one.name) for one in brought} - {*PINS, *NO_PIN} == set()


def test_a_pin_is_a_name_and_a_version_and_nothing_else():
    assert [line for line in LINES if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    assert len(PINS) == len(LINES)


def test_what_the_benchmarks_compare_with_is_installed_in_the_same_versions():
    """So that what is known to run on Debian 12's Python is known of these lists as well."""
    others = [
        f"{path.name}: {line}"
        for path in sorted((ROOT / "docs" / "benchmarks" / "peers").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for name, _, version in [line.partition("==")]
        if PINS.get(canonicalize_name(name), version) != version
    ]

    assert others == []


def test_every_install_of_make_is_pinned_also_where_pip_builds():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [one for one in makefile.splitlines() if "pip install" in one]
    pinned = ("PIP_CONSTRAINT=constraints.txt", "PIP_BUILD_CONSTRAINT=constraints.txt")

    assert [one for one in installs if not one.startswith("INSTALL := $(PINNED) ")] == []
    assert f"PINNED := {' '.join(pinned)}\n" in makefile


def test_every_pinned_package_runs_on_the_python_that_debian_12_brings():
    """The pins were once tried on a newer 3.11 alone, and could not be installed there."""
    late = [
        f"{one.name} {one.version}"
        for one in distributions()
        if canonicalize_name(one.name) in PINS
        and DEBIAN_12 not in SpecifierSet(one.metadata.get("Requires-Python") or "")
    ]

    assert late == []
