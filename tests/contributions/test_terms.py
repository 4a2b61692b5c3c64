"""A yes is to words that were read: they change only together with their version (G02)."""

import hashlib
import json

from coprod_training.contributions.pack_opening import pack_words
from coprod_training.contributions.terms import TERMS_VERSION

AGREED = {"terms-1": "5c583073231361f2"}
"""The words of each version that somebody may have read, by their digest."""

WHAT_TO_DO = (
    "The terms for contributors changed. If what is agreed changed, raise TERMS_VERSION in"
    " contributions/terms.py: everybody is asked again. Add the new digest here. A mended typo, or"
    " words that nobody has agreed to yet, need the new digest alone."
)


def test_the_words_that_people_agree_to_are_those_of_their_version():
    words = {part: pack_words()[part] for part in ("terms", "credit", "asks")}
    plain = " ".join(json.dumps(words, sort_keys=True, ensure_ascii=False).split())
    digest = hashlib.sha256(plain.encode()).hexdigest()[:16]

    assert AGREED[TERMS_VERSION] == digest, f"{WHAT_TO_DO} It is now {digest}."
