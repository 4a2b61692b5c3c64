"""Answers files made of records with faults, from their bytes to the marked copy.

Each file is drawn by its number, so that one that fails can be made again: `a_file(number)`. A full
campaign begins at another number each time, and says at which.
"""

import json
import math
import random
import re

import campaign
import nbformat
import pytest
from attacks import record
from graded_course import ASSESSMENT, SLUG, source_notebook

from coprod_training.grading import marking, reading
from coprod_training.grading.filled_form import FormText
from coprod_training.grading.marking import Mark

SAMPLE, FULL = 1_500, 100_000
RIGHT = {"test-one": "green", "test-many": ["a", "b"], "test-words": "What I saw."}
POINTS = {"test-one": 1.0, "test-many": 2.0}
SCRIPT = "PLANTED<script>alert(1)</script>"
RESPONSES = ("green", "red", ["a"], ["a", "b"], ["a", "c"], ["c"], "My words.", SCRIPT, "")

# JSON as it is written, and some that is none; a value of a record may be any of these.
ODD = (
    *("null", "true", "false", "0", "-1", "0.5", "1e308", "1e999", "-0", "NaN", "-Infinity"),
    *("9" * 400, "9" * 5000, "1" + "0" * 4000, '""', "[]", "{}", "", "PLANTED", "'green'"),
    *('"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"', '"\\u202egreen"', '"gre\\u200ben"'),
    *('["a", "a"]', '["a", ["b"]]', '[["a"], 1, null]', '{"green": true}', '{"a": 1, "a": 2}'),
    *('"../../etc/passwd"', '"__class__"', '["a", "b", "\\ud83d"]', '"\\ud83d\\ude42"'),
    "[" * 60 + "]" * 60,
    "[" * 5000 + "]" * 5000,
    '{"a":' * 2000 + "1" + "}" * 2000,
    json.dumps(SCRIPT * 200),
    json.dumps(["a", "b", "c"] * 200),
    json.dumps({SCRIPT: [SCRIPT]}),
)
RAW = (
    *(b"\xff", b"\xfe\xff", b"\x00", b"\xc0\xaf", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\n", b"\r"),
    *(b"\x1f\x8b", b'"', b"\\", b"{", b"}", b"\x85", b"\xe2\x80\xa8", b" ", b"<script>"),
)
LINE_ENDS = (b"\n", b"\n", b"\r\n", b"\n\n", b" \n\t\n", b"\r", b"\n\r", b"\x0b", b"\x00\n")


def a_line(chance):
    activity = chance.choice((*RIGHT, "test-one", "another", SCRIPT))
    fits = chance.random() < 0.6 and activity in RIGHT
    response = RIGHT[activity] if fits else chance.choice(RESPONSES)
    whole = record(id=f"PLANTED-{chance.randrange(9)}", activity=activity, response=response)
    pairs = [(json.dumps(name), json.dumps(value)) for name, value in json.loads(whole).items()]
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
        spoil_a_record(pairs, chance)
    line = ("{" + ", ".join(f"{name}: {value}" for name, value in pairs) + "}").encode()
    return spoil_bytes(line, chance) if chance.random() < 0.2 else line


def spoil_a_record(pairs, chance):
    at = chance.randrange(len(pairs))
    name = pairs[at][0]
    kind = chance.randrange(6)
    if kind < 3:
        pairs[at] = (name, chance.choice(ODD))
    elif kind == 3 and len(pairs) > 1:
        del pairs[at]
    elif kind == 4:
        pairs.append((name, chance.choice((pairs[at][1], *ODD))))
    else:
        pairs.insert(at, (chance.choice(('"__proto__"', '"points"', '"\\ud800"', "1")), "1000"))


def spoil_bytes(line, chance):
    at = chance.randrange(len(line))
    kind = chance.randrange(5)
    if kind == 0:
        return line[:at]
    if kind == 1:
        return line[:at] + chance.choice(RAW) + line[at:]
    if kind == 2:
        return line[:at] + bytes([chance.randrange(256)]) + line[at + 1 :]
    if kind == 3:
        return line.decode().encode(chance.choice(("utf-16", "utf-32", "utf-16-le", "utf-8-sig")))
    return chance.randbytes(chance.randrange(200))


def a_file(number):
    chance = random.Random(f"answers-{number}")
    lines = [a_line(chance) for _ in range(chance.choice((1, 2, 3, 5, 8)))]
    if number % 500 == 0:
        lines.insert(0, record(text="x" * reading.LINE_BYTES).encode())
    ends = LINE_ENDS if chance.random() < 0.3 else (b"\n",)
    content = b"".join(line + chance.choice(ends) for line in lines)
    if chance.random() < 0.1:
        content = b"\xef\xbb\xbf" + content
    if chance.random() < 0.1:
        content = content[: chance.randrange(len(content) + 1)]
    return content


@pytest.fixture(scope="module")
def assessment(tmp_path_factory):
    course = tmp_path_factory.mktemp("course")
    (course / "assessments").mkdir()
    (course / "assessments" / f"{SLUG}.yaml").write_text(ASSESSMENT)
    return marking.staff_assessment(course, SLUG)


@pytest.fixture(scope="module")
def form():
    return FormText(json.loads(nbformat.writes(source_notebook())))


def graded(content, path, assessment, form):
    """As `BulkGrader` does it: what was read, a mark or words for each part, the marked copy."""
    path.write_bytes(content)
    found = reading.read_handed_in(path, marking.activities_of(assessment))
    marks = {}
    for cell in form.cells:
        question = marking.question_of(assessment, cell.activity)
        answer = found.answers.get(cell.activity)
        marks[cell.activity] = (
            marking.reflection(question.activity, answer)
            if cell.by_hand
            else marking.mark(question, answer, cell.points, show_key=False)
        )
    return found, marks, form.filled(marks)


@pytest.fixture(scope="module")
def first(full_campaign):
    """The number of the first file."""
    return campaign.first_number(full_campaign)


def check(found, marks, copy):
    for activity, mark in marks.items():
        if isinstance(mark, Mark):
            assert math.isfinite(mark.points)
            assert 0.0 <= mark.points <= POINTS[activity]
    nbformat.validate(nbformat.reader.reads(copy))
    assert "<script" not in copy.lower()
    copy.encode()  # it can be written to a file
    assert not any("PLANTED" in reason for reason in found.reasons)


def sort_of(reason):
    """What is said to whoever marks, however many it is said of."""
    if "earlier words" in reason:
        return "earlier words"
    return re.sub(r"^\d+ lines? of the answers file \w+ ", "", reason)


def test_no_answers_file_stops_grading_or_reaches_beyond_the_points(
    assessment, form, tmp_path, full_campaign, first, record_property
):
    cases, seen = FULL if full_campaign else SAMPLE, set()
    for number in range(first, first + cases):
        try:
            found, marks, copy = graded(a_file(number), tmp_path / "answers", assessment, form)
            check(found, marks, copy)
        except Exception as error:
            raise AssertionError(f"a_file({number})") from error
        seen |= {
            (name, mark.points if isinstance(mark, Mark) else bool(mark.text))
            for name, mark in marks.items()
        }
        seen |= {sort_of(one) for one in found.reasons}
    record_property("cases", cases)
    record_property("fuzzed answers files", cases)

    these = f"a_file({first}) to a_file({first + cases - 1})"
    assert {("test-many", points) for points in (0.0, 1.0, 2.0)} <= seen, these
    assert {("test-one", 0.0), ("test-one", 1.0), ("test-words", True)} <= seen, these
    assert len([one for one in seen if isinstance(one, str)]) == 7, (
        f"all sorts of lines but too many, of {these}"
    )


def test_a_right_answer_counts_whatever_stands_before_it(
    assessment, form, tmp_path, full_campaign, first, record_property
):
    """Each part has an answer of its own at the end, which no earlier line can know of."""
    right = [
        record(id=f"last-{name}", activity=name, response=response).encode()
        for name, response in RIGHT.items()
    ]
    cases = FULL // 10 if full_campaign else SAMPLE // 10
    for number in range(first, first + cases):
        content = b"\n".join([a_file(number), *right])

        try:
            _, marks, _ = graded(content, tmp_path / "answers", assessment, form)
        except Exception as error:
            raise AssertionError(f"a_file({number})") from error
        points = {name: marks[name].points for name in POINTS}
        words = marks["test-words"].text
        assert (points, words) == (POINTS, RIGHT["test-words"]), f"a_file({number})"
    record_property("cases", cases)


def test_a_sample_is_the_same_files_each_time_and_a_full_campaign_others():
    assert campaign.first_number(full=False) == 0
    begins = {campaign.first_number(full=True) for _ in range(9)}
    assert len(begins) > 1
    assert len({a_file(number) for number in (0, *begins)}) > 2
    assert [a_file(number) for number in begins] == [a_file(number) for number in begins]
