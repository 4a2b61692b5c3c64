"""A systemd unit per person, with a user that exists only while it runs (DynamicUser)."""

from systemdspawner import SystemdSpawner


class PersonUnits(SystemdSpawner):  # type: ignore[misc]  # it ships no types
    """The well-kept spawner, with everybody's folder below one of ours.

    It would give each account the folder /var/lib/ACCOUNT: somebody who signs up as "postgresql"
    would be given the database's.
    """

    def _expand_user_vars(self, string: str) -> str:
        return string.format(USERNAME=f"coprod-people/{self.user.name}", USERID=self.user.id)
