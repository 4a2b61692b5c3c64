import pytest

from coprod_training.contributions.traces import traces_of, whose_file, whose_words

KEY = b"k" * 32
WORDS = "test record one two three four five six seven eight nine ten eleven twelve"


def found(text, *, words=WORDS, ours="", key=KEY):
    traces = {"ref": traces_of([words], [], ours, KEY)}
    return whose_words(traces, text, key) == {"ref"}


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        f"Before. {WORDS.upper()}! And after.",
        "five six,\n\n seven – eight; nine (ten) “eleven” twelve",
        "Test record: one; two; three. Four five six",
    ],
)
def test_eight_words_in_a_row_are_found_however_they_are_laid_out(text):
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "test record one two three four five",
        "one two three four other five six seven eight nine ten eleven",
        "twelve eleven ten nine eight seven six five four three two one",
    ],
)
def test_fewer_words_or_another_order_are_not_found(text):
    assert not found(text)


def test_a_short_text_is_found_as_a_whole():
    assert found("so: test record three, yes", words="Test record three")
    assert not found("test record", words="test record")


def test_typographic_and_plain_apostrophes_are_the_same():
    assert found("the test record isn't here", words="test record isn’t here")


def test_the_courses_own_words_are_nobodys_trace():
    asked = "What do you wish you had been told first about this test record?"

    assert found(asked, words=f"{asked} {WORDS}")
    assert not found(asked, words=f"{asked} {WORDS}", ours=asked)
    assert found(WORDS, words=f"{asked} {WORDS}", ours=asked)


def test_without_the_key_nothing_is_found_and_no_word_is_kept():
    assert not found(WORDS, key=b"o" * 32)
    assert "record" not in repr(traces_of([WORDS], [WORDS.encode()], "", KEY))


def test_each_reference_is_found_by_its_own_words_and_files():
    other = "test record of another person with quite other words in it altogether"
    traces = {
        "one": traces_of([WORDS], [b"test record: a film"], "", KEY),
        "two": traces_of([other], [], "", KEY),
    }

    assert whose_words(traces, f"{other} {WORDS}", KEY) == {"one", "two"}
    assert whose_words(traces, other, KEY) == {"two"}
    assert whose_file(traces, b"test record: a film", KEY) == {"one"}
    assert whose_file(traces, b"test record: a film.", KEY) == frozenset()
