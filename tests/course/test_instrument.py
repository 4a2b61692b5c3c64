import pytest

from coprod_training.content.facts import load_facts


def ids(*stems):
    """("DES", 3) stands for DES1, DES2 and DES3."""
    return [f"{stem}{number}" for stem, last in stems for number in range(1, last + 1)]


TWELVE = ids(("DES", 3), ("PRO", 3), ("DEL", 3), ("EVA", 3))
OFTEN_AND_FAIR = ids(("FRQ", 4), ("CON", 6))


@pytest.fixture(scope="module")
def instrument(course):
    return course.instrument


def asked(instrument, phase):
    return [item.id for item in instrument.asked_in(phase)]


def values(instrument, name):
    return [code.value for code in instrument.code_lists[name]]


def test_the_baseline_form_has_its_items(instrument):
    wanted = ["CN1", "CN2", *ids(("SD", 5)), *TWELVE, *OFTEN_AND_FAIR]

    assert asked(instrument, "baseline") == [*wanted, "RES1", "RES2", "OPN1", "OPN2", "DUP1"]


def test_the_form_before_the_course_has_its_items(instrument):
    wanted = ["CN1", "CN3", *ids(("SD", 5)), *TWELVE, *OFTEN_AND_FAIR, *ids(("CFD", 4))]

    assert asked(instrument, "pre") == wanted


def test_the_form_after_the_course_has_its_items(instrument):
    wanted = ["CN3", *TWELVE, *OFTEN_AND_FAIR, *ids(("CFD", 4), ("THN", 4)), "INT1"]

    assert asked(instrument, "post") == wanted


def test_each_item_is_there_once_and_asked_in_a_form(instrument):
    everything = [item.id for item in instrument.items]
    forms = [asked(instrument, phase) for phase in ("baseline", "pre", "post")]

    assert sorted(everything) == sorted({item for form in forms for item in form})


def test_each_item_that_is_chosen_from_a_list_has_one_and_text_has_none(instrument):
    for item in instrument.items:
        assert bool(item.codes) == (item.type != "text"), item.id
        assert not item.codes or len(instrument.codes_of(item)) > 1, item.id


def test_every_list_of_answers_is_used_and_gives_each_value_once(instrument):
    assert {item.codes for item in instrument.items if item.codes} == set(instrument.code_lists)
    for name in instrument.code_lists:
        assert len(set(values(instrument, name))) == len(values(instrument, name)), name


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("consent", "10"),
        ("settings", "12345"),
        ("organisations", "1234567"),
        ("roles", "1234567"),
        ("running_time", "1239"),
        ("maturity", "012345789"),
        ("looking_back", "0123459"),
        ("frequency", "012349"),
        ("condition", "2109"),
        ("confidence", "01234"),
        ("resources_used", "abcdefgh"),
        ("support_wanted", "12345678"),
    ],
)
def test_codes_are_those_of_the_instrument_page(instrument, name, wanted):
    assert values(instrument, name) == list(wanted)


def test_regions_are_the_seven_of_a_dated_list_and_one_for_more(instrument):
    assert values(instrument, "regions") == ["EE", "LO", "MI", "NY", "NW", "SE", "SW", "XX"]
    assert instrument.region_list_version == "nhse-2024"


def test_the_six_steps_have_their_names_and_the_other_answers_are_set_apart(instrument):
    scale = instrument.code_lists["maturity"]

    assert [code.label for code in scale[:6]] == [
        "Without people",
        "Told",
        "Asked",
        "Influenced",
        "Designed together",
        "Shared",
    ]
    assert [code.missing for code in scale] == [
        *[""] * 6,
        "did_not_happen",
        "not_relevant",
        "dont_know",
    ]


def test_looking_back_uses_the_same_steps_word_for_word(instrument):
    assert instrument.code_lists["looking_back"] == tuple(
        code for code in instrument.code_lists["maturity"] if code.value not in "78"
    )


def test_what_people_write_and_their_consent_never_enter_the_dataset(instrument):
    kept_out = {item.id for item in instrument.items if not item.in_dataset}

    assert kept_out == {"CN1", "CN2", "CN3", "OPN1", "OPN2", "INT1"}


def test_consent_starts_at_no(instrument):
    assert {i.default for i in instrument.items if i.type == "consent"} == {"0"}


def test_only_consent_setting_and_region_are_required(instrument):
    required = {item.id for item in instrument.items if item.required}

    assert required == {"CN1", "CN3", "SD1", "SD2"}


def test_the_consent_text_says_its_nine_points_in_order(instrument):
    assert [point.title for point in instrument.consent_points] == [
        "Who runs it",
        "Why",
        "Your choice",
        "What is stored",
        "What is published",
        "Keep people private",
        "Changing your mind",
        "How long we keep it",
        "Questions or worries",
    ]


@pytest.mark.parametrize("point", [0, 6, 7, 8])
def test_what_nobody_has_decided_yet_is_left_open_in_the_consent_text(instrument, point):
    assert "supplied]" in instrument.consent_points[point].text


def test_the_instrument_says_that_it_is_not_validated(instrument):
    assert instrument.status == "reconstructed"
    assert "It is not validated." in instrument.status_note


def test_every_item_belongs_to_an_area_and_cites_facts_that_exist(instrument, root):
    areas = {area.id for area in instrument.areas}
    facts = load_facts(root / "course" / "facts.yaml")

    assert {item.area for item in instrument.items} == areas
    assert all(fact in facts for item in instrument.items for fact in item.facts)


def test_the_two_limits_on_choices_and_length_are_there(instrument):
    assert instrument.item("RES2").max_choices == 2
    assert [instrument.item(i).max_characters for i in ("OPN1", "OPN2", "INT1")] == [500, 500, 300]
    alone = [c.value for c in instrument.code_lists["resources_used"] if c.excludes_others]
    assert alone == ["g", "h"]
