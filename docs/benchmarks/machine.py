"""The machine that figures come from, and what it does for others meanwhile."""

import os
import platform
import time
from pathlib import Path

_COUNTERS = Path("/proc/stat")
_STEP = 0.02  # seconds between two looks


def others(seconds: float = 1.0) -> float:
    """How many processes want a processor on average, this one not counted.

    Asked before anything of a benchmark runs and after all of it has ended, so that it is what the
    machine does for others. The load average cannot say that: it remembers our own minute. Where
    the system does not count (macOS), it is what there is.
    """
    if not _COUNTERS.exists():
        return os.getloadavg()[0]
    looks = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        looks.append(_running() - 1)
        time.sleep(_STEP)
    return round(sum(looks) / len(looks), 2)


def _running() -> int:
    lines = _COUNTERS.read_text(encoding="ascii").splitlines()
    return next(int(one.split()[1]) for one in lines if one.startswith("procs_running"))


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_busy(load: float, processors: int) -> bool:
    """Whether others leave no processor for us alone. load: as of `others`.

    On two cores one other process is let be: ours still has a core. With more, what we time is
    their turn as well as ours.
    """
    return load > max(processors - 1, 0.5)


def described() -> dict[str, object]:
    """Cores, memory in GB, speed, Python and system; nothing that names the machine.

    loop_ms: how long a plain loop of Python takes (`loop`), so that figures of two machines that
    look the same can be told apart.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "cores": cores(),
        "memory_gb": round(memory, 1),
        "loop_ms": round(1000 * loop()),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def loop(rounds: int = 5) -> float:
    """Seconds for a million additions, one after the other: the least of so many rounds."""
    took = []
    for _ in range(rounds):
        began, total = time.perf_counter(), 0
        for number in range(1_000_000):
            total += number
        took.append(time.perf_counter() - began)
    return min(took)
