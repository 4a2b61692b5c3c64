"""Keeps who is on the course, and the join codes. The hub and its commands share it.

A code is kept as a keyed hash only: who reads the file can join nobody with it.
"""

import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from coprod_training import jsonl
from coprod_training.errors import CoprodError
from coprod_training.hub.membership import (
    CONSENT_TEXT,
    SCHEMA,
    Enrolment,
    Membership,
    Place,
    answers,
    ends_of,
    fold,
)
from coprod_training.private_lines import PrivateLines
from coprod_training.secret_key import load_secret
from coprod_training.stored_time import stored

FILE = "enrolment.jsonl"
KEY = "join-codes"
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letter or digit that looks like another one."""
LETTERS = 10  # 49 bits: nobody finds one by trying


class EnrolmentBook:
    """The records in one folder, read again only when they changed."""

    def __init__(self, folder: Path) -> None:
        """Open nothing yet. folder: for the hub's eyes only."""
        self._folder, self._lines = folder, PrivateLines(folder / FILE)
        self._seen: tuple[tuple[int, int], Enrolment] | None = None

    def read(self) -> Enrolment:
        """Everybody as of now."""
        now = jsonl.state(self._lines.path)
        if self._seen is None or self._seen[0] != now:
            self._seen = now, fold(self._lines.records())
        return self._seen[1]

    def of(self, account: str) -> Membership:
        """What one account is as of now."""
        return self.read().of(account)

    def ends(self) -> list[dict[str, Any]]:
        """What ended a code or a place, and still does; see membership.py."""
        return ends_of(self._lines.records())

    def end_again(self, ends: Iterable[dict[str, Any]]) -> int:
        """Keep what another book says has ended, and this one does not; how many lines are new."""
        known = self._lines.records()
        new = [one for one in ends if one not in known]
        for one in new:
            self._lines.append(one)
        return len(new)

    def answers(self) -> dict[str, tuple[datetime, bool]]:
        """When each account last said whether it may be counted, and what; see membership.py."""
        return answers(self._lines.records())

    def enrol(self, people: Iterable[tuple[str, Place]], now: datetime) -> int:
        """Give accounts their places; returns how many are new. now: UTC."""
        with self._lines.locked():
            known = self.read()
            new = [(who, place) for who, place in people if place not in known.of(who).places]
            for account, place in new:
                self._write("enrolled", now, account=account, **_of(place))
        return len(new)

    def leave(self, account: str, now: datetime) -> bool:
        """Take all places of an account; False when that was done before. What it did stays kept.

        It comes back by a list or a code of its own, and not by one that is passed around.
        """
        with self._lines.locked():
            known = self.read()
            who = known.of(account)
            for place in sorted(who.places, key=str):
                self._write("left", now, account=account, **_of(place))
            waits = any(
                one.account == account and one.holds(account, now) for one in known.codes.values()
            )
            # Also where they left before this was put on record, or have a code not used yet.
            new = bool(who.places) or (account in known.people and not who.taken_off) or waits
            if new:
                self._write("taken off", now, account=account)
        return new

    def lines_about(self, account: str) -> int:
        """How many lines name an account."""
        return sum(one.get("account") == account for one in self._lines.records())

    def erase(self, account: str) -> None:
        """Delete every line about an account. Of a code that it used, the use stays."""
        with self._lines.locked():
            kept = []
            for one in self._lines.records():
                if one.get("account") != account:
                    kept.append(one)
                elif one.get("what") == "joined":
                    kept.append({**one, "account": ""})
            self._lines.replace(kept)

    def leave_place(self, account: str, place: Place, now: datetime) -> None:
        """Take one place of an account."""
        with self._lines.locked():
            self._write("left", now, account=account, **_of(place))

    def add_cohort(self, cohort: str, now: datetime) -> None:
        """Name a cohort before anybody is in it."""
        with self._lines.locked():
            if cohort not in self.read().cohorts:
                self._write("cohort", now, cohort=cohort)

    def new_code(
        self, place: Place, now: datetime, *, days: int, most: int, account: str = ""
    ) -> str:
        """Make a code and return it, such as K7M4Q-XR2TD; it can never be shown again.

        account: whose personal code it is, or "" for one that is passed around. most: how many
        people may use it.
        """
        letters = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
        until = (now.astimezone(UTC) + timedelta(days=days)).isoformat()
        with self._lines.locked():
            self._write(
                "code",
                now,
                code=self._kept(letters),
                until=until,
                most=most,
                account=account,
                **_of(place),
            )
        return f"{letters[:5]}-{letters[5:]}"

    def close_code(self, code: str, now: datetime) -> None:
        """Let nobody else join with it. Raises CoprodError when there is no such code."""
        with self._lines.locked():
            kept = self._kept(code)
            if kept not in self.read().codes:
                raise CoprodError("There is no such join code here.", fix="Check it.")
            self._write("closed", now, code=kept)

    def join(self, account: str, code: str, now: datetime) -> bool:
        """Use a code; False when it does not hold for this account (any more)."""
        with self._lines.locked():
            known, kept = self.read(), self._kept(code)
            found = known.codes.get(kept)
            if found is None:
                return False
            who = known.of(account)
            if found.place in who.places and not who.learnt_before(found.place):
                return True
            if not found.holds(account, now.astimezone(UTC), taken_off=who.taken_off):
                return False
            self._write("joined", now, account=account, code=kept)
        return True

    def begin(self, account: str, service: str, counted: bool, now: datetime) -> None:
        """Keep for which service somebody works, and whether they are counted in its figures.

        What they said already is not written once more.
        """
        with self._lines.locked():
            if self.read().of(account).has_said(service, counted):
                return
            self._write(
                "began",
                now,
                account=account,
                service=service,
                counted=counted,
                text=CONSENT_TEXT,
            )

    def _write(self, what: str, now: datetime, **more: Any) -> None:
        at = stored(now)
        self._lines.write({"schema": SCHEMA, "what": what, "at": at, **more})

    def _kept(self, code: str) -> str:
        """What is kept of a code: spaces, hyphens and small letters make no difference."""
        letters = "".join(one for one in code.upper() if one.isalnum())
        return hmac.new(load_secret(self._folder, KEY), letters.encode(), sha256).hexdigest()


def _of(place: Place) -> dict[str, str]:
    return {"role": place.role, "cohort": place.cohort, "service": place.service}
