import proof
import pytest
from proof_coverage import Covered
from proof_outcome import ASKED, Outcome
from proof_report import report
from proof_store import Store

NAMES = ["One", "Two"]


def kept(*outcomes):
    return {
        name: {
            "name": name, "at": "2026-11-27", "commit": "abc", "machine": "2 cores",
            "seconds": 60, "processor": 30, "outcome": outcome.as_json(),
        }
        for name, outcome in zip(NAMES, outcomes, strict=False)
    }  # fmt: skip


def test_what_is_asked_for_stands_beside_what_was_tried():
    done = [Outcome(3, 9, counted={"faults": many}) for many in (600, 400)]
    words = report(kept(*done), NAMES, {})

    assert "| faults | 1,000 | 1,000 |" in words
    assert "| hostile hand-ins | 60 | 0 **Too few.** |" in words


def test_the_longest_series_of_months_counts_and_not_their_sum():
    months = [Outcome(1, 1, counted={"months of releases attacked": 12})] * 2

    assert "| months of releases attacked | 24 | 12 **Too few.** |" in report(
        kept(*months), NAMES, {}
    )


def test_what_did_not_hold_and_what_was_skipped_is_named():
    words = report(kept(Outcome(3, 9, 1, 1, True, ["test_a: test_b"], {"no JDK": 1})), NAMES, {})

    assert "- One: test_a: test_b" in words
    assert "- One: 1 × no JDK" in words
    assert "| One **Did not hold.** | 3 | 9 | 1 | 1 | 1 | 60 s | 30 s | abc |" in words


def test_a_campaign_of_which_cases_were_skipped_says_so_in_its_row_and_in_the_sum():
    words = report(kept(Outcome(9, 9, skipped=8, why={"not here": 8}), Outcome(3, 9)), NAMES, {})

    assert "2 of 2 campaigns held; 1 of them ran every case." in words
    assert "| One (held; 8 not run, see below) | 9 | 9 | 1 | 0 | 8 | 60 s | 30 s | abc |" in words
    assert "| Two | 3 | 9 | 3 | 0 | 0 | 60 s | 30 s | abc |" in words


def test_a_campaign_that_was_not_run_is_named():
    words = report(kept(Outcome(3, 9)), NAMES, {})

    assert "1 of 2 campaigns held; 1 of them ran every case. They tried 9 cases in 3 tests" in words
    assert "Not run: Two." in words


def test_the_day_and_the_commit_of_each_run_are_said():
    words = report(kept(Outcome(3, 9), Outcome(1, 1)), NAMES, {})

    assert "- 2026-11-27, commit abc, 2 cores" in words
    assert "All of them used 1 minutes of a processor." in words


def test_a_part_that_is_run_again_takes_the_place_of_its_own_result_alone(tmp_path):
    path, results = tmp_path / "proof.json", kept(Outcome(3, 9), Outcome(1, 1))
    for one in (*results.values(), results["One"] | {"commit": "def"}):
        Store(path).keep(one)
    Store(path).keep_covered({"grading": Covered((96, 100), (19, 20))}, "abc")
    Store(path).keep_minutes(83)

    found = Store(path).results([*NAMES, "Three"])
    assert {name: one["commit"] for name, one in found.items()} == {"One": "def", "Two": "abc"}
    assert list(Store(path).results(["Two"])) == ["Two"]  # another was renamed since
    assert Store(path).covered() == ({"grading": Covered((96, 100), (19, 20))}, "abc")
    assert Store(path).minutes() == 83


def test_the_page_is_of_what_is_kept():
    """Nobody edits it, and a result that is committed without it would not be seen."""
    names = [name for name in proof.CAMPAIGNS if name != proof.COVERAGE]
    covered, of = proof.KEPT.covered()

    said = report(proof.KEPT.results(names), names, covered, of, proof.KEPT.minutes())

    assert proof.PAGE.read_text() == said, "Type: python tests/proof.py --report"


def test_before_anything_was_run_there_is_nothing(tmp_path):
    store = Store(tmp_path / "proof.json")

    assert (store.results(NAMES), store.covered(), store.minutes()) == ({}, ({}, ""), None)


@pytest.mark.parametrize("what", ASKED)
def test_something_counts_what_is_asked_for(what):
    tests = [path for path in (proof.ROOT / "tests").rglob("test_*.py")
             if not path.name.startswith("test_proof")]  # fmt: skip

    assert any(f'record_property("{what}"' in path.read_text() for path in tests)


def test_how_much_of_the_code_was_gone_through_is_said_and_what_is_too_little():
    found = {"grading": Covered((96, 100), (19, 20)), "survey": Covered((97, 100), (14, 20))}
    words = report(kept(Outcome(3, 9)), NAMES, found)

    assert "| grading | 96 of 100 | 19 of 20 | 95.8 % |" in words
    assert "| survey | 97 of 100 | 14 of 20 | 92.5 % **Too little.** |" in words
    assert "Not measured: `make coverage` does." in report(kept(Outcome(3, 9)), NAMES, {})
