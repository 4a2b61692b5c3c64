"""What every test may use: the campaign option, and Chromium where it is installed."""

import gc
import os
from contextlib import closing, contextmanager
from pathlib import Path

import campaign
import chromium
import in_memory
import made_once
import pytest
import remembered_yaml
from playwright.sync_api import expect

pytest_plugins = ["tried_again", "by_rooms"]
LEAN = Path(__file__).parent / "lean"  # what is left out of every process that a test starts
os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, [str(LEAN), os.environ.get("PYTHONPATH", "")])
)
# The tests that take longest start first, so that no core waits for another at the end.
LONGEST = ("walk", "hub", "learner", "trainer", "grading", "lab", "browser", "test_wheel.py")


def pytest_addoption(parser):
    parser.addoption(
        "--campaign",
        choices=("sample", "full"),
        default="sample",
        help="how much of each fault, attack and fuzz campaign to run",
    )
    parser.addoption(
        "--whole-browser",
        action="store_true",
        help="all of Chromium, with its window's own processes, in place of its headless shell",
    )
    parser.addoption(
        "--drawn-by",
        metavar="WORD",
        help="what the long stories of a sample are drawn by, instead of by the commit",
    )


# How long to look for what a page comes to show, where other tests keep the machine busy. What has
# to be quick is timed by a test of its own.
LOOKS_FOR = 15_000  # ms


def pytest_configure(config):
    for asked in config.args:  # with workers, pytest itself would say only that no tests ran
        if not Path(asked.split("::")[0]).exists():
            raise pytest.UsageError(f"There are no tests at this path: {asked}")
    in_memory.use()
    remembered_yaml.use()
    made_once.place()  # before any worker starts, so that all of them share it
    if config.option.drawn_by is None:  # and this, so that all of them draw the same
        config.option.drawn_by = campaign.commit()
    campaign.choose_profile(config.getoption("--campaign"))
    expect.set_options(timeout=LOOKS_FOR)


def pytest_collection_modifyitems(config, items):
    items.sort(key=_how_late)
    if config.getoption("--campaign") == "full":
        campaign.enlarge(item.obj for item in items if hasattr(item, "obj"))
    elif not any("::" in asked for asked in config.args):  # what is named is run
        named = {Path(asked).resolve() for asked in config.args}
        items[:], left_out = campaign.sampled(items)
        _, of_stories = campaign.drawn(items, config.option.drawn_by)
        _, of_others = campaign.either(items, config.option.drawn_by)
        not_told = {item for item in of_stories + of_others if item.path not in named}
        items[:] = [item for item in items if item not in not_told]
        config.hook.pytest_deselected(items=[*left_out, *not_told])


def pytest_collection_finish(session):
    """What is loaded by now stays to the end, so garbage is never looked for in it again."""
    gc.collect()
    gc.freeze()


def pytest_report_header(config):
    if config.getoption("--campaign") == "full":
        return []
    return (
        f"long stories: one in {campaign.ONE_IN}, drawn by the commit. The same again:"
        f" --drawn-by={config.option.drawn_by}. Others: by their file's name, or --campaign=full"
    )


def _how_late(item):
    room = item.path.relative_to(Path(__file__).parent).parts[0]
    late = LONGEST.index(room) if room in LONGEST else len(LONGEST)
    # pytest puts all that have a browser first, of whatever file: a hub's would start twice.
    return late, str(item.path) if room == "hub" else ""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item, call):
    """Tell the report how many cases a property test tried (see proof.py)."""
    if call.when == "call" and hasattr(item, "hypothesis_statistics"):
        item.user_properties.append(("cases", campaign.cases_in(item.hypothesis_statistics)))


@pytest.fixture(scope="session")
def full_campaign(request):
    return request.config.getoption("--campaign") == "full"


_BROWSERS = []


@pytest.fixture(scope="session")
def browser(browser):
    """The one of pytest-playwright."""
    _BROWSERS.append(browser)
    return browser


@pytest.fixture(autouse=True)
def no_page_outlives_its_test():
    """A page whose server is gone goes on asking for it, and takes time from every later test."""
    before = [context for one in _BROWSERS for context in one.contexts]
    yield
    for one in _BROWSERS:
        for context in one.contexts:
            if context not in before:
                context.close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, pytestconfig):
    """Chromium: its lighter headless shell; the whole of it where that was asked for."""
    if chromium.shell() and not (pytestconfig.getoption("--whole-browser") and chromium.whole()):
        return {**browser_type_launch_args, **chromium.shell()}
    if not chromium.whole():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    return {**browser_type_launch_args, **chromium.whole()}


@pytest.fixture(scope="session")
def own_profile(browser_type, browser_type_launch_args, tmp_path_factory):
    """Opens one person's browser, with a profile on the disk as people have it.

    What such a browser has loaded and compiled once, it need not again: JupyterLab opens in about
    two thirds of the time. A context of `browser` keeps nothing compiled.
    """

    @contextmanager
    def opened(**settings):
        place = tmp_path_factory.mktemp("profile")
        flags = browser_type_launch_args | settings
        with closing(browser_type.launch_persistent_context(place, **flags)) as context:
            yield context

    return opened
