"""What every test may use: the campaign option, and Chromium where it is installed."""

import shutil

import pytest

BROWSER_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser):
    parser.addoption(
        "--campaign",
        choices=("sample", "full"),
        default="sample",
        help="how much of each fault, attack and fuzz campaign to run",
    )


@pytest.fixture(scope="session")
def full_campaign(request):
    return request.config.getoption("--campaign") == "full"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": BROWSER_FLAGS}
