"""What a Word document brings back: documents changed as word processors change them."""

from copy import deepcopy

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from contributions.small_pack import (
    ASKED,
    CHOICE,
    ITEM,
    LAST,
    LONG,
    OPTION,
    OTHER_ROW,
    PACK,
    ROW,
    SLOT,
    TITLE,
    content_of,
    document,
    found,
    merged,
    paragraph,
)
from coprod_training.contributions.came_back import CameBack
from coprod_training.contributions.merge import merge
from coprod_training.contributions.word_back import read_word
from coprod_training.contributions.word_pack import word_of_pack

PLANTED = "Planted Personsname"


def only(result):
    (one,) = result.said
    return one


def tracked(run, tag, author=PLANTED):
    """Wrap a run as a tracked change."""
    change = OxmlElement(f"w:{tag}")
    change.set(qn("w:id"), "900")
    change.set(qn("w:author"), author)
    run._r.addprevious(change)
    change.append(run._r)
    for text in run._r.findall(qn("w:t")) if tag == "del" else ():
        text.tag = qn("w:delText")


def test_a_document_that_nobody_changed_brings_nothing_back():
    assert found(document()) == []
    assert merged(document()).not_landed == ()


def test_the_document_carries_the_pack_and_says_which_it_is():
    back = read_word(word_of_pack(PACK))

    assert back.pack == PACK
    assert back.pack_id == PACK.id


def test_changes_are_tracked_from_the_start():
    assert document().settings.element.find(qn("w:trackRevisions")) is not None


def test_an_edit_shows_the_words_without_number_and_label():
    made = document()
    paragraph(made, OPTION).runs[-1].text = "Ask the group a week before"

    one = only(merged(made))
    assert (one.sort, one.number, one.way) == ("edit", OPTION, "bookmark")
    assert (one.old, one.new) == ("Ask the group before the day", "Ask the group a week before")


def test_tracked_changes_are_read_as_they_would_be_accepted():
    made = document()
    line = paragraph(made, LONG)
    tracked(line.runs[-1], "del")
    tracked(line.add_run("A test record says it anew."), "ins")

    assert only(merged(made)).new == "A test record says it anew."


def test_words_written_and_taken_out_again_are_listed():
    made = document()
    run = paragraph(made, LONG).add_run("Test record, thought better of.")
    tracked(run, "del", "Another Planted")
    tracked(run, "ins")

    assert merged(made).said == ()
    assert merged(made).not_landed == (
        "Words that were written and taken out again: Test record, thought better of.",
    )


def test_a_comment_lands_with_the_words_that_it_is_on():
    made = document()
    line = paragraph(made, LONG)
    made.add_comment(line.runs[-1:], text="Test record: is this so?", author=PLANTED)

    one = only(merged(made))
    assert (one.sort, one.number, one.words) == ("comment", LONG, "Test record: is this so?")
    assert one.about == ""  # all of the passage


def test_comments_on_a_list_a_cell_a_heading_and_a_row_land():
    made = document()
    runs = [paragraph(made, TITLE).runs, paragraph(made, ITEM).runs]
    runs += [row.cells[1].paragraphs[0].runs for row in made.tables[0].rows]
    for at, one in enumerate(runs):
        made.add_comment(one, text=f"Test record {at}", author=PLANTED)

    assert [one.number for one in merged(made).said] == [TITLE, ITEM, 5, ROW, OTHER_ROW]


def test_a_comment_that_hangs_on_nothing_is_listed_and_not_lost():
    made = document()
    comment = made.add_comment(
        paragraph(made, LONG).runs[-1:], text="Test record: lost", author=PLANTED
    )
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for node in list(made.element.body.iter(qn(f"w:{tag}"))):
            node.getparent().remove(node)

    assert comment.text == "Test record: lost"
    assert merged(made).not_landed == ("A comment that is not on any passage: Test record: lost",)


def test_nobodys_name_comes_back():
    made = document()
    made.add_comment(paragraph(made, LONG).runs[-1:], text="Test record", author=PLANTED)
    tracked(paragraph(made, ITEM).add_run(" more"), "ins", "Another Planted")

    result = merged(made)
    assert "Planted" not in repr(result) + repr(read_word(content_of(made)))
    assert {one.who for one in result.said} == {
        "A reviewer (person 1 in this file)",
        "A reviewer (person 2 in this file)",
    }


def test_a_credit_is_used_only_where_one_person_wrote():
    made = document()
    made.add_comment(paragraph(made, LONG).runs[-1:], text="Test record", author=PLANTED)
    assert only(merged(made, credit="Test credit")).who == "Test credit"

    made.add_comment(paragraph(made, ITEM).runs[-1:], text="Test record", author="Another")
    assert "Test credit" not in repr(merged(made, credit="Test credit"))


def test_a_paragraph_that_is_gone_is_taken_out():
    made = document()
    line = paragraph(made, LONG)._p
    line.getparent().remove(line)

    one = only(merged(made))
    assert (one.sort, one.number, one.new, one.way) == ("taken out", LONG, "", "gone")


