"""What was found out about a certificate that was checked, and how a refusal is said. Pure."""

from dataclasses import dataclass
from datetime import datetime

from coprod_training.certificates.facts import uk_day_words
from coprod_training.certificates.issuer import Issuer
from coprod_training.errors import CoprodError
from coprod_training.plain_words import plain_line


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the issuer signed. at: when the certificate was made, with a time zone."""

    issuer: Issuer
    code: str
    name: str
    course: str
    edition: str
    at: datetime

    def refuse_another_time(self) -> None:
        """Raise CoprodError when the key was not in use at the time that the certificate gives."""
        if self.at.tzinfo is None or not self.issuer.held_the_key_at(self.at):
            raise refused("This was signed with a key that was not in use on the day it gives.")

    def lines(self) -> list[str]:
        """All of it in words, of which none steers a terminal."""
        lines = [
            f"Genuine. It was signed by {self.issuer.name}.",
            f"Name: {self.name}",
            f"Completed: {self.course}, edition {self.edition}",
            f"Issued on: {uk_day_words(self.at)}",
            f"Code: {self.code}",
        ]
        return list(map(plain_line, lines))


def refused(why: str) -> CoprodError:
    """Not genuine, for this reason."""
    return CoprodError(
        why,
        where="Not accepted",
        fix="Do not rely on it. Ask the person for the file as they got it, and the issuer for "
        "their list of public keys.",
    )
