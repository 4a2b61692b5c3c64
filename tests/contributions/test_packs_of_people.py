"""Packs of one person beside those of others, as they are typed. Every word is a test record."""

import stat

import pytest
from house.tree import ROOT

from contributions.made_up import OTHER, REF, walked_to
from coprod_training.cli import main
from coprod_training.contributions.register import Register
from coprod_training.contributions.role_keys import make_key


@pytest.fixture
def pack(tmp_path, capsys):
    """Makes a pack of module 3 in one folder, with two people's terms on record."""
    key = make_key(tmp_path / "keeper.key")
    register = Register(tmp_path / "workspace" / "private", key)
    register.give_key("keeper", key.public)
    for ref in (REF, OTHER):
        register.add("contribution", walked_to("terms agreed", ref=ref))

    def made(*options):
        asked = ["pack", "3", *options, "--key", tmp_path / "keeper.key", "--course", ROOT]
        asked += ["--workspace", tmp_path / "workspace", "--to", tmp_path / "out"]
        assert main([*map(str, asked)]) == 0
        return capsys.readouterr().out

    return made


def test_a_pack_of_anybody_has_no_change_since_one_persons(pack):
    name = pack("--for", REF).split("Pack ")[1][:10]

    assert "No words of the module differ" in pack("--since", name)
    assert "No words of the module differ" in pack("--since", name, "--for", OTHER)


def test_nobodys_pack_takes_the_place_of_another_persons(pack, tmp_path):
    details = tmp_path / "details.yaml"
    details.write_text("payment: test record, one\n", encoding="utf-8")
    pack("--for", REF, "--details", details)
    of_one = {path: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert len(of_one) == 2
    assert all(REF in path.name for path in of_one)

    pack("--for", OTHER)
    pack("--details", details)
    details.write_text("payment: test record, two\n", encoding="utf-8")
    pack("--details", details)
    pack()

    assert {path: path.read_bytes() for path in of_one} == of_one
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in of_one)
    assert len(list((tmp_path / "out").iterdir())) == 10
