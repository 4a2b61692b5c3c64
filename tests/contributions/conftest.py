import pytest

from coprod_training.contributions.register import Register
from coprod_training.contributions.role_keys import make_key
from coprod_training.contributions.sections import ROLES


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    """A key for each role, and one of a stranger; all of them made up for tests."""
    folder = tmp_path_factory.mktemp("keys")
    return {
        name: make_key(folder / f"{name}.key") for name in (*ROLES, "second keeper", "stranger")
    }


@pytest.fixture
def private(tmp_path):
    return tmp_path / "private"


@pytest.fixture
def open_as(private, keys):
    """The register of a workspace, opened with the key of a role."""
    keeper = Register(private, keys["keeper"])
    keeper.give_key("keeper", keys["keeper"].public)
    for role in ROLES:
        keeper.give_key(role, keys[role].public)
    return lambda name: Register(private, keys[name])
