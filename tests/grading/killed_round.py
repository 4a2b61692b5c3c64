"""One round of grading in a process of its own, which is killed before its end."""

import os
import select
import signal
import sys
import time

import at_hand

# Grades, and is gone at a line of our own code: the number of the line event, counted from 1.
KILLED = """
import os, signal, sys
from pathlib import Path
from coprod_training.grading import bulk, marking_round
OURS = ("bulk.py", "bulk_gradebook.py", "records.py", "jsonl.py")
OURS += ("marking_round.py", "kept_marks.py")
count, last = 0, int(sys.argv[2])

def line(frame, event, _):
    global count
    count += event == "line"
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)
    return line

bulk.BATCH = 2
sys.settrace(lambda frame, *_: line if frame.f_code.co_filename.endswith(OURS) else None)
marking_round.grade(Path(sys.argv[1]), "test-record")
sys.settrace(None)
print(count)
"""
# Grades as it is, between two lines that say so: somebody else kills it.
TIMED = """
import sys
from pathlib import Path
from coprod_training.grading import bulk, marking_round
import nbgrader.api, nbgrader.apps
bulk.BATCH = 2
print("begins", flush=True)
marking_round.grade(Path(sys.argv[1]), "test-record")
print("ends", flush=True)
"""


def grade_until(course, line):
    """(return code, what it printed) of one round in a process of its own.

    It is killed at a line; 0: it comes to its end.
    """
    return at_hand.run("-c", KILLED, course.trainer, line, **_as_this(course))


def grade_for(course, seconds):
    """One round in a process of its own, which is killed so long after it began.

    How long it took, when it came to its end before that; None when it was killed.
    """
    out, errors = course.root / "printed", course.root / "errors"
    os.mkfifo(out)
    asked = ("-c", TIMED, course.trainer)
    process = at_hand.start(*asked, out=out, errors=errors, **_as_this(course))
    with out.open() as printed:
        assert printed.readline() == "begins\n", errors.read_text()
        began = time.monotonic()
        select.select([printed], [], [], seconds)  # until it says that it ends
        took = time.monotonic() - began
        os.kill(process.pid, signal.SIGKILL)
        rest, code = printed.read(), process.wait()
    assert rest.strip() == "ends" or (rest, code) == ("", -signal.SIGKILL), errors.read_text()
    return took if rest else None


def _as_this(course):
    return {"cwd": course.root, "env": os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}}
