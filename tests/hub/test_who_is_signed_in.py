"""At the head of the hub's pages stands who is signed in, and not whose server a page is about."""

from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader
from traitlets.config import Config

from coprod_training.hub import configuration

TRAINER, GRADER = (SimpleNamespace(name=name) for name in ("trainer", "grader-demo"))


@pytest.fixture
def drawn(tmp_path):
    """Draw a page as JupyterHub does: with what our configuration adds for whoever asks."""
    c = Config()
    configuration._set_pages(c, SimpleNamespace(state=tmp_path))
    environment = Environment(loader=FileSystemLoader(c.JupyterHub.template_paths), autoescape=True)

    def draw(name, who, owner):
        added = {key: value(who) for key, value in c.JupyterHub.template_vars.items()}
        about = {"user": owner, "logout_url": "/hub/logout", "progress_url": "", "spawn_url": ""}
        return environment.get_template(name).render(about | added)

    return draw


@pytest.mark.parametrize(
    "template", ["spawn_pending.html", "stop_pending.html", "not_running.html"]
)
def test_a_trainer_who_opens_a_cohort_is_shown_their_own_name(drawn, template):
    html = drawn(template, TRAINER, GRADER)

    assert '<p>trainer · <a href="/hub/logout" id="logout">Sign out</a></p>' in html
    assert "grader-demo" not in html


def test_nobody_has_no_name_and_nothing_to_sign_out_of(drawn):
    assert 'id="logout"' not in drawn("page.html", None, None)
