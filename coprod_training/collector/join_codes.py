"""Join codes: what a service gives its staff, so that nobody picks a wrong service from a list.

Worked out from the service and the hub's key: nothing is stored, and none can be guessed. 35 bits,
tried through a hub that knows who is asking.
"""

import hmac
from collections.abc import Iterable

from coprod_training.grading.receipt import ALPHABET
from coprod_training.survey.pseudonym import Key

_LABEL = b"coprod-training/join-code/v1\0"
_LETTERS = 7
_LOOKALIKES = str.maketrans("OIL", "011")


def join_code(service: str, key: Key) -> str:
    """The code of one service, such as K7M-4QX2. key: the progress key."""
    signed = hmac.digest(key.secret, _LABEL + service.encode(), "sha256")
    number = int.from_bytes(signed[:5], "big") >> 5
    letters = "".join(ALPHABET[number >> 5 * at & 31] for at in reversed(range(_LETTERS)))
    return f"{letters[:3]}-{letters[3:]}"


def service_with(code: str, services: Iterable[str], key: Key) -> str | None:
    """The service that has this code; small letters, gaps and look-alikes are forgiven."""
    typed = "".join(one for one in code.upper() if one.isalnum()).translate(_LOOKALIKES)
    for service in services:
        if hmac.compare_digest(join_code(service, key).replace("-", "").encode(), typed.encode()):
            return service
    return None
