"""What a learner's server and its lesson take of a machine's memory, once nothing else runs."""

import time
from contextlib import suppress

import psutil


def with_its_lesson(server):
    """A server's process and that of its one lesson, once each short-lived helper has ended."""
    end = time.monotonic() + 120
    while True:
        started = server.children()
        try:
            if ["coprod_training.lab.kernel" in one.cmdline() for one in started] == [True]:
                return [server, *started]
        except psutil.NoSuchProcess:  # a helper, ended just now
            pass
        assert time.monotonic() < end, started
        time.sleep(0.2)


def memory(processes):
    """Their share of the machine's memory, as proportional set size. Shape: (n,); bytes."""
    return [one.memory_full_info().pss for one in processes]


def memory_with_its_lesson(server):
    """The same of a server and its lesson. What only looked like the lesson may end meanwhile."""
    for _ in range(5):
        with suppress(psutil.NoSuchProcess):
            return memory(with_its_lesson(server))
    return memory(with_its_lesson(server))
