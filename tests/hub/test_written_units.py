"""What the units of a new hub start: commands that `coprod` understands, and two by a timer."""

import re
import shlex
from importlib import import_module

import pytest
from opened import STAFF

from coprod_training.cli import main
from coprod_training.collector.database import open_database
from coprod_training.hub.new_hub import write_hub

COPROD = ["/opt/coprod/venv/bin/python", "-m", "coprod_training.cli"]


@pytest.fixture
def units(tmp_path):
    write_hub(tmp_path / "new", "https://course.example.org")
    return tmp_path / "new" / "systemd"


def commands(unit):
    """What a unit says to `coprod`, in order."""
    text = unit.read_text().replace("\\\n", " ")
    found = re.findall(r"^Exec(?:Start|StopPost)=(.*)$", text, re.MULTILINE)
    lines = [shlex.split(one) for one in found]
    return [one[len(COPROD) :] for one in lines if one[: len(COPROD)] == COPROD]


def test_every_command_of_a_unit_is_one_that_coprod_understands(units, monkeypatch):
    understood = []
    for verb in ("collector", "monitor", "hub"):
        module = import_module(f"coprod_training.cli.{verb}")
        monkeypatch.setattr(module, "run", lambda asked: understood.append(asked.what) or 0)

    for unit in sorted(units.glob("*.service")):
        for words in commands(unit):
            assert main(words) == 0

    assert understood == ["backup", "deletions", "start", "report"]


@pytest.mark.parametrize(("name", "when"), [("report", "*-*-01 06:00"), ("backup", "*-*-* 02:30")])
def test_a_timer_starts_the_unit_of_its_name_also_after_the_machine_was_off(units, name, when):
    timer = (units / f"coprod-{name}.timer").read_text()

    assert (units / f"coprod-{name}.service").exists()
    assert f"OnCalendar={when}\n" in timer
    assert "Persistent=yes\n" in timer
    assert "WantedBy=timers.target\n" in timer


def test_the_reports_own_line_writes_one_where_its_unit_may_write(units, tmp_path):
    unit = units / "coprod-report.service"
    address = f"sqlite:///{tmp_path / 'collector.db'}"
    store = open_database(address)
    store.upgrade()
    store.close()
    secret = tmp_path / "database"
    secret.touch(mode=0o600)
    secret.write_text(address)
    here = {
        "/var/lib/coprod-collector/reports": str(tmp_path / "reports"),
        "/etc/coprod/collector/database": str(secret),
        "/srv/coprod/staff": str(STAFF),
    }
    ((*words,),) = commands(unit)
    assert set(here) < set(words)

    assert main([here.get(one, one) for one in words]) == 0

    assert "StateDirectory=coprod-collector\n" in unit.read_text()
    assert sorted(one.suffix for one in (tmp_path / "reports").iterdir()) == [".html", ".json"]
