"""What is kept of who was counted tells no answer to whoever tries them all."""

import json

import pytest
from made_up_dataset import INSTRUMENT

from coprod_training.survey.lineage import Lineage
from coprod_training.survey.release import admitted
from coprod_training.survey.release.rows import read_rows

from .test_release_command import DAYS, Office
from .test_who_was_counted import BOTH, come, plan

CHANGE = "change/DES1"


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    before_and_after(office)
    office.release(DAYS[0])
    return office


def before_and_after(office):
    office.made.answer(260)
    before = office.made.answer(150, "pre", status="released")
    office.made.finish(before[:110])


def plain(office):
    """The fingerprints that anybody finds who tries the right answers, by row and by pair."""
    rows = read_rows(office.root / "dataset", INSTRUMENT)
    of_pairs = {}
    for pair, phase, print_ in zip(rows.pairs, rows.phases, rows.prints, strict=True):
        of_pairs.setdefault(pair, {})[phase] = print_
    both = {pair: one["pre"] + one["post"] for pair, one in of_pairs.items() if len(one) == 2}
    return dict(zip(rows.ids, rows.prints, strict=True)) | both


def lists(office):
    return sorted(office.store.glob(f"{admitted.FILE}*"))


def in_the_lists(office, prints):
    kept = "".join(path.read_text() for path in lists(office))
    return [one for one in prints.values() if one in kept]


def make_plain(office):
    """The lists as an earlier version wrote them, which had no key of releases."""
    prints = plain(office)
    for path in lists(office):
        data = json.loads(path.read_text())
        data["versions"] = data.pop("keyed")
        for questions in data["versions"].values():
            for people in questions.values():
                for name, kept in people.items():
                    people[name] = admitted.entry(prints[name], admitted.release_in(kept))
        path.write_text(json.dumps(data))
    key_file(office).unlink()


def key_file(office):
    return office.root / "private" / "keys" / "release.key"


def test_a_fingerprint_cannot_be_found_by_trying_answers(office):
    assert in_the_lists(office, plain(office)) == []


def test_with_the_key_a_trace_knows_the_answers_again(office):
    counted = admitted.load(office.store, office.ledger())[INSTRUMENT.id]
    known, prints = Lineage(True, (), counted, admitted.print_key(office.store)), plain(office)

    for question in ("baseline/DES1", CHANGE):
        assert counted[question]
        assert all(known.has(question, name, prints[name]) for name in counted[question])
        assert not any(known.has(question, name, "0" * 8) for name in counted[question])


def test_who_is_in_a_list_with_plain_fingerprints_is_known_again(tmp_path):
    office = Office(tmp_path)
    plan(office, BOTH)
    come(office)
    office.release(DAYS[0])
    make_plain(office)
    del office.made.rows[:15]

    assert office.release(DAYS[3]).made.left == 2 * 15


def test_such_a_list_changes_nothing_that_is_published_and_is_written_anew(tmp_path):
    found = []
    for name in ("as-it-is", "plain"):
        office = Office(tmp_path / name)
        before_and_after(office)
        office.release(DAYS[0])
        prints = plain(office)
        if name == "plain":
            make_plain(office)
            assert in_the_lists(office, prints) != []
        office.made.withdraw(60)
        office.made.answer(150)
        office.release(DAYS[3])
        found.append((office.files(), office.ledger()))
        assert len(lists(office)) == 2
        assert in_the_lists(office, prints) == []

    assert found[0] == found[1]


def test_a_version_that_knows_plain_fingerprints_alone_cannot_take_these_for_them(office):
    """It finds the people of a list under these names, or stops."""
    for path in lists(office):
        assert {*json.loads(path.read_text())} == {"releases", "keyed"}


def test_without_the_key_nothing_is_released_and_no_other_takes_its_place(office):
    key_file(office).unlink()
    office.made.answer(120)

    said = office.refused(DAYS[1])

    assert "The key of the list of who has been counted is missing." in said
    assert not key_file(office).exists()
    assert admitted.load(office.store, office.ledger())[INSTRUMENT.id]["baseline/DES1"]
