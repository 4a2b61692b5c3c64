"""One round of grading in a process of its own, which is killed before its end."""

import select
import signal
import subprocess
import sys
import time

# Grades, and is gone at a line of our own code: the number of the line event, counted from 1.
KILLED = """
import os, signal, sys
from pathlib import Path
from coprod_training.grading import bulk, round
OURS = ("bulk.py", "bulk_gradebook.py", "records.py", "jsonl.py", "round.py", "kept_marks.py")
count, last = 0, int(sys.argv[2])

def line(frame, event, _):
    global count
    count += event == "line"
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)
    return line

bulk.BATCH = 2
sys.settrace(lambda frame, *_: line if frame.f_code.co_filename.endswith(OURS) else None)
round.grade(Path(sys.argv[1]), "test-record")
sys.settrace(None)
print(count)
"""
# Grades as it is, between two lines that say so: somebody else kills it.
TIMED = """
import sys
from pathlib import Path
from coprod_training.grading import bulk, round
import nbgrader.api, nbgrader.apps
bulk.BATCH = 2
print("begins", flush=True)
round.grade(Path(sys.argv[1]), "test-record")
print("ends", flush=True)
"""


def grade_until(course, line):
    """One round in a process of its own, which is killed at a line; 0: it comes to its end."""
    asked = [sys.executable, "-c", KILLED, course.trainer, str(line)]
    return subprocess.run(asked, stdout=subprocess.PIPE, text=True, timeout=200)


def grade_for(course, seconds):
    """One round in a process of its own, which is killed so long after it began.

    How long it took, when it came to its end before that; None when it was killed.
    """
    asked = [sys.executable, "-c", TIMED, course.trainer]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begins\n"
        began = time.monotonic()
        select.select([process.stdout], [], [], seconds)  # until it says that it ends
        took = time.monotonic() - began
        process.kill()
        rest, code = process.stdout.read(), process.wait()
    assert rest.strip() == "ends" or (rest, code) == ("", -signal.SIGKILL)
    return took if rest else None
