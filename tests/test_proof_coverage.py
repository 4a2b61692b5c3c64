import os
import signal
import sys

import proof
import pytest
from proof_coverage import ENDING, Covered, covered_in
from proof_outcome import Outcome
from proof_store import Store

MODULE = """
def mark(points):
    if points > 1:
        return "full"
    return "none"
"""
TEST = """
import subprocess
import sys

from coprod_training.grading.marks import mark

def test_full():
    assert mark(2) == "full"
"""
ELSEWHERE = """
def test_none_in_a_process_of_its_own():
    said = "from coprod_training.grading.marks import mark; assert mark(0) == 'none'"
    subprocess.run([sys.executable, "-c", said], check=True)
"""


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with one function to grade with, and the project's own settings."""
    package = tmp_path / "coprod_training"
    for name in (".", "grading", "answers", "survey", "contributions"):
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").touch()
    (package / "grading" / "marks.py").write_text(MODULE)
    (tmp_path / "pyproject.toml").write_text((proof.ROOT / "pyproject.toml").read_text())
    tests = proof.ROOT / "tests"
    (tmp_path / "conftest.py").write_text((tests / "conftest.py").read_text())
    (tmp_path / "remembered_yaml.py").write_text("def use(): ...")  # this package reads none
    monkeypatch.setattr(proof, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{tests}")
    (tmp_path / "proof").mkdir()
    return tmp_path


def ran(checkout, test):
    (checkout / "test_it.py").write_text(test)
    code, _ = proof.run("test_it.py", checkout / "proof" / "3.xml", measured=True)
    assert code == 0, (checkout / "proof" / "3.log").read_text()
    return covered_in(checkout / "proof" / f"3{ENDING}", checkout)["grading"]


@pytest.mark.slow
def test_what_was_gone_through_is_counted_also_in_a_process_of_its_own(checkout):
    half, whole = ran(checkout, TEST), ran(checkout, TEST + ELSEWHERE)

    assert half == Covered((3, 4), (1, 2))
    assert whole == Covered((4, 4), (2, 2))
    assert (half.enough, whole.enough) == (False, True)


def test_where_nothing_was_measured_there_are_no_figures(tmp_path):
    assert covered_in(tmp_path / f"3{ENDING}", tmp_path) == {}


@pytest.mark.filterwarnings("ignore:Couldn't use data file")
def test_a_file_that_is_none_is_no_measure(tmp_path):
    (tmp_path / f"3{ENDING}").write_text("not a database")
    (tmp_path / "pyproject.toml").write_text("")

    with pytest.raises(SystemExit, match="What was gone through cannot be read"):
        covered_in(tmp_path / f"3{ENDING}", tmp_path)


HELD = Outcome(1, 1, counted={"faults": 9})


@pytest.fixture
def made_up(checkout, monkeypatch):
    """A proof of one campaign that held, and of how much a test of one function goes through."""
    monkeypatch.setattr(proof, "CAMPAIGNS", {"One": "test_it.py", proof.COVERAGE: "test_it.py"})
    monkeypatch.setattr(proof, "OUT", checkout / "proof")
    monkeypatch.setattr(proof, "KEPT", Store(checkout / "proof.json"))
    monkeypatch.setattr(proof, "PAGE", checkout / "proof.md")
    proof.KEPT.keep({
        "name": "One", "at": "", "commit": "abc", "machine": "", "seconds": 1, "processor": 1,
        "outcome": HELD.as_json()})  # fmt: skip
    return checkout


@pytest.mark.parametrize(
    ("asked", "percent", "words", "ends"),
    [
        ({"faults": 9}, 95, [], 0),
        ({"faults": 10}, 95, [], 1),
        ({"faults": 9}, 94, [], 1),
        ({"faults": 10}, 94, ["One"], 0),
        ({"faults": 10}, 94, ["code"], 1),
        ({"faults": 10}, 95, ["code"], 0),
    ],
    ids=[
        "all well",
        "too few",
        "too little of the code",
        "one campaign by itself",
        "too little, measured by itself",
        "enough, measured by itself",
    ],
)
def test_it_ends_with_1_when_too_little_was_tried(
    made_up, monkeypatch, asked, percent, words, ends
):
    monkeypatch.setattr(proof, "ASKED", asked)
    monkeypatch.setattr(proof, "_prove", lambda number, name: None)
    proof.KEPT.keep_covered({"grading": Covered((percent, 100), (0, 0))}, "abc")
    monkeypatch.setattr(sys, "argv", ["proof.py", *words])

    assert proof.main() == ends
    assert "Measured at commit abc,\n" in (made_up / "proof.md").read_text()


def test_words_that_no_campaign_has_are_refused_and_nothing_is_written(
    made_up, monkeypatch, capsys
):
    monkeypatch.setattr(sys, "argv", ["proof.py", "One", "survey"])

    with pytest.raises(SystemExit, match="2"):
        proof.main()

    said = capsys.readouterr().err
    assert 'No campaign has "survey" in its name. These are all:\n  One\n' in said
    assert not (made_up / "proof.md").exists()


def test_stopped_half_way_it_keeps_what_came_of_the_run_before(made_up, monkeypatch, capsys):
    def run(*_, **how):
        os.kill(os.getpid(), signal.SIGINT)  # as Ctrl+C does
        proof.STOPPED.wait(30)
        return 2, 1  # how pytest ends then

    before = (made_up / "proof.json").read_text()
    monkeypatch.setattr(proof, "STOPPED", proof.Event())
    monkeypatch.setattr(proof, "run", run)
    monkeypatch.setattr(sys, "argv", ["proof.py", "One"])

    # A run in the background of a shell does not hear it.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert proof.main() == 130
    finally:
        signal.signal(signal.SIGINT, heard)

    assert "Stopped." in capsys.readouterr().out
    assert (made_up / "proof.json").read_text() == before
    assert not (made_up / "proof.md").exists()


def test_the_report_alone_says_too_what_did_not_hold(made_up, monkeypatch):
    monkeypatch.setattr(proof, "ASKED", {})
    monkeypatch.setattr(sys, "argv", ["proof.py", "--report"])
    proof.KEPT.keep_covered({"grading": Covered((95, 100), (0, 0))}, "abc")
    assert proof.main() == 0

    kept = proof.KEPT.results(["One"])["One"]
    proof.KEPT.keep(kept | {"outcome": Outcome(2, 2, wrong=1).as_json()})

    assert proof.main() == 1


@pytest.mark.slow
@pytest.mark.parametrize(("more", "ends"), [("", 1), ("    assert 0\n", 1)], ids=["well", "not"])
def test_what_is_kept_is_of_a_sample_that_held(made_up, monkeypatch, more, ends):
    (made_up / "test_it.py").write_text(TEST + more)
    monkeypatch.setattr(sys, "argv", ["proof.py", "code"])
    monkeypatch.setattr(proof, "commit_of", lambda root: "abc")
    monkeypatch.setattr(proof, "commit_since", lambda before, root: before)

    assert proof.main() == ends
    packages, of = proof.KEPT.covered()
    assert of == "abc"
    assert packages.get("grading") == (None if more else Covered((3, 4), (1, 2)))
