"""The collector is attacked by its own description: whatever fits it or not, no server error."""

import campaign
import own_postgres
import pytest
import with_tables
from hypothesis import HealthCheck, given, settings
from running import running

from coprod_training.collector.scopes import TRAIN

ADDRESSES = [
    ("GET", "/assignments"),
    ("GET", "/assignments/{assignment}"),
    ("PUT", "/assignments/{assignment}"),
    ("DELETE", "/assignments/{assignment}"),
    ("PUT", "/assignments/{assignment}/extensions"),
    ("GET", "/assignments/{assignment}/submissions"),
    ("POST", "/assignments/{assignment}/submissions"),
    ("GET", "/submissions/{submission}"),
    ("GET", "/submissions/{submission}/feedback"),
    ("PUT", "/submissions/{submission}/feedback"),
    ("GET", "/receipts/{code}"),
    ("POST", "/statements"),
    ("GET", "/statements"),
    ("GET", "/lessons"),
    ("GET", "/xapi/statements"),
    ("GET", "/me"),
    ("PUT", "/me"),
    ("DELETE", "/me"),
    ("GET", "/state"),
    ("PUT", "/state"),
    ("POST", "/consent"),
    ("GET", "/responses"),
    ("POST", "/responses"),
    ("POST", "/withdraw"),
    ("GET", "/health"),
    ("GET", "/ready"),
]
CASES, IN_FULL = 8, 150


@pytest.fixture
def database_url(tmp_path, request):
    """PostgreSQL, as a hub has it, since what is taken in comes to it; SQLite without one."""
    if own_postgres.why_not():
        return with_tables.sqlite(tmp_path)
    return with_tables.postgresql(request.getfixturevalue("postgres"))


@pytest.fixture
def described(parts, hub):
    """The description, and what sends a case of it as each sort of person."""
    from by_description import attack, description

    tokens = [
        hub.learner("amira", "spring"),
        hub.trainer("tariq", "spring"),
        hub.add("spring", TRAIN, kind="service"),
        hub.monitor(),
        hub.operator(),
        hub.add("of-no-role"),
    ]
    with running(parts) as client:
        base = str(client.base_url).rstrip("/")
        yield description(base), lambda case: attack(case, base, tokens)


def test_every_address_is_in_the_list(described):
    schema, *_ = described
    found = {(one.ok().method.upper(), one.ok().path) for one in schema.get_all_operations()}

    assert found == set(ADDRESSES)


@pytest.mark.sampled(6, always="POST-/statements")
@pytest.mark.parametrize(("method", "path"), ADDRESSES, ids=map("-".join, ADDRESSES))
def test_nothing_that_is_sent_is_a_server_error(described, method, path):
    schema, attack = described
    address = schema[path][method]

    @settings(
        max_examples=IN_FULL if campaign.is_full() else CASES,
        database=None,
        deadline=None,
        derandomize=not campaign.is_full(),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=address.as_strategy())
    def attacked(case):
        attack(case)

    attacked()
