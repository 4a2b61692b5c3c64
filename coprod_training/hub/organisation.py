"""Sign-in by an organisation's own accounts: OAuth 2 or OpenID Connect, by OAuthenticator."""

from typing import Any

from oauthenticator.generic import GenericOAuthenticator
from traitlets import Dict

from coprod_training.hub.accounts import CourseAccounts, follow_their_groups


class OrganisationAccounts(CourseAccounts, GenericOAuthenticator):  # type: ignore[misc]  # no types
    """Accounts that somebody else keeps. A name is theirs because their organisation says so."""

    group_rules = Dict(config=True, help='Their group = "role" or "role cohort [service]".')

    async def update_auth_model(self, auth_model: dict[str, Any]) -> dict[str, Any]:
        """Follow the groups that came with this sign-in."""
        found: dict[str, Any] = await super().update_auth_model(auth_model)
        if self.group_rules:
            theirs = self.get_user_groups(found["auth_state"])
            follow_their_groups(self.book, found["name"], sorted(theirs), self.group_rules)
        return found
