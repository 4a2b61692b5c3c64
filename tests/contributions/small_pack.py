"""A pack of a few passages, and documents made of it by hand. Every word in it is a test record."""

from io import BytesIO

from docx import Document

from coprod_training.contributions.merge import merge
from coprod_training.contributions.passages import Pack, Passage, answer, row
from coprod_training.contributions.word_back import read_word
from coprod_training.contributions.word_pack import word_of_pack

REF = "0123456789abcdef"
TITLE, LONG, ITEM, OPTION, HEADS, ROW, OTHER_ROW, ASKED, CHOICE, SLOT, LAST = range(1, 12)


def words(id_, text, sort="words", **more):
    return Passage(id=id_, sort=sort, text=text, **more)


PACK = Pack(
    module="test-record",
    title="A test record",
    version="0.0",
    ref=REF,
    passages=(
        words("first/1", "Test record: how a group meets", "heading", level=2),
        words("first/2", "A test record says when the group meets and who opens the door for it."),
        words("first/3", "A test record of one item in a list", "item"),
        words("practice/options.a.text", "Ask the group before the day", label="Option A"),
        row("table/1", ("Left", "Right"), "heads"),
        row("table/2", ("Test record one", "Said on the first day")),
        row("table/3", ("Test record two", "Said on the second day")),
        answer("rescope/exist", "Should there be a module on this?"),
        answer("outcome/decision", "What do you decide?", "Use it", "Do not use it"),
        answer("m0-s1/words", "Your own words", slot="m0-s1"),
        words("terms/payment", "Payment: 12345 test pounds, as a test record says."),
    ),
)


def document():
    """The pack as a document that a test may change with python-docx."""
    return Document(BytesIO(word_of_pack(PACK)))


def paragraph(made, number):
    """The paragraph of a passage outside tables."""
    return next(one for one in made.paragraphs if one.text.startswith(f"[{number}]"))


def content_of(made):
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def merged(made, **more):
    back = read_word(content_of(made))
    return merge(back.pack or PACK, back, name="abc123", **more)


def found(made):
    """(sort, number) of everything that landed, in order."""
    result = merged(made)
    return [(one.sort, one.number) for one in (*result.said, *result.for_keeper)]
