"""Takes the pictures of the demonstration from a running one: python docs/pictures/take_demo.py.

Three people in Chromium, on a real hub with its proxy, as tests/hub/test_demo.py clicks it: with
the first module alone.
"""

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path += [str(ROOT / "tests" / "walk"), str(ROOT / "tests")]

import chromium  # noqa: E402 (the path is set above)
from demo_way import demonstration, whole_loop  # noqa: E402 (as above)
from lab.served import TASK  # noqa: E402 (as above)
from opened import STAFF  # noqa: E402 (as above)

from coprod_training.hub.running import free_ports  # noqa: E402 (as above)

# Where this copy lies is nobody's business.
HIDE = """root => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) words.currentNode.data = words.currentNode.data.replaceAll(root, '');
}"""


def look(name: str, page: Page) -> None:
    """One picture, when the page is still."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(1500)
    for frame in page.frames:
        frame.evaluate(HIDE, f"{STAFF}/")
    page.screenshot(path=HERE / f"{name}.png")


def main() -> None:
    """All of them, in the order in which a newcomer meets the pages."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(**chromium.whole())
        place, port = Path(folder), free_ports(1)[0]
        with demonstration(place / "demo", STAFF, port) as demo:
            whole_loop(demo, browser, TASK, place / "report.html", look)


if __name__ == "__main__":
    ArgumentParser(description=__doc__).parse_args()  # it takes none: pictures are written over
    main()
