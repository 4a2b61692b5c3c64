"""More named attacks: on files that Python and Jupyter load, on text as bytes, on the exchange."""

import gzip
import os
import shutil
from datetime import UTC, datetime

from attacks import ANSWERS, NOTEBOOK, RUN, add_lines, attack, make_socket, record
from graded_course import SLUG, edit_notebook

SECRET, TIME = "submission_secret.txt", "timestamp.txt"
# Of a folder that is not its owner's, or has no name that a learner can have.
NOT_THEIRS = "does not belong to the learner it names"
NO_CODE = "The code for fetching feedback is missing"
ROOT = os.getuid() == 0
NO_USER = 12345  # a number that no user of a machine has


def beside(folder, learner):
    """Where a hand-in of that learner would lie in the exchange."""
    now = datetime.now(UTC)
    return folder.with_name(f"{learner}+{SLUG}+{now:%Y-%m-%d %H:%M:%S.%f} UTC+PLANTED")


def rewrite(path, change):
    path.write_bytes(change(path.read_bytes()))


@attack("")
def time_is_a_pipe(folder):
    (folder / TIME).unlink()
    os.mkfifo(folder / TIME)


@attack("")
def time_is_a_folder(folder):
    (folder / TIME).unlink()
    (folder / TIME).mkdir()


@attack(NO_CODE)
def secret_is_a_pipe(folder):
    (folder / SECRET).unlink()
    os.mkfifo(folder / SECRET)


@attack(NO_CODE)
def secret_is_a_link_to_anothers(folder):
    (folder / SECRET).unlink()
    (folder / SECRET).symlink_to(next(folder.parent.glob("honest+*")) / SECRET)


@attack("The notebook is not an ordinary file")
def notebook_is_a_folder(folder):
    (folder / NOTEBOOK).unlink()
    (folder / NOTEBOOK).mkdir()


@attack("The answers file is not an ordinary file", keeps=False)
def answers_are_a_socket(folder):
    (folder / ANSWERS).unlink()
    make_socket(folder, ANSWERS)


@attack("The answers file is not an ordinary file", keeps=False)
def answers_are_a_link_without_end(folder):
    (folder / ANSWERS).unlink()
    (folder / ANSWERS).symlink_to("/dev/zero")


@attack("The answers file is not an ordinary file", keeps=False, as_root=True)
def a_second_name_of_anothers_answers(folder):
    (folder / ANSWERS).unlink()
    os.link(next(folder.parent.glob("daemon+*")) / ANSWERS, folder / ANSWERS)


@attack("")
def a_copy_of_answers_that_another_handed_over(folder):
    """It counts, as an essay does that somebody copies: who it is by, no record can say."""
    shutil.copyfile(next(folder.parent.glob("honest+*")) / ANSWERS, folder / ANSWERS)


@attack("4 files that this assignment does not use")
def settings_of_jupyter(folder):
    for name in ("nbgrader", "jupyter", "jupyter_nbconvert", "ipython"):
        (folder / f"{name}_config.py").write_text(RUN)


@attack("4 files that this assignment does not use")
def modules_that_python_loads_by_itself(folder):
    for name in ("sitecustomize.py", "usercustomize.py", "conftest.py", "PLANTED.pth"):
        (folder / name).write_text(RUN)


@attack("2 folders were left out")
def folders_that_jupyter_starts_from(folder):
    for name in (".ipython/profile_default/startup", ".jupyter"):
        (folder / name).mkdir(parents=True)
        (folder / name / "jupyter_config.py").write_text(RUN)


@attack("A file that this assignment does not use")
def a_gradebook_of_ones_own(folder):
    (folder / "gradebook.db").write_bytes(b"SQLite format 3\x00PLANTED")


@attack("2 folders were left out")
def folders_of_the_trainer(folder):
    (folder / ".coprod").mkdir()
    forged = '{"schema": 1, "event": "graded", "learner": "honest", "assignment": "test-record"}'
    (folder / ".coprod" / "grading.jsonl").write_text(forged)
    (folder / "submitted" / "honest" / SLUG).mkdir(parents=True)
    (folder / "submitted" / "honest" / SLUG / ANSWERS).write_text(record())


@attack("")
def a_due_date_of_ones_own(folder):
    (folder / "due.json").write_text('{"schema": 1, "due": "9999-01-01T00:00:00Z", "PLANTED": 1}')


@attack("2 files that this assignment does not use")
def a_second_notebook_with_answers(folder):
    shutil.copy(folder / NOTEBOOK, folder / "PLANTED.ipynb")
    shutil.copy(folder / ANSWERS, folder / "PLANTED.answers.jsonl")


@attack("2 files that this assignment does not use")
def names_that_write_to_the_log(folder):
    (folder / "\x1b[2J\nhonest: PLANTED").touch()
    (folder / os.fsdecode(b"PLANTED-\xff\xfe")).touch()


@attack("")
def files_that_run_as_their_owner(folder):
    for path in folder.iterdir():
        path.chmod(0o6777)


# Root may read everything: then this shows that a closed file does not stay closed.
@attack("" if ROOT else "The answers file is not an ordinary file", keeps=ROOT)
def files_that_nobody_may_read(folder):
    for path in folder.iterdir():
        path.chmod(0)


@attack("", as_root=True)
def a_folder_that_nobody_may_open(folder):
    folder.chmod(0)


