"""A withdrawal that comes while a release is checked: nothing is released of that person."""

import json
from dataclasses import replace

import pytest

from coprod_training.errors import CoprodError
from coprod_training.survey.from_hub import FromHub
from coprod_training.survey.release import two_people
from coprod_training.survey.release.taken_out import TakenOut

from .test_release_command import Office


def test_the_release_is_refused_and_can_be_prepared_again(tmp_path):
    office = Office(tmp_path)
    office.made.answer(260)
    two_people.prepare(office.case("2027-02-01"))

    def withdraw(*_):
        line = json.dumps({"schema": 1, "withdrawn": "somebody"})
        (office.store / "responses.jsonl").write_text(f"{line}\n")

    with pytest.raises(CoprodError, match="took their answers out in the meantime"):
        two_people.check(office.case("2027-02-01", "B. Test"), office.out, withdraw)

    assert not office.out.exists()
    assert not (office.store / two_people.LEDGER).exists()


def test_the_hub_is_asked_again_before_anything_is_released(tmp_path, monkeypatch):
    office = Office(tmp_path)
    office.made.answer(260)
    office.made.answer(60, "pre", status="released")
    rows = [one["submission_id"] for one in office.made.rows if one["source"] == "course"]
    asked = []

    def hub():
        asked.append(True)
        # The last one withdraws between the second person's reading and their release.
        still = rows[:-1] if len(asked) == 3 else rows
        return FromHub((), tuple(_Row(one) for one in still))

    monkeypatch.setattr(FromHub, "standing", lambda self, _: self.rows)
    two_people.prepare(replace(office.case("2027-02-01"), hub=hub))

    with pytest.raises(CoprodError, match="took their answers out in the meantime"):
        two_people.check(replace(office.case("2027-02-01", "B. Test"), hub=hub), office.out)

    assert len(asked) == 3
    assert not office.out.exists()


class _Row:
    def __init__(self, name):
        self.submission_id, self.pseudonym = name, ""


def test_only_what_left_is_more():
    before = TakenOut(frozenset("a"), frozenset("xy"), frozenset("kl"))
    assert not before.has_more_than(before)
    assert not TakenOut(frozenset("a"), frozenset("xyz"), frozenset("klm")).has_more_than(before)
    assert TakenOut(frozenset("ab"), frozenset("xy"), frozenset("kl")).has_more_than(before)
    assert TakenOut(frozenset("a"), frozenset("x"), frozenset("kl")).has_more_than(before)
    assert TakenOut(frozenset("a"), frozenset("xy"), frozenset("k")).has_more_than(before)
