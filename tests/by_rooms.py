"""Which worker runs what: a file goes to one, whole, and so do those of a room with one server."""

import pytest
from xdist.scheduler import LoadFileScheduling

ROOMS = ("tests/hub/", "tests/learner/")


class ByRooms(LoadFileScheduling):
    """By files, but for those of one room that share what takes long to start.

    A hub with everybody on it takes 20 seconds, a learner's JupyterLab in a browser 8: one run
    needs one of each.
    """

    def _split_scope(self, nodeid):
        room = next((one for one in ROOMS if nodeid.startswith(one)), None)
        return room or super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return ByRooms(config, log) if config.getvalue("dist") == "loadfile" else None
