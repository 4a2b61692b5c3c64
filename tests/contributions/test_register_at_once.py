"""Two keepers at work at once, and one who is cut off: real processes, and the real disk."""

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from house.tree import ROOT

from contributions.made_up import REF, contribution
from coprod_training.contributions.access_log import AccessLog


@pytest.fixture
def keeper(open_as, keys):
    register = open_as("keeper")
    register.give_key("keeper", keys["second keeper"].public)
    register.add("contribution", contribution())
    return register


@pytest.fixture
def start(keeper, private, keys, tmp_path):
    """Starts keepers, each with a key of their own, and lets them go when all of them are ready."""

    work = []

    def run(*names, number):
        env = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
        for name in names:
            path = tmp_path / f"{name}.key"
            path.touch(0o600)
            path.write_text(f"{keys[name].identity}\n")
            module = [sys.executable, "-m", "contributions.two_keepers"]
            command = [*module, str(private), str(path), REF, str(number)]
            work.append(subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True))
        while len(list(private.glob("ready-*"))) < len(work):
            assert not any(one.poll() for one in work)
            time.sleep(0.01)
        (private / "go").touch(0o600)
        return work

    yield run
    for one in work:
        one.kill()  # where a test failed before they could begin
        one.stdout.close()
        one.wait()


def test_two_keepers_at_once_lose_nothing(keeper, start, private):
    work = start("keeper", "second keeper", number=20)

    kept = [one.communicate(timeout=60)[0].split() for one in work]
    assert [one.returncode for one in work] == [0, 0]
    assert set(keeper.refs("contribution")) == {REF, *kept[0], *kept[1]}
    assert len({*kept[0], *kept[1]}) == 40
    assert keeper.read("contribution", REF).record.off_limits == "." * 40
    assert keeper.unreadable == 0
    log = AccessLog(private / "register").entries()
    readers = [one["key"] for one in log if one["did"] == "read"]
    assert sum(one != after for one, after in pairwise(readers)) > 1, "They did not meet."


@pytest.mark.parametrize("seen", [1, 4])
def test_a_keeper_who_is_cut_off_loses_nothing_that_was_said_to_be_kept(keeper, start, seen):
    (work,) = start("keeper", number=1000)
    kept = [work.stdout.readline().strip() for _ in range(seen)]
    work.send_signal(signal.SIGKILL)
    kept += work.communicate(timeout=60)[0].split()

    assert set(kept) <= set(keeper.refs("contribution"))
    for ref in kept:
        assert keeper.read("contribution", ref).record == contribution(ref=ref)
    count = keeper.read("contribution", REF)
    assert len(count.record.off_limits) >= seen - 1
    assert keeper.change(count, off_limits="test record").record.off_limits == "test record"
