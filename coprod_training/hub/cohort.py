"""Tells a cohort's own server who has a place in it, so that its trainer need not type the list."""

from jupyterhub.apihandlers import APIHandler
from tornado import web

from coprod_training.collector.scopes import TRAIN
from coprod_training.hub import roles


class Cohort(APIHandler):  # type: ignore[misc]  # jupyterhub ships no types
    """GET coprod/cohort, with the token of a cohort's server; of no other cohort."""

    async def get(self) -> None:
        """The account names of everybody who learns in it, in order."""
        user = self.current_user
        if user is None or not roles.is_grader(user.name) or TRAIN not in self.expanded_scopes:
            raise web.HTTPError(403)
        people = self.authenticator.book.read().people
        cohort = roles.cohort_of(user.name)
        learners = sorted(
            account for account, one in people.items() if one.is_learner and one.cohort == cohort
        )
        self.set_header("Cache-Control", "no-store")
        self.write({"learners": learners})


ADDRESSES = [(r"/coprod/cohort", Cohort)]
"""Below the hub's own prefix."""