def test_a_moved_paragraph_is_found_and_not_called_an_edit():
    made = document()
    line, target = paragraph(made, LONG)._p, paragraph(made, LAST)._p
    target.addnext(line)

    one = only(merged(made))
    assert (one.sort, one.number, one.new) == ("moved", LONG, f"Now below passage {LAST}.")


def test_a_paragraph_without_bookmark_is_known_by_its_number():
    made = document()
    for node in list(made.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        node.getparent().remove(node)
    paragraph(made, LONG).runs[-1].text = "A test record with other words altogether."

    one = only(merged(made))
    assert (one.sort, one.number, one.way) == ("edit", LONG, "number")


def test_a_paragraph_without_bookmark_or_number_is_known_by_its_words():
    made = document()
    line = paragraph(made, LONG)
    for node in line._p.findall(qn("w:bookmarkStart")) + line._p.findall(qn("w:bookmarkEnd")):
        line._p.remove(node)
    line.runs[0].text = ""
    line.runs[-1].text = "A test record says when the group meets and who opens the gate for it."

    one = only(merged(made))
    assert (one.sort, one.number, one.way) == ("edit", LONG, "words")


def test_a_split_paragraph_is_one_passage_in_two_parts():
    made = document()
    line = paragraph(made, LONG)
    line.runs[-1].text = "A test record says when the group meets"
    second = deepcopy(line._p)
    line._p.addnext(second)
    for node in list(second):
        if node.tag != qn("w:r"):
            second.remove(node)
    second.findall(qn("w:r"))[0].find(qn("w:t")).text = ""
    second.findall(qn("w:r"))[-1].find(qn("w:t")).text = "and who opens the door for it."

    one = only(merged(made))
    assert (one.sort, one.number) == ("split", LONG)
    assert one.new.split("\n")[1] == "and who opens the door for it."


def test_a_whole_new_paragraph_lands_below_the_one_above_it():
    made = document()
    new = paragraph(made, ITEM).insert_paragraph_before("Test record: we also need a quiet room.")

    one = only(merged(made))
    assert new.text == one.new
    assert (one.sort, one.number, one.way) == ("added", LONG, "below")


def test_words_above_the_first_passage_are_listed():
    made = document()
    made.paragraphs[0].insert_paragraph_before("Test record: to whom it may concern.")

    assert merged(made).not_landed == (
        "Words before the first passage: Test record: to whom it may concern.",
    )


def test_rows_are_changed_taken_out_and_put_in():
    made = document()
    table = made.tables[0]
    table.rows[1].cells[1].paragraphs[0].runs[-1].text = "Said on no day"
    gone = table.rows[2]._tr
    new = deepcopy(gone)
    gone.addnext(new)
    gone.getparent().remove(gone)
    for at, cell in enumerate(table.rows[2].cells):
        for node in list(cell.paragraphs[0]._p):
            cell.paragraphs[0]._p.remove(node)
        cell.paragraphs[0].add_run(f"A new fruit {at}")

    result = merged(made)
    assert [(one.sort, one.number, one.new) for one in result.said] == [
        ("edit", ROW, "Test record one | Said on no day"),
        ("added", ROW, "A new fruit 0 | A new fruit 1"),
        ("taken out", OTHER_ROW, ""),
    ]


def test_an_answer_may_stand_on_the_line_or_below_it():
    made = document()
    paragraph(made, ASKED).add_run("Test record: yes,")
    paragraph(made, CHOICE).insert_paragraph_before("but with pay.")
    paragraph(made, CHOICE).add_run("Use it")

    result = merged(made)
    assert [(one.sort, one.number, one.new) for one in result.said] == [
        ("answer", ASKED, "Test record: yes,\nbut with pay."),
        ("answer", CHOICE, "Use it"),
    ]


def test_words_for_a_slot_and_about_ones_pay_go_to_the_keeper_alone():
    made = document()
    paragraph(made, SLOT).add_run("Test record: made-up words.")
    made.add_comment(paragraph(made, LAST).runs[-1:], text="Test record: when?", author=PLANTED)

    result = merged(made)
    assert result.said == ()
    assert [(one.sort, one.number) for one in result.for_keeper] == [
        ("contribution", SLOT),
        ("comment", LAST),
    ]


def test_a_copy_of_a_paragraph_is_new_words_and_the_first_stays():
    made = document()
    line = paragraph(made, LONG)
    copied = deepcopy(line._p)
    for node in list(copied):
        if node.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
            copied.remove(node)
    paragraph(made, LAST)._p.addnext(copied)

    one = only(merged(made))
    assert (one.sort, one.number) == ("added", LONG)


def test_a_document_with_nothing_in_it_takes_every_passage_out_and_loses_nothing():
    empty = CameBack(pack_id="", pack=None, lines=(), remarks=())
    result = merge(PACK, empty, name="abc123")

    gone = [one.number for one in (*result.said, *result.for_keeper)]
    assert gone == [n for n, one in PACK.numbered() if one.sort != "answer"]
