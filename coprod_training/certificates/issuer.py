"""Who issues certificates: one Ed25519 key in the workspace's private folder, and who is known.

Whoever holds the key is the issuer. Its public half is written as a did:key, which needs no web
site. Earlier issuers stay known: what they signed while the key was theirs stays good.
Sources: RFC 8032; the did:key method of the W3C Credentials Community Group.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.did import did_key_from_pem, resolve_did

from coprod_training import jsonl
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place, sync
from coprod_training.key_files import key_folder, refuse_open

LONGEST_NAME = 120

OldKey = Literal["", "retired", "stolen"]
"""retired: what it signed until now stays good. stolen: nothing that it signed is accepted."""


@dataclass(frozen=True)
class Issuer:
    """Who signs, for everybody to know. did: the public key. since, until: ISO times, UTC.

    until: "" while the key is in use.
    """

    name: str
    did: str
    since: str
    until: str = ""

    @property
    def public_key(self) -> Ed25519PublicKey:
        """The key that checks what this issuer signed. Raises CoprodError when it is none."""
        if not self.did.startswith("did:key:"):  # others would be looked up in the internet
            raise _not_a_list(self.did)
        try:
            key = load_pem_public_key(resolve_did(self.did))
        except (LibOpenBadgesException, ValueError, UnsupportedAlgorithm) as error:
            raise _not_a_list(self.did) from error
        if not isinstance(key, Ed25519PublicKey):
            raise _not_a_list(self.did)
        return key

    @property
    def public_pem(self) -> bytes:
        """The same key as PEM."""
        return self.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def held_the_key_at(self, at: datetime) -> bool:
        """Whether the key was this issuer's, and in use, at that time."""
        ended = bool(self.until) and at > datetime.fromisoformat(self.until)
        return datetime.fromisoformat(self.since) <= at and not ended


@dataclass(frozen=True)
class Signing:
    """An issuer with the secret half of the key. Never leaves the staff's process."""

    issuer: Issuer
    key: Ed25519PrivateKey

    @property
    def pem(self) -> bytes:
        """The secret key as PEM, for the libraries that sign."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def __repr__(self) -> str:
        """Without the secret."""
        return f"Signing({self.issuer!r})"


def make_key(private: Path, name: str, now: datetime, old: OldKey = "") -> Issuer:
    """Make a key for an issuer of this name, and put it on the list of known issuers.

    private: the workspace's private folder. now: UTC. old: what becomes of the key in use, whose
    secret half is deleted; "" where there never was one. Raises CoprodError when there was one and
    `old` is "", when there was none and it is not, or when the name is empty or too long.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise CoprodError(
            f"The name of an issuer has 1 to {LONGEST_NAME} characters.",
            where="--new",
            fix="Give the name of the organisation that issues the certificates.",
        )
    with _alone(private) as path:
        return _make_key(private, path, name, now, old)


def _make_key(private: Path, path: Path, name: str, now: datetime, old: OldKey) -> Issuer:
    known, at = known_issuers(private), now.isoformat(timespec="seconds")
    if (path.exists() or any(not one.until for one in known)) and not old:
        raise CoprodError(
            "There is already a key, and a new one would replace it.",
            where=str(path),
            fix="Add --replace: what was signed before stays valid. If somebody else may have the"
            " key, add --stolen: nothing that it signed is accepted any more.",
        )
    if old and not known and not path.exists():
        # In a workspace that somebody mistook for the right one, the key in use would go on.
        raise CoprodError(
            "There is no key here that a new one could replace.",
            where=str(path),
            fix="Give the workspace that has it with --workspace. If its folder was lost, first put"
            f" the list that you published back, as {_list_in(private)}. For a first key, leave"
            f" out {'--stolen' if old == 'stolen' else '--replace'}.",
        )
    if old == "stolen":
        known = tuple(one for one in known if one.until)
    known = tuple(one if one.until else replace(one, until=at) for one in known)
    key = Ed25519PrivateKey.generate()
    issuer = Issuer(name, _did(key), at)
    # The list decides whose key signs. Before it is written the old key does, and the new one is
    # there already; after it the new one does, wherever this is cut short: see `_taken_up`.
    put_file_in_place(_new_beside(path), Signing(issuer, key).pem, mode=0o600)
    put_file_in_place(_list_in(private), as_file((*known, issuer)), mode=0o600)
    _taken_up(private, path)
    return issuer


