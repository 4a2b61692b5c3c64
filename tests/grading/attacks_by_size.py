"""Named attacks by size and number: of the notebook, the answers, their lines, and the hand-ins."""

import os

from attacks import ANSWERS, NOTEBOOK, add_lines, attack, record
from graded_course import SLUG
from more_attacks import NO_CODE, SECRET


@attack("The notebook is larger than 2 MB")
def huge_notebook(folder):
    os.truncate(folder / NOTEBOOK, 200_000_000)


@attack("larger than 5 MB")
def answers_of_60_mb(folder):
    os.truncate(folder / ANSWERS, 60_000_000)


@attack("larger than 5 MB", in_issue=True)
def answers_of_60_mb_of_lines(folder):
    line = (record(activity="PLANTED") + "\n").encode()
    add_lines(folder, line * (60_000_000 // len(line)))


@attack("more than one file may hold")
def answers_of_60_mb_of_the_shortest_lines(folder):
    own = (folder / ANSWERS).read_bytes()
    add_lines(folder, b"{}\n" * 20_000_000, own)


@attack("too long to be an answer")
def one_long_line(folder):
    add_lines(folder, record(text="PLANTED" * 50_000))


@attack("Only the first 200 were looked at")
def a_thousand_files(folder):
    for number in range(1000):
        (folder / f"PLANTED-{number}").touch()


@attack(NO_CODE)
def secret_of_5_gb(folder):
    os.truncate(folder / SECRET, 5_000_000_000)


@attack("more than one file may hold", keeps=False)
def fifty_thousand_and_one_lines(folder):
    add_lines(folder, *["{}"] * 50_000)


@attack("did not fit the question")
def one_choice_50_000_times(folder):
    add_lines(folder, record(activity="test-many", response=["a"] * 50_000))


@attack("The notebook is missing", keeps=False)
def a_hundred_hand_ins_at_once(folder):
    for number in range(100):
        folder.with_name(f"{folder.name.split('+')[0]}+{SLUG}+{number}").mkdir()


@attack("The notebook is larger than 2 MB")
def dense_notebook(folder):
    (folder / NOTEBOOK).write_bytes(b'{"cells":[' + b"[]," * 6_600_000 + b"[]]}")
