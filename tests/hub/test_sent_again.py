"""What counts as sent again: what the collector says that it had. A refusal does not."""

import random
from types import SimpleNamespace

import httpx
import pytest
from in_a_loop import in_a_loop

from hub.many_at_work import Resender


@pytest.mark.parametrize(
    ("status", "known", "counted"), [(200, 1, 1), (200, 0, 0), (403, 1, 0), (503, 1, 0)]
)
def test_a_batch_counts_as_sent_again_once_the_collector_knew_it(status, known, counted):
    who = SimpleNamespace(statements=lambda: [{"id": "one"}], token="a-token")
    collector = SimpleNamespace(collecting="http://collector.example")
    resender = Resender(collector, [who], random.Random(1))

    async def once():
        said = {"new": 0, "known": known, "refused": []}
        replies = httpx.MockTransport(lambda request: httpx.Response(status, json=said))
        async with httpx.AsyncClient(transport=replies) as client:
            await resender.once(client)

    in_a_loop(once())

    assert resender.batches == counted
