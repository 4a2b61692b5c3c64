"""A PostgreSQL of the tests' own, on 127.0.0.1, in a temporary folder."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg


def programs():
    """The folder of the newest PostgreSQL that is installed; None without one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))
    on_path = shutil.which("postgres")
    return found[-1] if found else (Path(on_path).parent if on_path else None)


def why_not():
    """Why it cannot be started here, for a skipped test; empty when it can."""
    if programs() is None:
        return "PostgreSQL is not installed: apt-get install postgresql"
    if os.getuid() == 0 and _user() is None:
        return "PostgreSQL does not run as root, and there is no user called postgres or nobody"
    return ""


def _user():
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


class OwnPostgres:
    """Started when made; `restart` and `kill` as its tests need."""

    def __init__(self, **settings):
        self.folder = Path(tempfile.mkdtemp(prefix="coprod-postgres-"))
        self._as = {}
        if os.getuid() == 0:
            user = _user()
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self._settings = settings
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-U", "coprod", "--auth=trust", "-E", "UTF8", "--no-sync")
        self.start()

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder}"
        options += "".join(f" -c {name}={value}" for name, value in self._settings.items())
        data = ("-D", self.folder / "data")
        self._run("pg_ctl", *data, "-w", "-o", options, "-l", self.folder / "log", "start")

    def stop(self, mode="fast"):
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-m", mode, "stop")

    def end(self):
        self.stop("immediate")
        shutil.rmtree(self.folder)

    def url(self, name="postgres"):
        return f"postgresql://coprod@127.0.0.1:{self.port}/{name}"

    def new_database(self, name):
        address = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "coprod")
        self._run("createdb", *address, "-T", "template0", name)
        return self.url(name)

    def has_database(self, name):
        with psycopg.connect(self.url(), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
            return known.fetchone() is not None

    def emptied(self, name):
        """A database with nothing in it, made once: making many, and ending them, takes minutes."""
        if not self.has_database(name):
            return self.new_database(name)
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return self.url(name)

    def _run(self, program, *arguments):
        done = subprocess.run(
            [programs() / program, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # a pipe would stay open in the server, and never end
            cwd="/",
            check=False,
            **self._as,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.returncode}")
