"""Checks a certificate, whatever was given: the PDF, the credential, or the text of the QR code."""

from coprod_training.certificates.checked import Checked, refused
from coprod_training.certificates.credential import checked_credential
from coprod_training.certificates.issuer import Issuer
from coprod_training.certificates.pdf_signature import checked_pdf
from coprod_training.certificates.token import checked_token, looks_like_token


def checked_file(content: bytes, issuers: tuple[Issuer, ...]) -> Checked:
    """What a file says. Raises CoprodError unless one of these issuers signed all of it."""
    if content.startswith(b"%PDF-"):
        return checked_credential(checked_pdf(content, issuers), issuers)
    text = content.strip()
    if looks_like_token(text[:4_001].decode(errors="replace")):
        return checked_token(text.decode(), issuers)
    if text.startswith(b"{"):
        return checked_credential(content, issuers)
    raise refused("This file is neither a certificate as PDF nor a credential.")
