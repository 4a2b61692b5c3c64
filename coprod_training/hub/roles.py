"""Who may do what on a hub, as JupyterHub's groups, roles and scopes. Nothing here knows a person.

A group says what somebody is; a role says what a group may do. A token of a learner's own server,
which their lesson's process can read, holds less than its learner: it can neither list people nor
make another token. Source: design/hub.md; JupyterHub's reference of scopes.
"""

from collections.abc import Iterable
from typing import Any

from coprod_training.collector.scopes import (
    COUNTED,
    LEARN,
    LEARNERS_OF,
    OPERATE,
    PEOPLE_OF,
    SAID_NO,
    TRAIN,
    TRAINERS_OF,
    WATCH,
)

COLLECTOR = "collector"
"""The collector's name as a service of the hub."""
ACCOUNT = r"^[a-z0-9][a-z0-9._@-]{1,63}$"
"""What an account may be called: letters, digits, and what an e-mail address has.

It may stand in a folder's name, a subdomain and a systemd unit, so it never begins with a full stop
or a hyphen. No +: nbgrader's exchange puts one between a learner and their exercise.
"""
GRADER = "grader-"
"""Begins the account whose server holds a cohort's gradebook; nobody signs in as it."""

LEARNERS = "coprod-learners"
TRAINERS = "coprod-trainers"
GRADERS = "coprod-graders"
MONITORS = "coprod-monitors"
KEEPERS = "coprod-keepers"
OPERATORS = "coprod-operators"

CUSTOM_SCOPES = {
    LEARN: {"description": "Send what one has done oneself, and hand in"},
    TRAIN: {"description": "Read hand-ins and single statements of one's own cohorts"},
    WATCH: {"description": "Read the programme's figures"},
    OPERATE: {"description": "Export statements, by pseudonym"},
}
_COLLECTOR_PAGES = f"access:services!service={COLLECTOR}"


def learners_of(cohort: str) -> str:
    """The group of a cohort's learners; nbgrader's own name for it."""
    return f"{LEARNERS_OF}{cohort}"


def trainers_of(cohort: str) -> str:
    """The group of a cohort's trainers; nbgrader's own name for it."""
    return f"{TRAINERS_OF}{cohort}"


def people_of(service: str) -> str:
    """The group of everybody who works for a service."""
    return f"{PEOPLE_OF}{service}"


def grader_of(cohort: str) -> str:
    """The account whose server is the trainers' pages of a cohort."""
    return f"{GRADER}{cohort}"


def groups(cohorts: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What `JupyterHub.load_groups` takes: every group there is before anybody signs in."""
    cohorts = sorted(cohorts)
    plain = (LEARNERS, TRAINERS, MONITORS, KEEPERS, OPERATORS, COUNTED, SAID_NO)
    found: dict[str, dict[str, Any]] = {name: {"users": []} for name in plain}
    found[GRADERS] = {"users": [grader_of(one) for one in cohorts]}
    for one in cohorts:
        found[learners_of(one)] = {"users": []}
        found[trainers_of(one)] = {"users": [grader_of(one)]}
    return found


def roles(cohorts: Iterable[str]) -> list[dict[str, Any]]:
    """What `JupyterHub.load_roles` takes.

    `user` is the role that everybody has: with JupyterHub's own scopes for it, anyone could make
    tokens that outlive their place on the course.
    """
    return [
        {"name": "user", "scopes": ["read:users:name!user", "read:users:groups!user"]},
        {
            "name": "coprod-learner",
            "groups": [LEARNERS],
            "scopes": [
                "servers!user",
                "access:servers!user",
                "users:activity!user",
                LEARN,
            ],
        },
        {
            # Its server starts with what its tokens may do; a trainer only ever looks in.
            "name": "coprod-grader",
            "groups": [GRADERS],
            "scopes": ["servers!user", "access:servers!user", "users:activity!user", TRAIN],
        },
        {"name": "coprod-trainer", "groups": [TRAINERS], "scopes": [TRAIN]},
        {
            "name": "coprod-monitor",
            "groups": [MONITORS],
            "scopes": [WATCH, _COLLECTOR_PAGES],
        },
        {"name": "coprod-keeper", "groups": [KEEPERS], "scopes": ["read:users:groups!user"]},
        {
            # May see who is there and stop a server, and never look into one.
            "name": "coprod-operator",
            "groups": [OPERATORS],
            "scopes": [
                "list:users",
                "read:users",
                "read:groups",
                "read:servers",
                "delete:servers",
                "read:hub",
                "read:metrics",
                OPERATE,
            ],
        },
        *(_trainers_role(one) for one in sorted(cohorts)),
    ]


def _trainers_role(cohort: str) -> dict[str, Any]:
    grader = grader_of(cohort)
    return {
        "name": f"coprod-trainer-of-{cohort}",
        "groups": [trainers_of(cohort)],
        "scopes": [f"servers!user={grader}", f"access:servers!user={grader}"],
    }


def collectors_host(domain: str) -> str:
    """The collector's own host below a hub's. Source: JupyterHub, `subdomain_hook_idna`."""
    return f"{COLLECTOR}--service.{domain}"


def cohort_of(grader: str) -> str:
    """The cohort whose account this is."""
    return grader.removeprefix(GRADER)


def is_grader(account: str) -> bool:
    """Whether an account is a cohort's, and no person's."""
    return account.startswith(GRADER)


def server_token_scopes(account: str) -> list[str]:
    """What the token of this account's own server may do at most."""
    own = TRAIN if is_grader(account) else LEARN
    return ["users:activity!user", "access:servers!server", own]
