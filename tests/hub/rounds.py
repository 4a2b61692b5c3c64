"""A trainer's round at a hub, as its pages do it."""

import time
from uuid import uuid4

import httpx

from hub.conftest import open_server, server_of, token_of

TASK = "where-is-it-really"


def round_of(hub, visitor, server):
    """(pages, act) of a trainer: read a page, and do a step and wait until it has ended."""
    open_server(hub, visitor, server)
    base = f"user/{server}/coprod/trainer"

    def act(path, **fields):
        token = (
            visitor.ask(f"{base}/exercises/{TASK}/release")
            .text.partition('name="_xsrf" value="')[2]
            .partition('"')[0]
        )
        visitor.ask(f"{base}{path}", {"_xsrf": token, **fields})
        for _ in range(240):
            job = visitor.ask(f"{base}/api/job").data
            if not job.get("running"):
                return job
            time.sleep(0.5)
        raise AssertionError("the step did not end")

    return (lambda path="": visitor.ask(f"{base}{path}")), act


def hand_in_words(hub, account, words):
    """What a learner writes in their own course, handed in; its receipt. Their server runs."""
    base = f"{hub.address}user/{account}/coprod/api"
    headers = {"Authorization": f"token {token_of(server_of(hub, account))}"}
    said = {"type": "keep", "id": str(uuid4()), "check": True, "response": words}
    with httpx.Client(headers=headers, timeout=60) as own:
        own.post(f"{base}/exercises/{TASK}/start", json={}).raise_for_status()
        written = f"{base}/activities/one-thing-called-co-production"
        own.post(written, json=said).raise_for_status()
        done = own.post(f"{base}/exercises/{TASK}/hand-in", json={}).raise_for_status()
    return done.json()["receipt"]["code"]
