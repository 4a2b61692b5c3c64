"""A trainer's round at a hub, as its pages do it."""

import time

from hub.conftest import open_server

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
