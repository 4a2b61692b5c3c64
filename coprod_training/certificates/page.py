"""The certificate as a tagged PDF (PDF/UA-1), made by Typst in well under a second.

Typst refuses a page with a letter that no font can show, so nobody gets a name with boxes in it.
"""

import json
from io import BytesIO
from pathlib import Path

import segno
import typst

from coprod_training.certificates.facts import HEADING, NOT_SAID, Facts
from coprod_training.errors import CoprodError

ATTACHED = "credential.json"
_PAGE = Path(__file__).with_name("page.typ")


def page_of(facts: Facts, issuer: str, credential: bytes, token: str) -> bytes:
    """The PDF, not signed yet. credential: goes inside it. token: the text of the QR code.

    Raises CoprodError when the name has a letter that no font on this machine can show.
    """
    shown = {
        "heading": HEADING,
        "summary": f"{facts.name} has completed the course {facts.course}.",
        "issuer": issuer,
        "before-name": "This is to say that",
        "name": facts.name,
        "after-name": "has completed the course",
        "course": facts.course,
        "issued": f"Edition {facts.edition}. Issued by {issuer} on {facts.day}.",
        "said-heading": "What it took",
        "said": facts.said,
        "not-said-heading": "What this does not say",
        "not-said": NOT_SAID,
        "check-heading": "How to check it",
        "code": f"Code: {facts.code}",
        "check": f"To check it, ask {issuer} to look up the code above. The QR code holds the "
        "name, the course and the day, signed by the issuer. Anyone who has this course can check"
        " this file, or the text of the QR code, without the internet: coprod certificate verify."
        " It needs the issuer’s list of public keys.",
        "qr": _qr(token),
        "qr-alt": "QR code with the name, the course and the day of this certificate, signed by "
        "the issuer.",
        "credential": credential.decode(),
        "attached-as": ATTACHED,
        "attached": "This certificate as a signed Open Badges 3.0 credential",
    }
    try:
        pdf = typst.compile(
            _PAGE,
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"facts": json.dumps(shown)},
            timestamp=int(facts.at.timestamp()),
        )
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        raise CoprodError(
            "The name has a letter that no font on this machine can show.",
            where="--name",
            fix="Install a font for this script, such as Noto Sans, and do it again.",
        ) from error
    assert isinstance(pdf, bytes)  # noqa: S101 (one page, no file asked for)
    return pdf


def _qr(text: str) -> str:
    """The QR code as an SVG, with the quiet zone that readers need (ISO/IEC 18004)."""
    drawn = BytesIO()
    segno.make_qr(text, error="m").save(drawn, kind="svg", border=4)
    return drawn.getvalue().decode()
