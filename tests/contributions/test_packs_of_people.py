"""Packs of one person beside those of others, as they are typed. Every word is a test record."""

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
