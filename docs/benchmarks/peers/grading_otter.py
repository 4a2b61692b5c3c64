"""Grades hand-ins with otter-grader, in a process that has loaded it: grading_otter.py COUNT.

A notebook with the same three questions of one right answer, each a variable and a test. No
container is started, which `otter grade` would do for each: that is left out in its favour. Prints
JSON: the seconds of each hand-in.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from otter.api import grade_submission

ANSWERS = {"one": "asked", "two": "lead-sessions", "three": "vote"}
TEST = """
OK_FORMAT = True
test = {{"name": "{name}", "points": 1, "suites": [{{"type": "doctest", "cases": [
    {{"code": ">>> {name} == '{right}'\\nTrue", "hidden": False}}]}}]}}
"""


def main(count: int) -> None:
    """Write the test of each question and the hand-ins, and grade them one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("tests").mkdir()
        cells = ["import otter\ngrader = otter.Notebook()"]
        for name, right in ANSWERS.items():
            Path("tests", f"{name}.py").write_text(TEST.format(name=name, right=right))
            cells += [f"{name} = {right!r}", f"grader.check({name!r})"]
        command = [sys.executable, "-m", "otter", "generate", "-o", "autograder.zip"]
        subprocess.run(command, check=True, capture_output=True)
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in cells])
        took = []
        for number in range(count):
            path = f"hand-in-{number}.ipynb"
            nbformat.write(book, path)
            began = time.perf_counter()
            done = grade_submission(path, "autograder.zip", quiet=True)
            took.append(time.perf_counter() - began)
            assert done.total == len(ANSWERS), "not every answer was found right"
    print(json.dumps(took))


main(int(sys.argv[1]))
