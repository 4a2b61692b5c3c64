"""A form of pages whose sign-in has ended, in a real browser: it leads to the hub's own host."""

import httpx
import pytest
from running import running

from coprod_training.monitor.addresses import router_of
from coprod_training.monitor.made_ready import monitor_of
from coprod_training.monitor.signing_in import SESSION, Hub

pytestmark = pytest.mark.browser
PREFIX = "/services/collector"


def test_what_was_chosen_leads_to_the_hub_and_is_not_blocked(parts, course, hub, browser):
    other_host = hub.api.removesuffix("/hub/api")  # by its port
    there = Hub(
        api=hub.api, address=other_host, own=PREFIX, client="service-collector", secret="a-secret"
    )
    with running(parts, PREFIX, more=[router_of(monitor_of(course, there))]) as client:
        pages = f"{str(client.base_url).rstrip('/')}{PREFIX}"
        began = client.get(f"{pages}/monitor/")
        hub.codes["a-code"] = hub.monitor()
        state = httpx.URL(began.headers["Location"]).params["state"]
        client.get(f"{pages}/oauth_callback", params={"state": state, "code": "a-code"})
        page = browser.new_page()
        signed_in = {"name": SESSION, "value": client.cookies[SESSION], "url": pages}
        page.context.add_cookies([signed_in])
        page.goto(f"{pages}/monitor/")
        page.context.clear_cookies()

        page.get_by_role("button", name="Show").click()

        page.wait_for_url(f"{other_host}/hub/api/oauth2/authorize?**")
