"""The keys of roles, in the age format: whoever holds one can open what is sealed to its role.

The secret half is a file of its holder's own, as `age-keygen` writes it, and may be closed with a
passphrase. The register knows the public halves only, in `roles.json`. Several people can hold
one role, each with a key of their own. Source: age-encryption.org/v1; library: pyrage.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
from pyrage import passphrase as by_passphrase
from pyrage import x25519

from coprod_training.contributions.sections import ROLES, Role
from coprod_training.errors import CoprodError, refuse_newer
from coprod_training.file_in_place import put_file_in_place
from coprod_training.key_files import put_new_file, refuse_open

SCHEMA = 1
_AGE = b"age-encryption.org/v1"
_BEGINS = "AGE-SECRET-KEY-"


@dataclass(frozen=True)
class RoleKey:
    """A key that somebody holds. public: its public half. Printing it shows that alone."""

    public: str
    identity: Any = field(repr=False, compare=False)

    @property
    def fingerprint(self) -> str:
        """Names the key in the access log: 16 hex characters."""
        return hashlib.sha256(self.public.encode()).hexdigest()[:16]


def make_key(path: Path, passphrase: str = "") -> RoleKey:
    """Make a new key in this file, mode 0600, closed with the passphrase if one is given.

    Raises CoprodError when something is there already: a key is never written over.
    """
    identity = x25519.Identity.generate()
    public = str(identity.to_public())
    content = f"# public key: {public}\n{identity}\n".encode()
    if passphrase:
        content = by_passphrase.encrypt(content, passphrase)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not put_new_file(path, content):
        raise CoprodError(
            "There is already something with that name.",
            where=str(path),
            fix="Give a different name. A key is never overwritten: what it opens would be lost.",
        )
    return RoleKey(public, identity)


def is_closed(path: Path) -> bool:
    """Whether the key in this file takes a passphrase; False when there is no such file."""
    return path.is_file() and path.read_bytes().startswith(_AGE)


def load_key(path: Path, passphrase: str = "") -> RoleKey:
    """The key in this file. Raises CoprodError when others can read it, or it is no key."""
    try:
        refuse_open(path, "This key can be read by other people.", "600")
        content = path.read_bytes()
        if content.startswith(_AGE):
            if not passphrase:
                raise CoprodError(
                    "This key is closed with a passphrase.", where=str(path), fix="Give it as well."
                )
            content = by_passphrase.decrypt(content, passphrase)
        lines = content.decode().splitlines()
        secret = next(line for line in lines if line.startswith(_BEGINS))
        identity = x25519.Identity.from_str(secret)
    except FileNotFoundError as error:
        raise CoprodError(
            "There is no key here.", where=str(path), fix="Give the place of your own key."
        ) from error
    except (pyrage.DecryptError, pyrage.IdentityError, StopIteration, UnicodeDecodeError):
        # Not `from`: what was read may be part of a secret.
        raise CoprodError(
            "This file cannot be opened as a key.",
            where=str(path),
            fix="Check the passphrase. If the file is damaged, put back your own copy.",
        ) from None
    return RoleKey(str(identity.to_public()), identity)


def seal(content: bytes, public_keys: frozenset[str]) -> bytes:
    """Encrypt so that any of these keys opens it, and no other."""
    keys = [x25519.Recipient.from_str(one) for one in sorted(public_keys)]
    sealed: bytes = pyrage.encrypt(content, keys)
    return sealed


def unseal(sealed: bytes, key: RoleKey) -> bytes | None:
    """What is inside; None when this key does not open it, or when it is not whole."""
    try:
        content: bytes = pyrage.decrypt(sealed, [key.identity])
    except pyrage.DecryptError:
        return None
    return content


class RoleKeys:
    """Who holds which role: `roles.json` in the register's folder, public halves only."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet."""
        self.path = folder / "roles.json"

    def read(self) -> Mapping[Role, frozenset[str]]:
        """The public keys of each role; none where nobody holds it.

        Raises CoprodError for a file that cannot be read, and NewerRecord for a newer version's.
        """
        try:
            plain = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            plain = {"schema": SCHEMA, "roles": {}}
        except ValueError as error:
            raise CoprodError(
                "The list of keys cannot be read.",
                where=str(self.path),
                fix="Put back the copy from your backup.",
            ) from error
        refuse_newer(plain, SCHEMA, "The list of keys was", self.path)
        return {role: frozenset(plain["roles"].get(role, ())) for role in ROLES}

    def write(self, roles: Mapping[Role, frozenset[str]]) -> None:
        """Let these be the keys of each role. Raises CoprodError for what is no public key."""
        for one in {public for found in roles.values() for public in found}:
            try:
                x25519.Recipient.from_str(one)
            except pyrage.RecipientError as error:
                raise CoprodError(
                    "This is not a public key.", fix='A public key begins with "age1".'
                ) from error
        plain = {"schema": SCHEMA, "roles": {role: sorted(found) for role, found in roles.items()}}
        put_file_in_place(self.path, json.dumps(plain, indent=1).encode(), mode=0o600)
