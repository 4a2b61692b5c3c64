"""The survey on paper: every question with each of its answers, in a page that asks for nothing."""

import io
from pathlib import Path

from docx import Document
from read_back import Page

from coprod_training.cli import main
from coprod_training.content.instrument import load_instrument
from coprod_training.paper.blocks import Lines
from coprod_training.paper.html import html_of
from coprod_training.paper.survey_form import survey_paper
from coprod_training.paper.word import word_of

ROOT = Path(__file__).parents[2]
INSTRUMENT = load_instrument(ROOT / "course" / "instruments" / "cps-0.1.yaml")
PAPER = survey_paper(INSTRUMENT)
HTML = html_of(PAPER)


def test_each_question_is_the_name_of_a_group_in_the_order_of_the_instrument():
    groups = HTML.split('class="question"')[1:]
    asked = [part.split(">", 1)[1].split(".", 1)[0] for part in groups]

    wanted = [item.id for item in INSTRUMENT.asked_in("baseline")]
    assert [one for one in asked if one in wanted] == wanted


def test_course_only_items_are_not_on_it():
    assert "CFD1." not in HTML
    assert "THN1." not in HTML


def test_consent_comes_first_with_each_of_its_points():
    for point in INSTRUMENT.consent_points:
        assert point.title in HTML
    assert HTML.index("CN1.") < HTML.index("SD1.")


def test_the_steps_are_explained_before_the_first_question_that_uses_them():
    assert HTML.index("What each answer means") < HTML.index("DES1.")


def test_the_page_is_one_file_with_a_title_and_a_language():
    assert [*Page(HTML).with_tag("script"), *Page(HTML).with_tag("img")] == []
    assert '<html lang="en-GB">' in HTML


def test_the_document_has_the_same_questions():
    words = "\n".join(one.text for one in Document(io.BytesIO(word_of(PAPER))).paragraphs)

    assert all(f"{item.id}. " in words for item in INSTRUMENT.asked_in("baseline"))


def test_the_command_writes_all_forms_twice_with_the_same_bytes(tmp_path, capsys):
    for name in ("one", "two"):
        assert main(["survey", "instrument", str(tmp_path / name), "--course", str(ROOT)]) == 0

    one, two = ({p.name: p.read_bytes() for p in sorted((tmp_path / n).iterdir())}
                for n in ("one", "two"))  # fmt: skip
    assert one == two
    assert list(one) == [
        "codebook-cps-0.1.md",
        "cps-0.1-form.docx",
        "cps-0.1-form.html",
        "cps-0.1-schema.json",
        "cps-0.1-xlsform.xlsx",
    ]
    said = capsys.readouterr().out
    assert "The consent text still waits for these." in said
    assert "[partners: to be supplied]" in said


def test_a_sheet_has_a_place_for_a_receipt_code():
    heading, code = PAPER.blocks[-2:]

    assert heading.text == "Your receipt code"
    assert code.question == "Receipt code"
    assert isinstance(code.blocks[-1], Lines)
