"""What `coprod hub init` writes, started: its hub, its proxy by the unit's own line, PostgreSQL.

Left out on a machine without them: systemd itself, Caddy, Docker and Kubernetes.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from urllib.request import Request, urlopen

import pytest
from opened import STAFF
from traitlets.config import Config

from coprod_training.content.publish import publish
from coprod_training.errors import CoprodError
from coprod_training.hub.configuration import configure
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place
from coprod_training.hub.new_hub import write_hub
from coprod_training.hub.proxy_program import proxy_program
from coprod_training.hub.running import free_ports, new_secret, running_hub
from coprod_training.hub.settings import read_settings

SERVICES = Path(__file__).parents[2] / "course" / "services.csv"


@pytest.fixture
def new_hub(tmp_path):
    write_hub(tmp_path / "new", "https://course.example.org")
    return tmp_path / "new"


@pytest.fixture(scope="module")
def database():
    postgres = pytest.importorskip("own_postgres", reason="It comes with the collector's tests.")
    if postgres.why_not():
        pytest.skip(postgres.why_not())
    server = postgres.OwnPostgres(fsync="off")
    url = server.new_database("coprod_hub")
    yield url.replace("postgresql://", "postgresql+psycopg://")  # JupyterHub needs the driver
    server.end()


def exec_start(unit: Path) -> list[str]:
    """The program that a unit starts, as systemd reads it."""
    line = re.search(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE)[1]
    return [one.replace("$$", "$") for one in shlex.split(line)]


@pytest.mark.slow
def test_the_written_hub_starts_with_its_own_proxy_and_postgresql(new_hub, tmp_path, database):
    try:
        program = proxy_program()
    except CoprodError as error:
        pytest.skip(str(error))
    publish(STAFF, tmp_path / "course")
    secrets = tmp_path / "secrets"
    new_secret(secrets / "proxy-token")
    (secrets / "hub-database").touch(mode=0o600)
    (secrets / "hub-database").write_text(database)
    new_secret(tmp_path / "collector" / "token")
    port, hub_port, proxy_port = free_ports(3)
    # What a server has and this machine has not; every other line stays as it was written.
    here = {
        '"https://course.example.org"': f'"http://course.localhost:{port}"',
        "127.0.0.1:8000": f"127.0.0.1:{port}",
        "hub_port = 8081": f"hub_port = {hub_port}",
        "proxy_port = 8001": f"proxy_port = {proxy_port}",
        '"/var/lib/coprod-hub"': f'"{tmp_path}/state"',
        '"/srv/coprod/course"': f'"{tmp_path}/course"',
        '"/srv/coprod/staff"': f'"{STAFF}"',
        '"/srv/coprod/staff/course/services.csv"': f'"{SERVICES}"',
        'runs_in = "systemd"': f'runs_in = "own-folders"\nhomes = "{tmp_path}/people"',
        '"secrets/': f'"{secrets}/',
        '"collector/': f'"{tmp_path}/collector/',
    }
    text = (new_hub / "hub.toml").read_text()
    for old, new in here.items():
        assert old in text
        text = text.replace(old, new)
    (new_hub / "hub.toml").write_text(text)
    EnrolmentBook(tmp_path / "state").add_cohort("spring", datetime.now(UTC))
    command = [
        one.replace("/opt/coprod/proxy/node_modules/.bin/configurable-http-proxy", program)
        .replace("--port 8000", f"--port {port}")
        .replace("8001", str(proxy_port))
        .replace("8081", str(hub_port))
        for one in exec_start(new_hub / "systemd" / "coprod-proxy.service")
    ]
    proxy = subprocess.Popen(
        command, env=os.environ | {"CREDENTIALS_DIRECTORY": str(secrets)}, cwd=tmp_path
    )
    try:
        local = f"http://127.0.0.1:{port}/"
        named = Request(f"{local}hub/signup", headers={"Host": f"course.localhost:{port}"})
        with running_hub(new_hub, f"http://course.localhost:{port}/", local):
            with urlopen(named) as reply:
                page = reply.read().decode()
            with urlopen(f"http://127.0.0.1:{hub_port}/hub/api/") as reply:
                version = reply.read().decode()
        # The hub is away; its proxy and so everybody's page is not.
        assert proxy.poll() is None
        log = (new_hub / "hub.log").read_text()
    finally:
        proxy.terminate()
        proxy.wait(10)
    assert "Make an account" in page
    assert '"version"' in version
    assert "Traceback" not in log
    assert not (tmp_path / "state" / "hub.sqlite").exists()


def test_systemd_finds_nothing_wrong_with_the_units(new_hub, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed.")
    units = tmp_path / "units"
    units.mkdir()
    for unit in (new_hub / "systemd").iterdir():
        text = unit.read_text().replace("/opt/coprod/venv/bin/python", sys.executable)
        (units / unit.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(units.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )

    ours = [line for line in done.stderr.splitlines() if str(units) in line or "coprod-" in line]
    assert ours == []


def test_no_secret_and_no_place_of_ours_is_written(new_hub):
    text = "\n".join(one.read_text() for one in new_hub.rglob("*") if one.is_file())

    assert not re.search(r"[0-9a-f]{32}", re.sub(r'"integrity": "[^"]+"', "", text))
    assert "@DOMAIN@" not in text
    assert "@ADDRESS@" not in text
    assert str(Path.home()) not in text


def test_the_settings_for_a_server_make_a_user_for_each_person(new_hub):
    hub = read_settings(new_hub / "hub.toml")
    c = Config()
    from coprod_training.hub.spawners import configure_spawner

    configure_spawner(c, hub)

    assert c.SystemdSpawner.dynamic_users is True
    assert c.SystemdSpawner.isolate_tmp is True
    one = SimpleNamespace(user=SimpleNamespace(name="postgresql", id=7))
    from coprod_training.hub.person_units import PersonUnits

    folder = PersonUnits._expand_user_vars(one, "/var/lib/{USERNAME}")
    assert folder == "/var/lib/coprod-people/postgresql"
    assert PersonUnits._expand_user_vars(one, c.SystemdSpawner.unit_name_template) == (
        "coprod-person-7"
    )


def test_an_organisations_sign_in_is_set_from_its_section(new_hub):
    text = (new_hub / "hub.toml").read_text().split("[collector]")[0]
    oidc = re.sub(r"^# (?=\[oidc\]|[a-z_]+ = )", "", text, flags=re.MULTILINE)
    oidc = oidc.replace('sign_in = "passwords"', 'sign_in = "oidc"')
    state = new_hub / "state"
    (new_hub / "hub.toml").write_text(oidc.replace('"/var/lib/coprod-hub"', f'"{state}"'))
    for name in ("proxy-token", "hub-database", "oidc-client-secret"):
        new_secret(new_hub / "secrets" / name)
    c = Config()

    configure(c, read_settings(new_hub / "hub.toml"))

    assert c.GenericOAuthenticator.oauth_callback_url == (
        "https://course.example.org/hub/oauth_callback"
    )
    assert c.OrganisationAccounts.group_rules["ips-spring"] == "learner spring"


def test_an_organisations_groups_give_places_and_take_them(tmp_path):
    from coprod_training.hub.accounts import follow_their_groups

    book = EnrolmentBook(tmp_path / "state")
    rules = {"ips-spring": "learner spring", "ips-trainers": "trainer spring"}
    book.enrol([("one", Place("monitor"))], datetime.now(UTC))

    follow_their_groups(book, "one", ["ips-spring", "others"], rules)
    assert book.of("one").places == {Place("monitor"), Place("learner", "spring")}

    follow_their_groups(book, "one", ["ips-trainers"], rules)
    assert book.of("one").places == {Place("monitor"), Place("trainer", "spring")}
