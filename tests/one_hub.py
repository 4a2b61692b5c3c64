"""Which worker runs what: a file goes to one, whole, and all that share the hub to the same one."""

import pytest
from xdist.scheduler import LoadFileScheduling

HUB = "tests/hub/"


class WithOneHub(LoadFileScheduling):
    """By files. A hub takes 20 seconds to start, with everybody on it: one run needs one."""

    def _split_scope(self, nodeid):
        return HUB if nodeid.startswith(HUB) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return WithOneHub(config, log) if config.getvalue("dist") == "loadfile" else None
