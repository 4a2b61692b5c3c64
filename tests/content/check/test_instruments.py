"""The slips that a new version of the survey invites are found before anybody is asked with it."""

import pytest

from coprod_training.content.check import problems

POINTS = "consent_points:\n  - {title: Why, text: Test record of the first text.}"
NEWER = {
    "id: tiny": "id: newer",
    'version: "0.1"': 'version: "0.2"',
    'consent_text_version: "1"': 'consent_text_version: "2"',
    "the first text": "the second text",
}


@pytest.fixture
def versions(staff_copy):
    """Writes two versions; what is left out of the second's changes was forgotten in it."""
    folder = staff_copy / "course" / "instruments"
    first = (folder / "tiny.yaml").read_text().replace("consent_points: []", POINTS)
    (folder / "tiny.yaml").write_text(first)

    def write(*forgotten, more=""):
        text = first
        for old, new in NEWER.items():
            assert old in text
            text = text if old in forgotten else text.replace(old, new)
        (folder / "newer.yaml").write_text(text + more)
        return [(one.path.name, one.what) for one in problems(staff_copy)]

    return write


def test_a_new_version_with_everything_changed_has_no_problem(versions):
    assert versions() == []


@pytest.mark.parametrize(
    ("forgotten", "said"),
    [
        ("id: tiny", 'This file says that it is "tiny".'),
        ('version: "0.1"', "is version 0.1 as well."),
        ('consent_text_version: "1"', "has another consent text under the same name."),
    ],
)
def test_what_was_forgotten_is_told(versions, forgotten, said):
    assert [
        (name in ("newer.yaml", "tiny.yaml"), said in what) for name, what in versions(forgotten)
    ] == [(True, True)]


def test_the_same_consent_text_may_keep_its_version(versions):
    assert versions('consent_text_version: "1"', "the first text") == []


def test_months_that_the_text_promises_have_to_be_kept_to(versions, staff_copy):
    path = staff_copy / "course" / "instruments" / "tiny.yaml"
    path.write_text(path.read_text().replace("the first text", "the first text for 36 months"))

    (found,) = problems(staff_copy)
    path.write_text(path.read_text() + "retention_months: 36\n")

    assert found.what.startswith("The consent text says 36 months, and no answer is wiped")
    assert found.fix == "Write: retention_months: 36"
    assert problems(staff_copy) == []
