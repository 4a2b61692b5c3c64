"""What a run says of a test that is tried once more."""

import pytest


@pytest.hookimpl(trylast=True, optionalhook=True)
def pytest_handlecrashitem(report, sched):
    """A test that ended its worker, and may be tried again, has not failed yet.

    One that waits without end does so. By files (`--dist loadfile`), the next worker runs what is
    left of the file, that test first; pytest-rerunfailures takes it for one nobody tries again.
    """
    if report.rerun < (sched.config.option.reruns or 0):
        report.outcome = "rerun"


def pytest_terminal_summary(terminalreporter):
    """The failure that a later try would otherwise hide."""
    for report in terminalreporter.getreports("rerun"):
        terminalreporter.section(f"failed at its first try: {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)
