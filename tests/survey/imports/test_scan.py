import pytest

from coprod_training.survey.imports.scan import flags_in


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("We changed the referral form.", ()),
        ("Staff and clients wrote it together. It took time. Now people use it.", ()),
        ("Lack of time, money and NHS support in IPS.", ()),
        ("I think I'm heard. I was asked.", ()),
        ("It was Sarah who did it", ("name",)),
        ("Sarah did it", ("name",)),
        ("Ask Dr patel about it", ("name",)),
        ("my manager is called Łukasz", ("name",)),
        ("write to jo@example.org", ("email",)),
        ("write to jo (at) example.org", ("email",)),
        ("ring 020 7946 0000", ("phone",)),
        ("ring +44 7700 900123", ("phone",)),
        ("we moved to ZZ9 9ZZ", ("number",)),
        ("see www.example.org or @someone", ("link",)),
    ],
)
def test_what_may_name_somebody_is_flagged(text, flags):
    assert flags_in(text) == flags


def test_words_of_the_instrument_are_no_names():
    assert flags_in("Primary care was asked", {"primary"}) == ()
    assert flags_in("Zebedee was asked", {"primary"}) == ("name",)