def take_key(private: Path, signing: Signing, known: Sequence[Issuer], *, over: bool) -> None:
    """Sign here too with the key of another workspace, and know whom it knows.

    private: this workspace's private folder. known: the other's list, with `signing.issuer` in use.
    Raises CoprodError when the key in use here is not on that list, unless `over`: nothing could be
    signed with it any more, and nobody would know what it signed.
    """
    with _alone(private) as path:
        own = next((one for one in known_issuers(private) if not one.until), None)
        if own is not None and own.did not in {one.did for one in known} and not over:
            raise CoprodError(
                f"There is another key here already, of {own.name}.",
                where=str(path),
                fix="Keep a copy of that folder of keys, and publish its list of issuers. Then add"
                " --over. If that key was stolen, add --over at once.",
            )
        put_file_in_place(_new_beside(path), signing.pem, mode=0o600)
        put_file_in_place(_list_in(private), as_file(known), mode=0o600)
        _taken_up(private, path)


def drop_retired(private: Path, did: str) -> None:
    """Take a key that was ended before off the list: nothing that it signed is accepted any more.

    It was stolen since then. The key in use ends with `make_key`.
    """
    with _alone(private):
        left = [one for one in known_issuers(private) if one.did != did or not one.until]
        put_file_in_place(_list_in(private), as_file(left), mode=0o600)


class NoKey(CoprodError):
    """Raised where there is no key to sign with yet."""


def load_signing(private: Path) -> Signing:
    """The key in use. Raises NoKey when there is none, CoprodError when others could read it."""
    with _alone(private) as path:
        _taken_up(private, path)
        if not path.is_file():
            raise NoKey(
                "There is no key to sign certificates with.",
                where=str(path),
                fix="Make one, with the name of your organisation: coprod certificate key --new …",
            )
        refuse_open(path, "This key can be read by other people.", "600")
        key = _key_in(path)
        issuer = _in_use(private, key)
    if issuer is None:
        raise CoprodError(
            "This key does not belong to the issuer in use.",
            where=str(path),
            fix="Put back the key and the list of issuers from the same backup.",
        )
    return Signing(issuer, key)


def known_issuers(private: Path) -> tuple[Issuer, ...]:
    """Everybody who signs or signed here, oldest first; none before the first key."""
    path = _list_in(private)
    return issuers_in(path) if path.exists() else ()


def issuers_in(path: Path) -> tuple[Issuer, ...]:
    """The issuers in a file that `as_file` wrote. Raises CoprodError when it is no such file."""
    try:
        found = json.loads(path.read_bytes())["issuers"]
        issuers = tuple(Issuer(*(str(one[part]) for part in _PARTS)) for one in found)
        for one in issuers:
            for time in (one.since, one.until):
                datetime.fromisoformat(time or one.since).astimezone()
            one.public_key  # noqa: B018 (whether it can be made is what is asked)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _not_a_list(str(path)) from error
    return issuers


def as_file(issuers: Sequence[Issuer]) -> bytes:
    """What others need to check certificates: names and public keys, and no secret."""
    listed = {"issuers": [asdict(one) for one in issuers]}
    return json.dumps(listed, indent=2, ensure_ascii=False).encode() + b"\n"


_PARTS = ("name", "did", "since", "until")


@contextmanager
def _alone(private: Path) -> Iterator[Path]:
    """The place of the key, which nobody else reads or changes meanwhile."""
    folder = key_folder(private)
    with jsonl.alone(folder / ".certificate.lock"):
        yield folder / "certificate.pem"


def _taken_up(private: Path, path: Path) -> None:
    """Put a new key in the place of the old one, once it is the one that the list says is in use.

    Here also a change of keys ends that was cut short. A key that is not on the list stays aside.
    """
    new = _new_beside(path)
    if new.is_file() and _in_use(private, _key_in(new)) is not None:
        new.replace(path)
        sync(path.parent)


def _new_beside(path: Path) -> Path:
    return path.with_name("certificate-new.pem")


def _key_in(path: Path) -> Ed25519PrivateKey:
    """The secret key in a file. Raises CoprodError when it is none."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _not_whole(path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _not_whole(path)
    return key


def _in_use(private: Path, key: Ed25519PrivateKey) -> Issuer | None:
    """The issuer whose key this is, if it is in use."""
    did = _did(key)
    return next((one for one in known_issuers(private) if one.did == did and not one.until), None)


def _list_in(private: Path) -> Path:
    return private / "keys" / "certificate-issuers.json"


def _did(key: Ed25519PrivateKey) -> str:
    public = key.public_key()
    return did_key_from_pem(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def _not_whole(path: Path) -> CoprodError:
    return CoprodError(
        "This key for certificates is incomplete.",
        where=str(path),
        fix="Put back the copy from your backup. If it is lost, read docs/certificates.md.",
    )


def _not_a_list(where: str) -> CoprodError:
    return CoprodError(
        "This is not a list of issuers that can be read.",
        where=where,
        fix="Ask whoever issued the certificate for the file that "
        "`coprod certificate key --to FILE` writes.",
    )
