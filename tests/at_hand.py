"""Python processes that need not load nbgrader anew, which takes seconds each time.

One process has loaded it, and does nothing but fork: each fork is a process of its own, with its
own folder, environment and end, and runs what `python -m …` or `python -c …` would run. Nothing
of ours is loaded before the fork.
"""

import atexit
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SECONDS = 500  # after which a process is killed
MEASURED = "COVERAGE_PROCESS_CONFIG"  # in every environment while coverage is measured


@dataclass(frozen=True)
class Started:
    """A process that runs, or has ended."""

    pid: int

    def wait(self):
        """Its return code, as subprocess gives it. Once for each, before the next is started."""
        return json.loads(_forker().stdout.readline())


def start(*arguments, out, errors=None, cwd, env):
    """Begin what `python *arguments` does: "-m" and a module, or "-c" and code, and the rest.

    out: the file or named pipe that what it prints goes to. errors: the same for its errors, if
    they go elsewhere. env: the whole environment.
    """
    places = {"out": str(out), "errors": str(errors or out), "cwd": str(cwd)}
    measured = {MEASURED: os.environ[MEASURED]} if MEASURED in os.environ else {}
    asked = {"arguments": list(map(str, arguments)), "env": env | measured, **places}
    forker = _forker()
    forker.stdin.write(json.dumps(asked) + "\n")
    forker.stdin.flush()
    return Started(json.loads(forker.stdout.readline()))


def run(*arguments, cwd, env):
    """(return code, what it printed) of `python *arguments`, when it has ended."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "printed"
        code = start(*arguments, out=out, cwd=cwd, env=env).wait()
        return code, out.read_text(encoding="utf-8")


@cache
def _forker():
    lean = Path(__file__).parent / "lean"
    forker = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(lean)},
    )
    atexit.register(forker.communicate)  # the end of what it reads ends it
    return forker


def _fork_as_asked():
    """Fork for each line that comes, and say its id and then its return code."""
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _become(**json.loads(line))
            return
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def _become(arguments, out, errors, cwd, env):
    signal.alarm(SECONDS)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in enumerate((out, errors), 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    path = [cwd, *filter(None, env.get("PYTHONPATH", "").split(os.pathsep))]
    sys.path[:] = path + [one for one in sys.path[1:] if one not in path]
    how, what, *rest = arguments
    sys.argv = [how, *rest]
    if MEASURED in env:
        import coverage

        coverage.process_startup()
    if how == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})


if __name__ == "__main__":
    import cattrs  # noqa: F401  # a tenth of a second of each command
    import nbgrader.apps  # noqa: F401  # what all of this is for

    _fork_as_asked()
