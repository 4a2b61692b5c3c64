"""What tokens of a hub may do, and its groups' names: for the hub and its collector alike."""

import re

LEARN = "custom:coprod:events:write"
TRAIN = "custom:coprod:grades:read"
WATCH = "custom:coprod:dashboard:read"
OPERATE = "custom:coprod:export:read"

COUNTED = "coprod-counted"
"""The group of those who said yes to being counted in their service's figures."""
SAID_NO = "coprod-said-no"
"""The group of those who said no to it. Who is in neither has yet to answer."""
LEARNERS_OF, TRAINERS_OF, PEOPLE_OF = "nbgrader-", "formgrade-", "service-"
"""Begin the groups of a cohort, with nbgrader's own names for them, and of a service."""
COHORT = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""What a cohort may be called, as a whole: its groups' names end in it."""
