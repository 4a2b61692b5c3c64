"""The HTML of every module and exercise: one file, in order, public words only."""

import re
from itertools import pairwise

import pytest
from read_back import Page

from coprod_training.errors import CoprodError
from coprod_training.paper.html import html_of


def test_no_feedback_rationale_rubric_or_note_is_on_the_page(each_read, secrets):
    words = each_read.words

    assert [one for one in secrets if one in words] == []


def test_headings_go_down_one_level_at_a_time_from_one_title(each_read):
    levels = [level for level, _ in each_read.headings]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_tag_is_closed_and_the_language_and_the_main_part_are_named(each_read):
    page = each_read

    assert page.unclosed == []
    assert page.with_tag("html") == [{"lang": "en-GB"}]
    assert len(page.with_tag("main")) == 1


def test_the_page_asks_for_nothing_from_anywhere(each_page, each_read):
    page = each_read

    assert [name for name, _ in page.tags if name in ("script", "iframe", "object", "audio")] == []
    assert [one["href"] for one in page.with_tag("link")] == ["data:,"]
    assert all(one["src"].startswith("data:") for one in page.with_tag("img"))
    assert "url(" not in each_page
    assert "@import" not in each_page


def test_every_table_has_a_name_and_headings_for_its_columns_and_rows(each_page):
    for table in re.findall(r"<table>.*?</table>", each_page, re.DOTALL):
        rows = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)

        assert re.search(r"<caption>[^<]+</caption>", table)
        assert '<th scope="col">' in rows[0]
        assert all('<th scope="row">' in row for row in rows[1:])


def test_every_group_has_its_question_as_its_name(each_read):
    page = each_read
    groups = [about for _, about in page.tags if about.get("role") == "group"]
    named = {about["id"] for name, about in page.tags if name == "p" and "id" in about}

    assert len(groups) >= 2
    assert {one["aria-labelledby"] for one in groups} == named


def test_every_activity_stands_there_with_its_id_and_its_question(course, each_read, each_slug):
    words = each_read.words
    module, exercise = course.module(each_slug), course.assessment(each_slug)
    asked = module.activities if module else [one.activity for one in exercise.questions]

    for activity in asked:
        assert f"{activity.id}. About" in words
        assert " ".join(activity.question.split()) in words


def test_the_status_stands_before_the_first_section(course, each_read):
    words, status = each_read.words, " ".join(course.info.status_words.split())
    second = next(text for level, text in each_read.headings if level == 2)

    assert words.index(status) < words.index(second, words.index(status))
    assert words.count(status) == 1


def test_what_is_about_the_screen_alone_is_left_out(each_page):
    assert "Run All Cells" not in each_page
    assert "Write your reflection above" not in each_page


def test_each_slot_says_that_it_waits_and_what_is_asked_for(course, printed):
    for module in course.modules:
        words = Page(html_of(printed(module.id))).words

        assert words.count("Waiting for a lived-experience contributor.") == len(module.slots)
        for slot in module.slots:
            for said in (slot.prompt, slot.form, slot.purpose, slot.not_to_include):
                assert " ".join(said.split()) in words


def test_the_content_note_comes_before_what_it_is_about(course, printed):
    noted = [one for one in course.modules if one.content_note]
    for module in noted:
        text = html_of(printed(module.id))
        first = " ".join(module.content_note.text.split()).split(". ")[0]
        target = re.search(rf'<h\d id="([^"]*)">{re.escape(module.content_note.skip_to)}<', text)

        assert text.index(first) < target.start()
        assert f'href="#{target[1]}"' in text
    assert noted


def test_what_is_made_up_says_so(course, printed):
    for module in course.modules:
        words = Page(html_of(printed(module.id))).words
        made_up = [one for one in (*module.activities, *module.variants) if one.made_up]

        assert words.count("Made-up scenario for practice") >= len(made_up)


def test_one_setting_alone_or_all_of_them(course, printed):
    module = course.module("what-co-production-is")
    (variant, *_) = module.variants
    every, one = (
        Page(html_of(printed(module.id, setting=setting))).words for setting in ("", "smi")
    )
    others = [variant.texts["primary-care"], variant.texts["drug-and-alcohol"]]

    assert all(" ".join(text.split()) in every for text in variant.texts.values())
    assert " ".join(variant.texts["smi"].split()) in one
    assert not any(" ".join(text.split()) in one for text in others)


def test_a_setting_that_there_is_not_is_refused(printed):
    with pytest.raises(CoprodError, match="Its settings are: primary-care"):
        printed("what-co-production-is", setting="moon")


def test_large_print_has_no_words_below_18_points(printed):
    text = html_of(printed("where-is-it-really", large=True))
    sizes = re.findall(r"font-size: ([\d.]+)(\w+)", text)

    assert ("18", "pt") in sizes
    assert all(float(size) >= (18 if unit == "pt" else 1) for size, unit in sizes)


def test_sources_stand_with_their_address_in_words(course, printed):
    words = Page(html_of(printed("what-co-production-is"))).words

    assert words.count("https://") > 10
    assert "(source 1)" in words
    assert "[F0" not in words
