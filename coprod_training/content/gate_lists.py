"""Two lists that writers keep for the release gate: material of others, and checked pages."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coprod_training.content.page_script import page_script
from coprod_training.content.schema import structure
from coprod_training.errors import ContentProblems
from coprod_training.yamlfile import YamlFile, read_yaml

THIRD_PARTY = "third-party.yaml"
PAGE_CHECKS = "page-checks.yaml"


@dataclass(frozen=True, kw_only=True)
class Material:
    """Something of others that the course uses. See the comments in third-party.yaml."""

    id: str
    title: str
    facts: tuple[str, ...]
    modules: tuple[str, ...]
    needs: str
    licence: str | None
    met_on: str | None


@dataclass(frozen=True, kw_only=True)
class Materials:
    """third-party.yaml."""

    materials: tuple[Material, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PageCheck:
    """What was checked of one kind of page. See the comments in page-checks.yaml."""

    kind: str
    page: str
    keyboard_on: str | None = None
    without_drag_on: str | None = None
    text_alternative_on: str | None = None


@dataclass(frozen=True, kw_only=True)
class PageChecks:
    """page-checks.yaml."""

    checks: tuple[PageCheck, ...] = ()


def load_materials(course: Path) -> tuple[Material, ...]:
    """The materials; none when there is no such file. course: the folder of course.yaml.

    Raises ContentProblems with every mistake, a day that is none included.
    """
    path = course / THIRD_PARTY
    if not path.is_file():
        return ()
    file = read_yaml(path)
    found = structure(file, file.data, Materials).materials
    for number, one in enumerate(found):
        day_in(file, ("materials", number, "met_on"), one.met_on)
    return found


def load_page_checks(course: Path) -> dict[str, PageCheck]:
    """The checks by kind of page; none when there is no such file. Raises as `load_materials`."""
    path = course / PAGE_CHECKS
    if not path.is_file():
        return {}
    file = read_yaml(path)
    found = structure(file, file.data, PageChecks).checks
    for number, one in enumerate(found):
        for key in ("keyboard_on", "without_drag_on", "text_alternative_on"):
            day_in(file, ("checks", number, key), getattr(one, key))
    return {one.kind: one for one in found}


def page_digest(kind: str) -> str:
    """Names a page as it is now: 16 hex characters. Another script, another digest."""
    return hashlib.sha256(page_script(kind).encode()).hexdigest()[:16]


def day_in(file: YamlFile, route: tuple[str | int, ...], text: str | None) -> date | None:
    """The day that is written there; None for none. Raises ContentProblems for what is no day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ContentProblems(
            [
                file.problem(
                    route,
                    what="This is not a day.",
                    fix='Write it as "2027-01-11", or null.',
                )
            ]
        ) from None
