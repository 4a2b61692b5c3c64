"""The certificate as an Open Badges 3.0 credential, a W3C Verifiable Credential.

Its proof is a Data Integrity proof of the suite eddsa-rdfc-2022. openbadgeslib signs and checks it,
with the JSON-LD contexts that it carries: nothing is looked up in the internet.
Sources: 1EdTech, Open Badges 3.0, "Linked Data Proof Format"; W3C, vc-di-eddsa.
"""

import json
from datetime import datetime
from typing import Any

from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.ldp import OB3LdpVerifier, add_data_integrity_proof

from coprod_training.certificates.checked import Checked, refused
from coprod_training.certificates.facts import Facts
from coprod_training.certificates.issuer import Issuer, Signing
from coprod_training.errors import CoprodError
from coprod_training.jsonl import each_key_once
from coprod_training.stored_time import stored

_CODE = "urn:coprod-training:certificate:"
_SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)
MOST_BYTES = 64 * 1024
"""Ours have about 2,500. More than this is not read."""


def signed_credential(facts: Facts, signing: Signing) -> bytes:
    """The credential as JSON, with its proof."""
    did = signing.issuer.did
    method = f"{did}#{did.removeprefix('did:key:')}"
    document = _unsigned(facts, signing.issuer)
    signed = add_data_integrity_proof(document, signing.pem, method, created=facts.at)
    return json.dumps(signed, indent=2, ensure_ascii=False).encode() + b"\n"


def checked_credential(content: bytes, issuers: tuple[Issuer, ...]) -> Checked:
    """What a credential says. Raises CoprodError unless one of these issuers signed all of it."""
    document = _read(content)
    did = _part(document, "issuer", "id")
    issuer = next((one for one in issuers if one.did == did), None)
    if issuer is None:
        raise refused("None of the issuers that are known here has signed this credential.")
    if not isinstance(document.get("proof"), dict):  # beside ours, a second could say anything
        raise refused("What is written in this credential is not what was signed.")
    try:
        OB3LdpVerifier(issuer.public_pem, issuer_did=did).verify(document)
    except LibOpenBadgesException as error:
        raise refused("What is written in this credential is not what was signed.") from error
    checked = Checked(
        issuer=issuer,
        code=_part(document, "id").removeprefix(_CODE),
        name=_name(document),
        course=_part(document, "credentialSubject", "achievement", "name"),
        edition=_part(document, "credentialSubject", "achievement", "version"),
        at=datetime.fromisoformat(_part(document, "validFrom")),
    )
    checked.refuse_another_time()
    return checked


def _unsigned(facts: Facts, issuer: Issuer) -> dict[str, Any]:
    name = {
        "type": "IdentityObject",
        "identityType": "name",
        "identityHash": facts.name,
        "hashed": False,
    }
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            # Names the kind of schema below; without it that word would not be signed.
            "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
        ],
        "id": _CODE + facts.code,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": issuer.name},
        "validFrom": stored(facts.at),
        "name": facts.course,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [name],
            "achievement": {
                "id": f"urn:coprod-training:{facts.course_id}:course:{facts.edition}",
                "type": ["Achievement"],
                "achievementType": "CertificateOfCompletion",
                "inLanguage": "en-GB",
                "name": facts.course,
                "version": facts.edition,
                "description": f"Completed the course {facts.course}.",
                "criteria": {"narrative": facts.criteria},
            },
        },
        "credentialSchema": [{"id": _SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def _read(content: bytes) -> dict[str, Any]:
    try:
        if len(content) > MOST_BYTES:
            raise ValueError
        document = json.loads(content, object_pairs_hook=each_key_once)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise refused("This is not a credential that can be read.")
    return document


def _name(document: dict[str, Any]) -> str:
    listed = document["credentialSubject"].get("identifier")
    if isinstance(listed, list) and len(listed) == 1 and not listed[0].get("hashed"):
        return _part(listed[0], "identityHash")
    raise _other_kind()


def _part(document: Any, *names: str) -> str:
    for name in names:
        document = document.get(name) if isinstance(document, dict) else None
    if not isinstance(document, str):
        raise _other_kind()
    return document


def _other_kind() -> CoprodError:
    return refused("This credential is not a certificate of a course like ours.")
