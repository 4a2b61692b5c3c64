"""Every command that a document shows is one: its verb, what stands behind it, and each option."""

import argparse
import re
from functools import cache
from importlib import import_module

import pytest

from coprod_training.cli import _FILES, VERBS
from house.tree import ROOT

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *(one for one in (ROOT / "docs").rglob("*.md") if "decisions" not in one.parts),
]
BLOCK, INLINE = re.compile(r"^```\w*\n(.*?)^```", re.M | re.S), re.compile(r"`([^`]+)`")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def commands(text, program):
    """Everything that is shown of one program, with its words."""
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    lines += [" ".join(one.split()) for one in INLINE.findall(BLOCK.sub("", text))]
    for line in lines:
        for part in re.split(r"\s(?:&&|\||#)\s|;\s", line):
            if found := re.match(rf"(?:\S*/)?{program} (.*)", part.strip()):
                yield found[1]


@cache
def parser_of(verb):
    parser = argparse.ArgumentParser(prog=verb)
    import_module(f"coprod_training.cli.{_FILES.get(verb, verb)}").arguments(parser)
    return parser


def under(parser):
    """The words that stand behind a verb, each with its own parser."""
    return next(
        (one.choices for one in parser._actions if isinstance(one, argparse._SubParsersAction)), {}
    )


def wrong_in(command):
    """What is no command of ours in what a document shows."""
    words = command.split()
    if words[0] not in VERBS:
        return [] if re.fullmatch(r"[A-Z.…]+", words[0]) else [f"no verb {words[0]}"]
    parser, rest = parser_of(words[0]), words[1:]
    if under(parser) and rest and re.fullmatch(r"[a-z][a-z-]+", rest[0]):
        if rest[0] not in under(parser):
            return [f"{words[0]} has no {rest[0]}"]
        parser = under(parser)[rest[0]]
    known = {name for one in parser._actions for name in one.option_strings}
    for one in under(parser).values():
        known |= {name for action in one._actions for name in action.option_strings}
    return [f"{words[0]} has no {one}" for one in OPTION.findall(command) if one not in known]


@pytest.mark.parametrize("page", PAGES, ids=lambda one: f"{one.relative_to(ROOT)}")
def test_every_command_of_a_document_is_one(page):
    shown = list(commands(page.read_text(encoding="utf-8"), "coprod"))

    assert [(one, wrong) for one in shown for wrong in wrong_in(one)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda one: f"{one.relative_to(ROOT)}")
def test_every_make_target_of_a_document_is_one(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {one.split()[0] for one in commands(page.read_text(encoding="utf-8"), "make")}

    assert named - targets == set()


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("sruvey build DIR", ["no verb sruvey"]),
        ("survey bulid DIR", ["survey has no bulid"]),
        ("survey build DIR --wiht long", ["survey has no --wiht"]),
        ("survey build DIR --with long", []),
    ],
)
def test_a_wrong_command_would_be_found(command, wrong):
    assert wrong_in(command) == wrong


def test_the_stewards_guide_names_each_command_that_takes_no_course():
    guide = (ROOT / "docs" / "guides" / "data-steward.md").read_text(encoding="utf-8")
    steps, on_a_hub = guide.split("## On a hub")
    without = [one.split() for one in commands(steps, "coprod") if wrong_in(f"{one} --course DIR")]
    found = {f"survey {one[1]}" if one[0] == "survey" else f"coprod {one[0]}" for one in without}

    said = re.search(r"after each command but (.*?), which need no", " ".join(on_a_hub.split()))

    assert said is not None
    assert set(INLINE.findall(said[1])) == {*found, "survey withdraw"}


def test_the_stewards_guide_gives_the_command_of_a_hubs_backup_as_a_whole():
    guide, operate = (
        (ROOT / "docs" / name).read_text(encoding="utf-8")
        for name in ("guides/data-steward.md", "operate.md")
    )

    (said,) = re.findall(r"type `(coprod hub backup[^`]*)`", guide)

    assert said in operate.splitlines()


def test_the_keepers_guide_names_each_step_of_a_contribution():
    guide = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    shown = [" ".join(one.split()) for one in INLINE.findall(guide)]
    named = {one.removeprefix("coprod contribution ").split()[0] for one in shown}

    assert set(under(parser_of("contribution"))) - named == set()
