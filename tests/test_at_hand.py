"""A process that is at hand is like any other that Python starts, but that nbgrader is loaded."""

import json
import os
import signal

import at_hand
import pytest

pytestmark = pytest.mark.slow
SAYS = """
import json, os, sys
print(json.dumps([os.getpid(), os.getcwd(), dict(os.environ), sys.argv, sys.path[0],
    sorted(name for name in sys.modules if name.split(".")[0] in ("nbgrader", "coprod_training"))]))
"""


def test_it_is_a_process_of_its_own_with_what_it_is_given_and_nothing_of_ours(tmp_path):
    found = []
    for number in (1, 2):
        code, said = at_hand.run("-c", SAYS, number, cwd=tmp_path, env={"NUMBER": str(number)})
        assert code == 0, said
        found.append(json.loads(said))

    (first, *_), (second, *_) = found
    assert len({os.getpid(), first, second}) == 3
    for number, (_, folder, environment, argv, first_on_path, loaded) in enumerate(found, 1):
        assert (folder, first_on_path) == (str(tmp_path), str(tmp_path))
        assert environment == {"NUMBER": str(number)}
        assert argv == ["-c", str(number)]
        assert "nbgrader.apps" in loaded
        assert not [name for name in loaded if name.startswith("coprod_training")]


@pytest.mark.parametrize(
    ("code", "ends", "says"),
    [
        ("1 / 0", 1, "ZeroDivisionError"),
        ("import sys; sys.exit(7)", 7, ""),
        ("import os; os.kill(os.getpid(), 9)", -signal.SIGKILL, ""),
    ],
)
def test_how_it_ends_is_told(tmp_path, code, ends, says):
    ended, said = at_hand.run("-c", code, cwd=tmp_path, env={})

    assert ended == ends
    assert says in said


def test_what_is_run_as_a_module_gets_its_arguments(tmp_path):
    code, said = at_hand.run("-m", "json.tool", "--help", cwd=tmp_path, env={})

    assert (code, "usage: python -m json.tool" in said) == (0, True)
