"""Makes one certificate: the credential, the QR code, the page around both, and its signature."""

from dataclasses import dataclass

from coprod_training.certificates.credential import signed_credential
from coprod_training.certificates.facts import Facts
from coprod_training.certificates.issuer import Signing
from coprod_training.certificates.page import page_of
from coprod_training.certificates.pdf_signature import signed_pdf
from coprod_training.certificates.token import signed_token


@dataclass(frozen=True)
class Made:
    """Both forms of a certificate, and the text of its QR code."""

    pdf: bytes
    credential: bytes
    token: str


def certificate_of(facts: Facts, signing: Signing) -> Made:
    """Everything, signed. Whether it has been earned is decided by whoever calls this.

    Raises CoprodError when no font here can show the name.
    """
    credential = signed_credential(facts, signing)
    token = signed_token(facts, signing)
    page = page_of(facts, signing.issuer.name, credential, token)
    return Made(signed_pdf(page, signing), credential, token)
