"""The standards' own files: what they sign holds here too, and what we sign holds by their schema.

They are not copied into this project. `make setup` puts them beside the virtual environment's
programs. Of 1EdTech: the test vector for proofs in its implementation guide of Open Badges 3.0, and
its smallest and its fullest example (`fetch_examples.py`). In the source archive of openbadgeslib,
as W3C and 1EdTech publish them: an example of the Recommendation vc-di-eddsa with its key and
hashes, and the JSON schema of Open Badges 3.0.
"""

import json
import re
import sys
import tarfile
from datetime import datetime
from html import unescape
from pathlib import Path

import jsonschema
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.did import resolve_did
from openbadgeslib.ob3.ldp import add_data_integrity_proof, verify_data_integrity_proof

from coprod_training.certificates.credential import checked_credential
from coprod_training.errors import CoprodError

from .fetch_examples import FOLDER

CONTEXT = "https://www.w3.org/ns/credentials/examples/v2"


@pytest.fixture(scope="module")
def example():
    """Reads one of them, as data."""
    archives = sorted((Path(sys.prefix) / "examples").glob("openbadgeslib-*.tar.gz"))
    if not archives:
        pytest.skip("The standards' own examples are not here: make setup")

    def read(name):
        with tarfile.open(archives[-1]) as archive:
            inside = f"{archives[-1].name.removesuffix('.tar.gz')}/tests/fixtures/{name}"
            return json.load(archive.extractfile(inside))

    return read


@pytest.fixture
def signed(example):
    return example("vc_di_eddsa/signed-credential.json")


@pytest.fixture(scope="module")
def contexts(example):
    return {CONTEXT: example("vc_di_eddsa/credentials-examples-v2.json")}


@pytest.fixture
def key(signed):
    return resolve_did(signed["proof"]["verificationMethod"].split("#")[0])


def test_the_example_of_the_w3c_is_accepted(signed, key, contexts):
    verify_data_integrity_proof(signed, key, extra_contexts=contexts)


@pytest.mark.parametrize(
    ("route", "to"),
    [
        (("name",), "Alumni Credential."),
        (("issuer",), "https://vc.example/issuers/5679"),
        (("validFrom",), "2023-01-01T00:00:01Z"),
        (("credentialSubject", "alumniOf"), "The School of Example"),
        (("proof", "created"), "2023-02-24T23:36:39Z"),
        (("proof", "proofPurpose"), "authentication"),
    ],
)
def test_the_example_of_the_w3c_with_one_part_changed_is_refused(signed, key, contexts, route, to):
    *way, last = route
    place = signed
    for step in way:
        place = place[step]
    assert place[last] != to
    place[last] = to

    with pytest.raises(LibOpenBadgesException):
        verify_data_integrity_proof(signed, key, extra_contexts=contexts)


def test_signing_the_example_again_gives_the_signature_that_the_w3c_publishes(
    signed, contexts, example
):
    secret = _seed(example("vc_di_eddsa/key-pair.json")["privateKeyMultibase"])
    proof = signed.pop("proof")

    again = _signed_again(signed, proof, secret, extra_contexts=contexts)

    assert again["proof"] == proof


@pytest.fixture(scope="module")
def check(example):
    schema = example("ob_schemas/ob_v3p0_achievementcredential_schema.json")
    return jsonschema.Draft201909Validator(schema)


def test_our_credential_holds_by_the_schema_that_1edtech_publishes(made, check):
    ours = json.loads(made.credential)

    assert list(check.iter_errors(ours)) == []
    assert list(check.iter_errors({**ours, "credentialSubject": {"type": ["x"]}})) != []


@pytest.fixture
def guide():
    """The test vector of 1EdTech's implementation guide, as text."""
    return _of_1edtech("linked-data-proof-ob.html")


def test_the_signed_badge_of_1edtech_is_accepted(guide):
    badge = _shown(guide, "Signed credential")

    verify_data_integrity_proof(badge, _key_of(badge))


@pytest.mark.parametrize("part", ["name", "validFrom", "id"])
def test_the_signed_badge_of_1edtech_with_one_part_changed_is_refused(guide, part):
    badge = _shown(guide, "Signed credential")
    key, badge[part] = _key_of(badge), badge[part].replace("0", "1").replace("B", "C") + "1"

    with pytest.raises(LibOpenBadgesException):
        verify_data_integrity_proof(badge, key)


def test_signing_the_badge_of_1edtech_again_gives_the_signature_that_it_publishes(guide):
    seed = bytes.fromhex(re.search(r"Private key \(hex\):\s*<code\s*>([0-9a-f]{64})", guide)[1])
    badge = _shown(guide, "Signed credential")
    proof = badge.pop("proof")

    again = _signed_again(badge, proof, seed)

    assert again["proof"] == proof
    assert proof["proofValue"] in guide


@pytest.mark.parametrize("name", ["basicOpenBadgeCredential.html", "fullOpenBadge.html"])
def test_the_examples_of_1edtech_hold_by_the_schema_that_ours_holds_by(check, name):
    (badge,) = re.findall(r'title="([^"]* OpenBadgeCredential)"', _of_1edtech(name))

    assert list(check.iter_errors(_shown(_of_1edtech(name), badge))) == []


def test_a_badge_of_1edtech_is_no_certificate_of_ours(guide, signing):
    badge = json.dumps(_shown(guide, "Signed credential")).encode()

    with pytest.raises(CoprodError, match="None of the issuers that are known here"):
        checked_credential(badge, (signing.issuer,))


def _of_1edtech(name):
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(
            "1EdTech's examples are not here: tests/certificates/fetch_examples.py gets them"
        )
    return path.read_text(encoding="utf-8")


def _shown(page, title):
    """The JSON that a page shows under this title."""
    found = re.search(rf'title="{title}"\s*>(.*?)</pre', page, re.DOTALL)
    return json.loads(unescape(found[1]))


def _key_of(badge):
    return resolve_did("did:key:" + badge["proof"]["verificationMethod"].split("#")[1])


def _signed_again(document, proof, seed, **more):
    """The document with a proof made here, at the time that the example's own gives."""
    pem = Ed25519PrivateKey.from_private_bytes(seed).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    created = datetime.fromisoformat(proof["created"])
    method = proof["verificationMethod"]
    return add_data_integrity_proof(document, pem, method, created=created, **more)


def _seed(multibase):
    """The 32 bytes of a secret key; before them stand 0x80 and 0x26 (Multicodec, ed25519-priv)."""
    signs = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    number = 0
    for sign in multibase.removeprefix("z"):
        number = number * 58 + signs.index(sign)
    return number.to_bytes(34, "big")[2:]
