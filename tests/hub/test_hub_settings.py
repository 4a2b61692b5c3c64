"""hub.toml: what is refused, in words, and what `coprod hub init` writes."""

import pytest

from coprod_training.errors import CoprodError
from coprod_training.hub.new_hub import write_hub
from coprod_training.hub.settings import read_secret, read_settings
from coprod_training.hub.spawners import surroundings, systemd_properties

RIGHT = {
    "state": '"state"',
    "course": '"course"',
    "services": '"services.csv"',
    "address": '"https://course.example.org"',
}


def written(folder, **more):
    path = folder / "hub.toml"
    lines = (f"{name} = {value}" for name, value in (RIGHT | more).items() if value)
    path.write_text("\n".join(lines))
    return path


def oidc(rule):
    """An organisation's sign-in, one of whose groups stands for a place."""
    names = ("name", "client_id", "client_secret_file", "authorize_url", "token_url")
    said = ", ".join(f'{one} = "x"' for one in (*names, "userdata_url"))
    return f'{{{said}, groups = {{staff = "{rule}"}}}}'


@pytest.mark.parametrize("rule", ["monitor", "trainer spring", "learner spring sample-a"])
def test_a_group_stands_for_a_place(tmp_path, rule):
    assert read_settings(written(tmp_path, oidc=oidc(rule))).oidc.groups == {"staff": rule}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"adress": '"x"'}, 'Did you mean "address"?'),
        ({"address": None}, "These are missing: address."),
        ({"hub_port": '"8081"'}, '"hub_port" has the wrong kind of value.'),
        ({"hub_port": "true"}, '"hub_port" has the wrong kind of value.'),
        ({"subdomains": "1"}, '"subdomains" has the wrong kind of value.'),
        ({"runs_in": '"nowhere"'}, '"runs_in" cannot be "nowhere".'),
        ({"runs_in": '"own-folders"', "homes": '"h"'}, "does not keep people apart"),
        ({"runs_in": '"docker"'}, "Containers need an image."),
        ({"address": '"http://course.example.org"'}, "anybody can listen"),
        ({"address": '"course"'}, '"address" is not a web address.'),
        (
            {"address": '"http://127.0.0.1:8000"'},
            "An address made of numbers cannot have subdomains.",
        ),
        ({"sign_in": '"oidc"'}, "The organisation's sign-in is not described."),
        ({"state": "["}, "This is not TOML"),
        (
            {"oidc": oidc("lerner spring")},
            'cannot be "lerner spring". There is no such role',
        ),
        ({"oidc": oidc("trainer")}, "A trainer has a cohort."),
        ({"oidc": oidc("learner Spring")}, "This is not a valid cohort name."),
        ({"oidc": oidc("learner a b c")}, "This is not a place on the course."),
        ({"oidc": oidc("")}, "This is not a place on the course."),
    ],
)
def test_settings_that_do_not_fit_are_refused_in_words(tmp_path, more, words):
    with pytest.raises(CoprodError) as caught:
        read_settings(written(tmp_path, **more))

    assert words in str(caught.value)
    assert "hub.toml" in str(caught.value)


def test_a_secret_that_everybody_can_read_is_no_secret(tmp_path):
    path = tmp_path / "secret"
    path.write_text("abc\n")
    path.chmod(0o644)
    with pytest.raises(CoprodError, match="everybody on this machine can read it"):
        read_secret(path)

    path.chmod(0o600)

    assert read_secret(path) == "abc"


@pytest.mark.parametrize(
    "address", ["http://course.example.org", "https://localhost", "https://10.0.0.1", "course"]
)
def test_a_hub_is_not_written_for_an_address_that_it_cannot_have(tmp_path, address):
    with pytest.raises(CoprodError, match="https and a name"):
        write_hub(tmp_path / "new", address)


def test_nothing_is_written_over_a_hub(tmp_path):
    write_hub(tmp_path / "new", "https://course.example.org")

    with pytest.raises(CoprodError, match="something here already"):
        write_hub(tmp_path / "new", "https://course.example.org")


def test_only_a_cohorts_server_is_told_where_the_staff_copy_is(tmp_path):
    write_hub(tmp_path / "new", "https://course.example.org")
    hub = read_settings(tmp_path / "new" / "hub.toml")

    class Of:
        def __init__(self, name):
            self.user = type("User", (), {"name": name})

    told = surroundings(hub)
    assert told["COPROD_STAFF"](Of("one")) == ""
    assert told["COPROD_STAFF"](Of("grader-spring")) == str(hub.staff)
    assert str(hub.staff) in systemd_properties(hub, "one")["InaccessiblePaths"]
    assert str(hub.staff) not in systemd_properties(hub, "grader-spring")["InaccessiblePaths"]
    assert "SupplementaryGroups" not in systemd_properties(hub, "one")
