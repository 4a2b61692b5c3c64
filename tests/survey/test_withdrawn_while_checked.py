"""A withdrawal that comes while a release is checked: nothing is released of that person."""

import json

import pytest

from coprod_training.errors import CoprodError
from coprod_training.survey.release import two_people

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
