"""Runs what has to be awaited, from a test that does not await."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def in_a_loop(asking):
    """Its result; in a thread, since a browser of another test may hold this one's loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asking).result()
