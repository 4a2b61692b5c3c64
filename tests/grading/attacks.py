"""Named attacks on grading. Each changes a hand-in in the exchange, as its owner could.

Every attacker's answers file begins with a right answer to `test-one`. PLANTED stands for a
learner's words: no log and no record may hold it. The list goes on in more_attacks.py and
attacks_by_size.py.
"""

import json
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from graded_course import SLUG, edit_notebook

Change = Callable[[Path], Path | None]

NOTEBOOK, ANSWERS = f"{SLUG}.ipynb", f"{SLUG}.answers.jsonl"
# The same command in a cell, a module and a page; the file it makes is looked for afterwards.
RUN = "import os; os.system('touch PLANTED-canary')"


@dataclass(frozen=True)
class Attack:
    """reason: part of the sentence the trainer must see. keeps: the right answer still counts.

    of_nobody: how many things it leaves of which it is not known who did them. The sentence about
    them names nobody, and is the same for all: so the trainer is told how many there are.
    as_root: only root can set it up. in_issue: issue 2 names it, so every sample holds it.
    """

    name: str
    change: Change
    reason: str
    keeps: bool = True
    of_nobody: int = 0
    as_root: bool = False
    in_issue: bool = False


ATTACKS: list[Attack] = []


def attack(reason: str, **more: int) -> Callable[[Change], Change]:
    def register(change: Change) -> Change:
        name = change.__name__.replace("_", "-")
        ATTACKS.append(Attack(name, change, reason, **more))
        return change

    return register


def add_lines(folder: Path, *lines: str | bytes) -> None:
    with (folder / ANSWERS).open("ab") as file:
        file.writelines((one.encode() if isinstance(one, str) else one) + b"\n" for one in lines)


def make_socket(folder: Path, name: str) -> None:
    here = Path.cwd()
    os.chdir(folder)  # a socket's path may have 107 signs only
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(name)
    os.chdir(here)


def record(**changes: object) -> str:
    whole = {
        "schema": 1,
        "id": "PLANTED-id",
        "activity": "test-one",
        "response": "red",
        "at": "2026-01-01T00:00:01Z",
        "attempt": 0,
        "checked": False,
        "question": "",
        "text": "",
        **changes,
    }
    return json.dumps(whole)


@attack("was changed", in_issue=True)
def command_in_the_notebook(folder):
    cell = nbformat.v4.new_code_cell(RUN)
    edit_notebook(folder / NOTEBOOK, lambda nb: nb["cells"].insert(0, cell))


@attack("file that this assignment does not use", in_issue=True)
def shadow_module_nbgrader(folder):
    (folder / "nbgrader.py").write_text(RUN)


@attack("2 files that this assignment does not use")
def shadow_modules_json_and_ours(folder):
    (folder / "json.py").write_text(RUN)
    (folder / "coprod_training.py").write_text(RUN)


@attack("A folder was left out")
def shadow_package(folder):
    (folder / "nbgrader").mkdir()
    (folder / "nbgrader" / "__init__.py").write_text(RUN)


