"""What a run says of a test that ended its own process, as one does that waits without end."""

import pytest


@pytest.hookimpl(trylast=True, optionalhook=True)
def pytest_handlecrashitem(report, sched):
    """A test that ended its worker, and may be tried again, has not failed yet.

    By files (`--dist loadfile`), the next worker runs what is left of the file, that test first;
    pytest-rerunfailures takes it for one that nobody tries again.
    """
    if report.rerun < (sched.config.option.reruns or 0):
        report.outcome = "rerun"
