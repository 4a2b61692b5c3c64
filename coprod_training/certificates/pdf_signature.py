"""Signs the PDF of a certificate as a whole, and reads one back. pyHanko does both.

One changed byte is then found by this course, and by every reader of PDF that knows Ed25519.
Sources: ISO 32000-2, 12.8; ISO/TS 32002 (Ed25519 in PDF); RFC 8419.
"""

import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from asn1crypto import cms, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_public_key,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.constants import ISO32002
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from coprod_training.certificates.checked import refused
from coprod_training.certificates.issuer import Issuer, Signing
from coprod_training.certificates.page import ATTACHED

MOST_BYTES = 4 * 1024 * 1024
"""Ours have about 100,000. More than this is not read."""

_FIELD = "Issuer"
# It logs what is wrong with a file, with a traceback; whoever asked gets a sentence from us.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
# For a certificate that never ends. Source: RFC 5280, 4.1.2.5.
_NO_END = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


class _Signer(PdfSigner):
    """Leaves the file PDF 1.7, on which PDF/UA-1 stands; the extension says what it uses."""

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """Name Ed25519 as the one thing that PDF 1.7 does not have (ISO 32000-1, 7.12)."""
        pdf_out.register_extension(ISO32002)


def signed_pdf(pdf: bytes, signing: Signing) -> bytes:
    """The same page, signed. The field is hidden and off the page, as PDF/UA-1 asks (7.18.1)."""
    private = signing.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=_certificate(signing),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # it has no types
    )
    hidden = InvisSigSettings(set_hidden_flag=True, box_out_of_bounds=True)
    field = SigFieldSpec(_FIELD, invis_sig_settings=hidden)
    about = PdfSignatureMetadata(field_name=_FIELD, md_algorithm="sha512")
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    signed = _apart(_Signer(about, signer=signer, new_field_spec=field).sign_pdf, writer)
    return bytes(signed.getbuffer())


def _apart(work: Callable[..., Any], *given: Any) -> Any:
    """Do it in a thread: pyHanko begins a loop of its own, which it cannot inside a server's."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work, *given).result()


def checked_pdf(content: bytes, issuers: tuple[Issuer, ...]) -> bytes:
    """The credential inside a PDF. Raises CoprodError unless an issuer signed every byte of it."""
    if len(content) > MOST_BYTES:
        raise refused("This file is far larger than a certificate.")
    try:
        reader = PdfFileReader(BytesIO(content))
        signature = _only_signature(reader)
        _refuse_unknown(signature, issuers)
        roots = [signature.signer_cert]
        trusted = ValidationContext(trust_roots=roots, allow_fetching=False)
        status = _apart(validate_pdf_signature, signature, trusted)
        whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        if not (status.bottom_line and whole and _nothing_beside(content, signature)):
            raise refused("This file is not as the issuer signed it.")
        return _attached(reader)
    # A file that was spoilt can fail in any way inside the libraries that read it.
    except (PdfError, SigningError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise refused("This file cannot be read as a signed certificate.") from error
    except (OSError, RecursionError, ArithmeticError, AssertionError) as error:
        raise refused("This file cannot be read as a signed certificate.") from error


def _only_signature(reader: PdfFileReader) -> EmbeddedPdfSignature:
    found: list[EmbeddedPdfSignature] = reader.embedded_signatures
    if len(found) != 1:
        raise refused("This file has no signature of an issuer, or more than one.")
    return found[0]


def _refuse_unknown(signature: EmbeddedPdfSignature, issuers: tuple[Issuer, ...]) -> None:
    key = load_der_public_key(signature.signer_cert.public_key.dump())
    if all(one.public_key != key for one in issuers):
        raise refused("None of the issuers that are known here has signed this file.")


def _nothing_beside(content: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the place of the signature, which it cannot cover itself, holds it and zeros alone.

    The wrapping of a signature (RFC 5652) has parts that nothing signs. So it is wrapped once more,
    as `signed_pdf` does, and has to be the same.
    """
    (start, length, after, _) = (int(one) for one in signature.byte_range)
    signer, certificate = signature.signer_info, signature.signer_cert
    sha512 = cms.DigestAlgorithm({"algorithm": "sha512"})
    number = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    again = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": number}),
        "digest_algorithm": sha512,
        "signed_attrs": signer["signed_attrs"],
        "signature_algorithm": {"algorithm": "ed25519"},
        "signature": signer["signature"].native,
    }
    wrapped = {
        "version": "v1",
        "digest_algorithms": cms.DigestAlgorithms((sha512,)),
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate],
        "signer_infos": [again],
    }
    whole = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(wrapped)})
    message = whole.dump().hex().upper().encode()
    return bool(re.fullmatch(b"<" + message + b"0*>", content[start + length : after]))


def _attached(reader: PdfFileReader) -> bytes:
    names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    if len(names) != 2 or str(names[0]) != ATTACHED:
        raise refused("This file has no credential inside, or more than one.")
    return bytes(names[1]["/EF"]["/F"].data)


def _certificate(signing: Signing) -> asn1_x509.Certificate:
    """The issuer's own X.509 certificate. Trust comes from the key alone, never from this."""
    # A common name has 64 signs at most (RFC 5280, appendix A); what writes it counts bytes.
    name = signing.issuer.name.encode()[:64].decode(errors="ignore")
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    only_signs = x509.KeyUsage(True, True, *(False,) * 7)
    built = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(signing.key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.fromisoformat(signing.issuer.since))
        .not_valid_after(_NO_END)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(only_signs, critical=True)
        .sign(signing.key, None)
    )
    return asn1_x509.Certificate.load(built.public_bytes(Encoding.DER))
