"""Takes the pictures in the documents from the running course: python docs/pictures/take.py."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path += [str(HERE.parents[1] / "tests" / "walk"), str(HERE.parents[1] / "tests")]

from conftest import BROWSER_FLAGS  # noqa: E402 (the path is set above)
from opened import opened, run_all  # noqa: E402 (as above)


def main() -> None:
    """Open module 1 with its sorting task in view."""
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder) / "coprod") as server,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER_FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(server.page("modules/01-what-co-production-is.ipynb"))
        run_all(page)
        sort = page.locator("section[data-activity='ladder-sort']")
        sort.wait_for(timeout=60_000)
        for step in (3, 0, 5):
            sort.locator(f"[data-step='{step}'] > button").click()
        sort.locator(".cp-save[data-state=saved]").wait_for()
        sort.evaluate("node => node.scrollIntoView({ block: 'start' })")
        page.wait_for_timeout(700)
        page.screenshot(path=HERE / "module-1.png")


if __name__ == "__main__":
    main()
