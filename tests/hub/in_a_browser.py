"""Somebody's account in Chromium, signed in as their `Visitor` is."""

from contextlib import contextmanager


@contextmanager
def as_(browser, visitor, **more):
    """A tab of somebody who has signed in, or of nobody."""
    context = browser.new_context(bypass_csp=True, **more)
    for one in visitor._jar if visitor else ():
        context.add_cookies(
            [{"name": one.name, "value": one.value, "domain": "127.0.0.1", "path": one.path}]
        )
    yield context.new_page()
    context.close()
