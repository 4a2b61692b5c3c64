"""What is left out costs nothing, and what is private stays private."""

import json

import pytest
from lab.served import TASK, ask, keep
from opened import coprod
from visiting import MODULE

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
PLANTED = "Zwetschgenkuchen-7731"


def figures(server):
    """Every count and score that the course and the trainer see."""
    course = ask(server, "api/course").data
    return {name: course[name] for name in ("progress", "next", "modules")}


def test_skipping_the_section_after_the_content_note_changes_no_figure(tab, workspace):
    keep(tab.server, "your-setting", "smi")
    before = figures(tab.server), coprod("status", "--workspace", workspace)
    tab.go(f"module/{MODULE}/before-you-say-yes")

    tab.page.get_by_role("link", name="Skip to the next part").press("Enter")
    tab.page.wait_for_url("**/two-definitions")
    tab.settled()
    tab.go()

    assert (figures(tab.server), coprod("status", "--workspace", workspace)) == before


def test_nothing_in_the_skipped_section_is_counted(tab):
    tab.go(f"module/{MODULE}/many-meanings")
    shown = tab.page.locator("[data-activity]:visible").evaluate_all(
        "all => all.filter(one => one.dataset.kind).map(one => one.dataset.activity)"
    )
    counted = {
        one["id"] for module in ask(tab.server, "api/course").data["modules"]
        for one in module["activities"]
    }  # fmt: skip

    assert not counted & set(shown)


def test_a_reflection_that_was_not_handed_in_is_in_no_export(tab, workspace, tmp_path):
    tab.go(f"exercise/{TASK}").start()
    tab.go(f"exercise/{TASK}?at=one-thing-called-co-production")
    box = tab.activity("one-thing-called-co-production").get_by_role("textbox")
    box.fill(f"{PLANTED}: nobody asked the group.")
    box.blur()
    tab.saved("one-thing-called-co-production")

    coprod("survey", "build", tmp_path / "survey", "--workspace", workspace)
    statements = coprod("status", "--statements", "--workspace", workspace)
    status = coprod("status", "--workspace", workspace)

    exports = [
        tmp_path / "survey",
        workspace / "exchange",
        workspace / "trainer",
        workspace / "private",
    ]
    found = [
        str(file)
        for folder in exports
        for file in folder.rglob("*")
        if file.is_file() and PLANTED.encode() in file.read_bytes()
    ]
    logs = [
        str(file)
        for file in (workspace / "jupyter").rglob("*")
        if file.is_file() and PLANTED.encode() in file.read_bytes()
    ]
    assert (found, logs) == ([], [])
    assert PLANTED not in statements + status
    assert json.dumps(figures(tab.server)).count(PLANTED) == 0
    # It is kept all the same, in its own place only.
    kept = [
        f.name
        for f in (workspace / "learner").rglob("*")
        if f.is_file() and PLANTED.encode() in f.read_bytes()
    ]
    assert kept == [f"{TASK}.answers.jsonl"]
