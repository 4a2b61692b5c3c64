"""The collector running in this process, on a port of its own, as its server runs it."""

import asyncio
import threading
import time
from contextlib import contextmanager

import httpx
import uvicorn

from coprod_training.collector.app import served
from coprod_training.collector.connections import MOST_AT_ONCE, config_of


class Quick(uvicorn.Server):
    """Ends at once, since a test waits for it: its client has closed its connections by then."""

    async def main_loop(self):
        ticks = 0
        while not await self.on_tick(ticks):
            ticks += 1
            await asyncio.sleep(0.01)

    async def shutdown(self, sockets=None):
        for one in self.servers:
            one.close()
        while self.server_state.connections or self.server_state.tasks:
            await asyncio.sleep(0.01)
        await self.lifespan.shutdown()


@contextmanager
def running(parts, prefix="", port=0, more=(), most=MOST_AT_ONCE):
    """A client for it. most: requests at once."""
    config = config_of(served(parts, prefix, more), most)
    config.port = port
    server = Quick(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the collector did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=address, timeout=30, trust_env=False, verify=False) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


def as_(token):
    """The headers of somebody's request."""
    return {"Authorization": f"Bearer {token}"}
