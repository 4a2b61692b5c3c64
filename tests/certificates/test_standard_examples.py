"""The standards' own files: what they sign holds here too, and what we sign holds by their schema.

They are not copied into this project. `make setup` puts the source archive of openbadgeslib beside
the virtual environment's programs, and in it are, as W3C and 1EdTech publish them: an example of
the Recommendation vc-di-eddsa with its key and hashes, and the JSON schema of Open Badges 3.0.
"""

import json
import sys
import tarfile
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.did import resolve_did
from openbadgeslib.ob3.ldp import add_data_integrity_proof, verify_data_integrity_proof

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
    pem = Ed25519PrivateKey.from_private_bytes(secret).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    proof = signed.pop("proof")

    again = add_data_integrity_proof(
        signed,
        pem,
        proof["verificationMethod"],
        created=datetime.fromisoformat(proof["created"]),
        extra_contexts=contexts,
    )

    assert again["proof"] == proof


def test_our_credential_holds_by_the_schema_that_1edtech_publishes(made, example):
    schema = example("ob_schemas/ob_v3p0_achievementcredential_schema.json")
    check = jsonschema.Draft201909Validator(schema)
    ours = json.loads(made.credential)

    assert list(check.iter_errors(ours)) == []
    assert list(check.iter_errors({**ours, "credentialSubject": {"type": ["x"]}})) != []


def _seed(multibase):
    """The 32 bytes of a secret key; before them stand 0x80 and 0x26 (Multicodec, ed25519-priv)."""
    signs = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    number = 0
    for sign in multibase.removeprefix("z"):
        number = number * 58 + signs.index(sign)
    return number.to_bytes(34, "big")[2:]