@attack("")
def another_kernel(folder):
    other = {"name": "PLANTED", "display_name": "x", "language": "bash", "argv": ["sh", "-c", RUN]}
    edit_notebook(folder / NOTEBOOK, lambda nb: nb["metadata"].update(kernelspec=other))


@attack("results that the course did not make", in_issue=True)
def forged_outputs_behind_a_widget(folder):
    data = {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "1000.0"}
    forged = {"output_type": "execute_result", "metadata": {}, "execution_count": 1, "data": data}
    edit_notebook(folder / NOTEBOOK, lambda nb: nb["cells"][2].update(outputs=[forged]))


@attack("The notebook cannot be read")
def cells_twice_in_the_notebook(folder):
    rewrite(folder / NOTEBOOK, lambda old: b'{"cells": [], ' + old.lstrip()[1:])


@attack("")
def answers_with_a_byte_order_mark_and_line_ends_of_windows(folder):
    rewrite(folder / ANSWERS, lambda old: b"\xef\xbb\xbf" + old.replace(b"\n", b"\r\n"))


# Each line is read in the encoding that it shows; what follows the last line break shows none.
@attack("could not be read")
def answers_in_utf_16(folder):
    rewrite(folder / ANSWERS, lambda old: old.decode().encode("utf-16"))


@attack("could not be read", keeps=False)
def answers_without_line_breaks(folder):
    add_lines(folder, record())
    rewrite(folder / ANSWERS, lambda old: old.replace(b"\n", b"\r"))


@attack("could not be read", keeps=False)
def answers_packed_with_gzip(folder):
    rewrite(folder / ANSWERS, lambda old: gzip.compress(old * 1000))


@attack("could not be read")
def nothing_but_nul_bytes(folder):
    add_lines(folder, b"\0" * 100_001, b"\0\n" * 7)


@attack("about something that this assignment does not ask", keeps=False)
def answers_to_another_assignment(folder):
    other = [record(id=str(n), activity=f"another-{n}").encode() + b"\n" for n in range(9)]
    rewrite(folder / ANSWERS, lambda _: b"".join(other))


@attack("")
def one_id_for_every_answer(folder):
    learner = folder.name.split("+")[0]
    add_lines(folder, *[record(id=f"{learner}-0-0")] * 3)


@attack("were not an answer")
def true_and_false_in_place_of_words(folder):
    add_lines(folder, record(id=True), record(schema=True), record(activity=False))


@attack("")
def attempts_beyond_all_counting(folder):
    add_lines(folder, record(id="1", attempt=-1))
    add_lines(folder, record(id="2", attempt=10**4000, response="green"))


@attack("")
def points_in_the_answer(folder):
    more = {"points": 1000, "score": 1000, "auto_score": 1000, "key": "c", "graded": True}
    add_lines(folder, record(activity="test-many", response=["a", "c"], **more))


@attack("")
def times_out_of_order(folder):
    add_lines(folder, record(id="1", at="9999-12-31T23:59:59Z"))
    add_lines(folder, record(id="2", at="-4000", response="green"))


@attack("did not fit the question")
def path_for_a_choice(folder):
    add_lines(folder, record(response="../../gradebook.db"), record(id="2", response="./green"))


@attack("did not fit the question")
def choices_that_look_alike(folder):
    alike = ("gr\u0435\u0435n", "gre\u200ben", "\u202egreen", "\uff47reen", "GREEN", "green ")
    add_lines(folder, *(record(id=one, response=one) for one in alike))


@attack("")
def words_that_turn_around(folder):
    words = "\u202eMine\u2066\u200b\ufeff\u2028honest: 1000\u2029" + "\u0300" * 500
    add_lines(folder, record(activity="test-words", response=words))


@attack("could not be read")
def half_a_character_in_bytes(folder):
    add_lines(folder, record(response="green ").encode().replace(b"green ", b"\xed\xa0\x80"))


@attack("did not fit the question")
def a_response_200_deep(folder):
    add_lines(folder, record(response="?").replace('"?"', "[" * 200 + "]" * 200))


@attack("The time it arrived counts")
def a_time_at_the_end_of_all_time(folder):
    learner = folder.name.split("+")[0]
    folder.rename(folder.with_name(f"{learner}+{SLUG}+9999-12-31 23:59:59.999999 UTC+PLANTED"))


@attack(NOT_THEIRS, of_nobody=1)
def a_link_in_the_name_of_another(folder):
    beside(folder, "honest").symlink_to(folder)


@attack(NOT_THEIRS, of_nobody=1, as_root=True)
def a_hand_in_in_the_name_of_another(folder):
    theirs = beside(folder, "daemon")
    shutil.copytree(folder, theirs)
    os.chown(theirs, NO_USER, NO_USER)


NO_LEARNERS = ("*", "[h]onest", "-rf", "..", "honest\n", "~", "", "h" * 150, "honest+x")


@attack(NOT_THEIRS, of_nobody=len(NO_LEARNERS))
def names_that_no_learner_has(folder):
    for learner in NO_LEARNERS:
        shutil.copytree(folder, beside(folder, learner))


@attack("")
def learners_who_look_alike(folder):
    for learner in ("Honest", "h\u043enest", "honest."):
        shutil.copytree(folder, beside(folder, learner))