@attack("results that the course did not make", in_issue=True)
def forged_outputs(folder):
    result = nbformat.v4.new_output("execute_result", {"text/plain": "2.0"}, execution_count=1)

    def forge(nb):
        for cell in nb["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = [result]

    edit_notebook(folder / NOTEBOOK, forge)


@attack("was changed", in_issue=True)
def deleted_parts(folder):
    edit_notebook(folder / NOTEBOOK, lambda nb: nb.update(cells=nb["cells"][:1]))


@attack("was changed")
def extra_graded_parts(folder):
    edit_notebook(folder / NOTEBOOK, lambda nb: nb["cells"].append({**nb["cells"][2], "id": "two"}))


@attack("was changed")
def points_raised(folder):
    def raise_points(nb):
        nb["cells"][2]["metadata"]["nbgrader"]["points"] = 1000

    edit_notebook(folder / NOTEBOOK, raise_points)


@attack("The notebook cannot be read", in_issue=True)
def broken_json(folder):
    (folder / NOTEBOOK).write_text('{"cells": [PLANTED')


@attack("The notebook cannot be read")
def deep_notebook(folder):
    (folder / NOTEBOOK).write_text('{"cells": ' + "[" * 200_000)


@attack("The notebook is missing")
def no_notebook(folder):
    (folder / NOTEBOOK).unlink()


@attack("The notebook is not an ordinary file")
def notebook_is_a_link(folder):
    (folder / NOTEBOOK).unlink()
    (folder / NOTEBOOK).symlink_to("/etc/passwd")


@attack("could not be read", in_issue=True)
def malformed_lines(folder):
    add_lines(folder, "PLANTED", b"\xff\xfe\x00", "{", '"PLANTED"')


@attack("could not be read")
def torn_last_line(folder):
    add_lines(folder, record(response="green")[:-9])


@attack("were about something that this assignment does not ask", in_issue=True)
def unknown_ids(folder):
    add_lines(folder, record(activity="PLANTED"), record(id="2", activity="__class__"))


@attack("did not fit the question")
def wrong_types(folder):
    odd = (["green"], {"green": True}, 1, None, True, "PLANTED")
    add_lines(folder, *(record(id=str(n), response=one) for n, one in enumerate(odd)))


@attack("could not be read")
def not_a_number(folder):
    add_lines(folder, record(attempt=float("nan")), record(response=float("inf")))


@attack("could not be read")
def huge_numbers(folder):
    add_lines(folder, '{"schema": 1e999}', '{"schema": ' + "9" * 5000 + "}")


@attack("could not be read")
def keys_twice(folder):
    add_lines(folder, '{"id": "1", ' + record()[1:])


@attack("could not be read")
def deep_answers(folder):
    add_lines(folder, "[" * 100_000, '{"a":' * 20_000)


@attack("could not be read")
def half_a_character(folder):
    add_lines(folder, record(response="\ud800"))


@attack("newer version")
def newer_schema(folder):
    add_lines(folder, record(schema=10**30))


@attack("The answers file is not an ordinary file", keeps=False, in_issue=True)
def link_to_anothers_answers(folder):
    (folder / ANSWERS).unlink()
    other = next(path for path in folder.parent.iterdir() if path.name.startswith("honest+"))
    (folder / ANSWERS).symlink_to(other / ANSWERS)


@attack("A link was left out")
def link_to_a_folder(folder):
    (folder / "PLANTED").symlink_to("/etc")


@attack("The answers file is not an ordinary file", keeps=False)
def answers_are_a_pipe(folder):
    (folder / ANSWERS).unlink()
    os.mkfifo(folder / ANSWERS)


@attack("The answers file is not an ordinary file", keeps=False)
def answers_are_a_folder(folder):
    (folder / ANSWERS).unlink()
    (folder / ANSWERS).mkdir()


@attack("Something that is not a file")
def a_pipe_beside(folder):
    os.mkfifo(folder / "PLANTED")


@attack("Something that is not a file")
def a_socket_beside(folder):
    make_socket(folder, "PLANTED")


@attack("file that this assignment does not use")
def a_page_beside(folder):
    (folder / f"{SLUG}.html").write_text("<script>PLANTED</script>")


@attack("The time it arrived counts")
def early_time_in_the_name(folder):
    early = f"{folder.name.split('+')[0]}+{SLUG}+2001-01-01 00:00:00.000000 UTC+PLANTED"
    return folder.rename(folder.with_name(early))


@attack("The time it arrived counts")
def no_time_in_the_name(folder):
    return folder.rename(folder.with_name(f"{folder.name.split('+')[0]}+{SLUG}+PLANTED+x"))


@attack("The code for fetching feedback is missing")
def bad_secret_and_time_files(folder):
    (folder / "timestamp.txt").write_text("PLANTED")
    (folder / "submission_secret.txt").write_text("../../PLANTED")


@attack("")
def script_in_the_reflection(folder):
    words = (
        "<script>alert(1)</script> $x$ \\(y\\) # Title\n\n- [link](javascript:x) </pre><img src=x>"
    )
    add_lines(folder, record(activity="test-words", response=words))
