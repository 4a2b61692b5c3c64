"""A copy that is not as the issuer signed it is refused, in words, whatever was changed."""

import base64
import json
import random
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest

from coprod_training.certificates.checking import checked_file
from coprod_training.certificates.issuer import load_signing, make_key
from coprod_training.certificates.making import certificate_of
from coprod_training.certificates.token import checked_token, signed_token
from coprod_training.errors import CoprodError

from .conftest import NAME, facts_of


@pytest.fixture(scope="module")
def issuers(signing):
    return (signing.issuer,)


@pytest.fixture(scope="module")
def forger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forger")
    make_key(folder, "An issuer (test record)", datetime.now(UTC) - timedelta(days=1))
    return load_signing(folder)


def refused(content, issuers):
    with pytest.raises(CoprodError) as refusal:
        checked_file(content, issuers)
    return refusal.value.where == "Not accepted"


def test_every_form_of_a_certificate_says_the_same(made, issuers):
    found = [checked_file(one, issuers) for one in (made.pdf, made.credential)]
    found += [checked_token(made.token, issuers), checked_file(made.token.encode(), issuers)]

    assert {(one.name, one.code, one.course, one.edition) for one in found} == {
        (NAME, "7K3M-9QXT-2B4D", "A course for tests (test record)", "2026.11")
    }
    assert found[0].lines()[0] == "Genuine. It was signed by An issuer (test record)."


def test_one_changed_byte_anywhere_in_the_pdf_is_found(
    made, issuers, full_campaign, record_property
):
    chance = random.Random(6)
    places = chance.sample(range(len(made.pdf)), 3000 if full_campaign else 60)
    record_property("cases", len(places))
    kept = []
    for place in places:
        spoilt = bytearray(made.pdf)
        spoilt[place] ^= 1 << chance.randrange(8)
        if not refused(bytes(spoilt), issuers):
            kept.append(place)

    assert kept == []


def test_the_place_that_no_signature_covers_holds_nothing_else(made, issuers):
    gap = made.pdf.rindex(b"0" * 50 + b">")

    for sign in (b"f", b"A", b"1", b" "):
        assert refused(made.pdf[:gap] + sign + made.pdf[gap + 1 :], issuers)


@pytest.mark.parametrize("cut", [0, 5, 100, -1, -600])
def test_a_pdf_that_was_cut_off_is_refused(made, issuers, cut):
    assert refused(made.pdf[:cut], issuers)


def test_a_pdf_saved_again_or_added_to_is_refused(made, issuers):
    again = BytesIO()
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        opened.docinfo["/Title"] = "Test record"
        opened.save(again)

    assert refused(again.getvalue(), issuers)
    assert refused(made.pdf + b"\n%more\n", issuers)


def test_a_pdf_without_a_signature_is_refused(issuers):
    plain = BytesIO()
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(plain)

    assert refused(plain.getvalue(), issuers)


def test_the_same_words_signed_by_somebody_else_are_refused(forger, issuers):
    forged = certificate_of(facts_of(), forger)

    for form in (forged.pdf, forged.credential, forged.token.encode()):
        assert refused(form, issuers)


def changed(document, *route, to):
    *way, last = route
    place = document
    for step in way:
        place = place[step]
    place[last] = to
    return json.dumps(document).encode()


SUBJECT = "credentialSubject"


@pytest.mark.parametrize(
    ("route", "to"),
    [
        ((SUBJECT, "identifier", 0, "identityHash"), "Somebody else (test record)"),
        ((SUBJECT, "identifier", 0, "identityHash"), NAME + " "),
        ((SUBJECT, "achievement", "name"), "Another course (test record)"),
        ((SUBJECT, "achievement", "version"), "2027.01"),
        ((SUBJECT, "achievement", "criteria", "narrative"), "x"),
        ((SUBJECT, "activityEndDate"), "2020-01-01T00:00:00Z"),
        (("validFrom",), "2026-11-26T00:00:00Z"),
        (("id",), "urn:coprod-training:certificate:0000-0000-0000"),
        (("issuer", "name"), "A better issuer (test record)"),
        (("issuer", "id"), "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"),
        (("unknownTerm",), "not covered by any signature"),
        (("@context",), ["https://www.w3.org/ns/credentials/v2"]),
        (("proof", "created"), "2020-01-01T00:00:00Z"),
        (("proof", "proofPurpose"), "authentication"),
        (("proof", "cryptosuite"), "eddsa-jcs-2022"),
        (("proof", "proofValue"), "z" + "1" * 64),
        (("proof",), []),
        (("type",), ["VerifiableCredential"]),
        ((SUBJECT,), None),
        ((SUBJECT,), []),
        (("issuer",), "x"),
    ],
)
def test_one_changed_part_of_the_credential_is_found(made, issuers, route, to):
    assert refused(changed(json.loads(made.credential), *route, to=to), issuers)


def test_a_second_proof_beside_ours_is_refused(made, issuers):
    own = json.loads(made.credential)["proof"]
    both = [own, {"type": "test record: anything"}]

    assert refused(changed(json.loads(made.credential), "proof", to=both), issuers)


def test_a_part_that_is_given_twice_is_refused(made, issuers):
    twice = made.credential.replace(b'{\n  "@context"', b'{"validFrom": "x", "@context"', 1)

    assert twice != made.credential
    assert refused(twice, issuers)


def test_blanks_that_say_nothing_may_change_in_a_credential(made, issuers):
    packed = json.dumps(json.loads(made.credential)).encode()

    assert checked_file(packed, issuers).name == NAME


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[]", b"{" * 9000, b"\xff\xfe", b"Test"])
def test_a_file_that_is_nothing_of_the_sort_is_refused_in_words(issuers, content):
    assert refused(content, issuers)


def test_one_changed_sign_of_the_qr_code_is_found(made, issuers):
    def kept(place):
        other = "A" if made.token[place] != "A" else "B"
        try:
            said = checked_token(made.token[:place] + other + made.token[place + 1 :], issuers)
        except CoprodError as refusal:
            return refusal.where != "Not accepted"
        return said != checked_token(made.token, issuers)

    assert not any(kept(place) for place in range(0, len(made.token), 3))


def encoded(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_qr_code_that_names_another_way_of_signing_is_refused(made, issuers, algorithm):
    _, claims, signature = made.token.split(".")
    header = encoded({"alg": algorithm, "typ": "JWT"})

    for last in (signature, ""):
        with pytest.raises(CoprodError, match="not what was signed"):
            checked_token(f"{header}.{claims}.{last}", issuers)


@pytest.mark.parametrize(("minutes", "genuine"), [(5, True), (60, False)])
def test_a_checkers_clock_may_be_a_few_minutes_slow(signing, issuers, minutes, genuine):
    ahead = facts_of(at=datetime.now(UTC) + timedelta(minutes=minutes))

    try:
        assert checked_token(signed_token(ahead, signing), issuers).name == NAME
    except CoprodError:
        assert not genuine
    else:
        assert genuine


def test_a_certificate_from_before_the_key_is_refused(signing, issuers):
    early = facts_of(at=datetime(2020, 1, 1, tzinfo=UTC))

    with pytest.raises(CoprodError, match="not in use on the day"):
        checked_token(signed_token(early, signing), issuers)
