"""Lists what axe-core finds on the pages of JupyterLab itself, as a trainer has them.

Run: python docs/accessibility/list_jupyterlab.py

They are JupyterLab's and nbgrader's, so they are listed and not counted; pages of ours have none
(tests). Copy what is printed into jupyterlab.md beside this file, and change its day.
"""

import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
sys.path += [str(HERE.parents[1] / "tests" / "walk"), str(HERE.parents[1] / "tests")]

from axe_rules import AXE, TAGS  # noqa: E402 (the path is set above)
from chromium import whole  # noqa: E402 (as above)
from opened import opened  # noqa: E402 (as above)

FIND = "tags => axe.run({exclude: ['iframe']}, {runOnly: tags, resultTypes: ['violations']})"


def findings(page: Page) -> list[dict[str, object]]:
    """What axe finds outside of the frame that holds our page."""
    page.wait_for_timeout(3000)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, object]] = page.evaluate(FIND, TAGS)["violations"]
    return found


def main() -> None:
    """Open a trainer's JupyterLab, and a notebook in it; print one table row for each rule."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as play,
        opened(Path(folder) / "coprod", "trainer") as server,
    ):
        browser = play.chromium.launch(**whole())
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(server.address)
        page.locator("#coprod-exercises iframe").wait_for(timeout=60_000)
        opening = findings(page)
        page.get_by_role("menuitem", name="Nbgrader").click()
        menu = findings(page)
        print(f"JupyterLab {version('jupyterlab')}, nbgrader {version('nbgrader')}.\n")
        print("| Where | Rule of axe-core | Places | What it says |")
        print("| --- | --- | --- | --- |")
        for where, found in (("As it opens", opening), ("With nbgrader's menu open", menu)):
            for one in found:
                print(f"| {where} | {one['id']} | {len(one['nodes'])} | {one['help']} |")  # type: ignore[arg-type]
        browser.close()


if __name__ == "__main__":
    main()
