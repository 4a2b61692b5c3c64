"""The text in the QR code: the facts of a certificate in one signed line, to check paper with.

It is a JSON Web Token with the algorithm EdDSA. Sources: RFC 7519, RFC 8037.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from coprod_training.certificates.checked import Checked, refused
from coprod_training.certificates.facts import Facts
from coprod_training.certificates.issuer import Issuer, Signing

LONGEST = 4_000
_SLOW_CLOCK = timedelta(minutes=10)  # of who checks: what was just signed is not from the future
_ALGORITHM = "EdDSA"
_NEEDED = ["iss", "jti", "sub", "iat"]


class _AsTyped(json.JSONEncoder):
    """Writes letters as they are: half the size for most of the world, and so a calmer QR code."""

    def __init__(self, **settings: Any) -> None:
        """Take what PyJWT asks for, but for the escapes."""
        super().__init__(**settings | {"ensure_ascii": False})


def looks_like_token(text: str) -> bool:
    """Whether a text can be one: three parts with dots between them."""
    return text.count(".") == 2 and text.startswith("eyJ") and len(text) <= LONGEST


def signed_token(facts: Facts, signing: Signing) -> str:
    """The line. jti: the code, sub: the name, iat: the time, iss: the public key."""
    claims = {
        "iss": signing.issuer.did,
        "jti": facts.code,
        "sub": facts.name,
        "iat": int(facts.at.timestamp()),
        "course": facts.course,
        "edition": facts.edition,
    }
    return jwt.encode(claims, signing.key, algorithm=_ALGORITHM, json_encoder=_AsTyped)


def checked_token(text: str, issuers: tuple[Issuer, ...]) -> Checked:
    """What it says. Raises CoprodError unless one of these issuers signed it."""
    try:
        claimed = jwt.decode(text, options={"verify_signature": False}).get("iss")
        issuer = next((one for one in issuers if one.did == claimed), None)
        if issuer is None:
            raise refused("None of the issuers that are known here has signed this code.")
        said = jwt.decode(
            text,
            issuer.public_key,
            algorithms=[_ALGORITHM],
            issuer=issuer.did,
            options={"require": _NEEDED},
            leeway=_SLOW_CLOCK,
        )
        at = datetime.fromtimestamp(said["iat"], UTC)
    except (jwt.PyJWTError, OverflowError, ValueError) as error:
        raise refused("What is in this code is not what was signed.") from error
    checked = Checked(
        issuer=issuer,
        code=str(said["jti"]),
        name=str(said["sub"]),
        course=str(said.get("course", "")),
        edition=str(said.get("edition", "")),
        at=at,
    )
    checked.refuse_another_time()
    return checked
