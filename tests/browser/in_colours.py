"""What axe-core finds on a page that stands alone as a file: in light, dark and forced colours."""

from pathlib import Path

import campaign
from axe_rules import MORE_TAGS, violations
from learner.visiting import COLOURS, FADED


def axe_in_colours(page, tags=MORE_TAGS):
    """One line for each; the page's own rule must let axe in (`bypass_csp`).

    `make test` looks in those of the three that are drawn for this address.
    """
    found = []
    for colours in campaign.one_of(COLOURS, Path(page.url).name):
        page.emulate_media(**colours)
        page.evaluate(FADED)
        for one in violations(page, tags):
            found.append(f"{colours} {one['id']}: {one['nodes'][0]['html'][:160]}")
    return found
