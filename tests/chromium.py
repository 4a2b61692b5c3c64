"""How Playwright launches Chromium as it is installed here: all of it, or its headless shell.

The shell is the same engine without a window's own processes, and takes less of a processor.
"""

import shutil

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def whole():
    """Options that launch all of it; empty where it is not installed."""
    path = shutil.which("chromium")
    return {"executable_path": path, "args": FLAGS} if path else {}


def shell():
    """Options that launch its headless shell; empty where it is not installed."""
    path = shutil.which("chromium-headless-shell")
    flags = [flag for flag in FLAGS if not flag.startswith("--headless")]
    return {"executable_path": path, "args": flags} if path else {}
