"""A trainer's page finds every receipt that the collector gave, also of what was not fetched."""

import json

import pytest
from graded_course import SLUG
from in_a_loop import in_a_loop
from running import as_
from tiny_server import Quiet, serving

from coprod_training.collector.archive import zip_of
from coprod_training.trainer.receipts_on_hub import ReceiptsOnHub, receipts_on_hub

ZIP = {"Content-Type": "application/zip"}
AT = "2026-11-23 14:05:00.123456 UTC"
NOWHERE = "http://127.0.0.1:9"


def asked(code, address, token):
    environ = {"COPROD_COLLECTOR": address, "JUPYTERHUB_API_TOKEN": token}
    return in_a_loop(receipts_on_hub(code, environ))


@pytest.fixture(scope="module")
def handed_in(collecting_here, hub):
    """(address, tokens by name, receipts) where one learner has handed in twice."""
    client, _ = collecting_here
    people = {
        "amira": hub.learner("amira", "spring"),
        "tariq": hub.trainer("tariq", "spring"),
        "uma": hub.trainer("uma", "autumn"),
    }
    work = {f"{SLUG}.ipynb": b"{}"}
    opened = {"content": zip_of(work), "headers": as_(people["tariq"]) | ZIP}
    assert client.put(f"/assignments/{SLUG}", **opened).status_code == 201
    receipts = []
    for words in (b"first", b"second"):
        sent = zip_of({**work, f"{SLUG}.answers.jsonl": words})
        head = as_(people["amira"]) | ZIP
        said = client.post(f"/assignments/{SLUG}/submissions", content=sent, headers=head)
        receipts.append(said.json()["receipt"])
    return str(client.base_url).rstrip("/"), people, receipts


def test_each_receipt_is_found_also_of_what_a_newer_one_took_the_place_of(handed_in):
    address, people, receipts = handed_in

    found = [asked(code, address, people["tariq"]) for code in receipts]

    assert [one.known for one in found] == [True, True]
    assert [[each.code for each in one.of] for one in found] == [[code] for code in receipts]
    assert {each.learner for one in found for each in one.of} == {"amira"}


def test_what_nobody_of_the_cohort_has_is_known_to_be_nobodys(handed_in):
    address, people, receipts = handed_in

    assert asked("000-000", address, people["tariq"]) == ReceiptsOnHub(True)
    assert asked(receipts[0], address, people["uma"]) == ReceiptsOnHub(True)


def test_where_it_cannot_be_asked_nothing_is_known(handed_in):
    address, people, receipts = handed_in

    assert asked(receipts[0], address, people["amira"]) == ReceiptsOnHub(False)
    assert asked(receipts[0], NOWHERE, people["tariq"]) == ReceiptsOnHub(False)
    assert in_a_loop(receipts_on_hub(receipts[0], {})) is None


def listed(**one):
    return json.dumps({"submissions": [one]}).encode()


@pytest.mark.parametrize(
    ("body", "known"),
    [
        (b"[]", False),
        (b"not json", False),
        (b'{"submissions": 3}', False),
        (b'{"submissions": [3]}', False),
        (listed(learner="amira"), False),
        (listed(learner="../x", assignment="a", timestamp=AT), True),
        (listed(learner="amira", assignment="a", timestamp="now"), True),
    ],
)
def test_a_list_that_is_none_is_not_used(body, known):
    class Answer(Quiet):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with serving(Answer) as address:
        assert asked("000-000", address, "a-token") == ReceiptsOnHub(known)
