"""The collector running in this process, on a port of its own, as its server runs it."""

import threading
import time
from contextlib import contextmanager

import httpx
import uvicorn

from coprod_training.collector.app import served


@contextmanager
def running(parts, prefix="", port=0, more=()):
    """A client for it."""
    config = uvicorn.Config(
        served(parts, prefix, more), host="127.0.0.1", port=port, log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
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
