"""`coprod print`, as it is typed."""

import subprocess
import sys
from dataclasses import replace

import pytest
from docx import Document
from paper.conftest import ROOT
from shipped import COURSE

from coprod_training.cli import main
from coprod_training.errors import CoprodError
from coprod_training.paper.pages import slug_asked_for


@pytest.fixture
def coprod_print(tmp_path, capsys):
    """Runs the command; gives its status, what it printed, and what it refused with."""

    def run(*arguments):
        out = tmp_path / "sheets"
        status = main(["print", *arguments, "--course", str(ROOT), "--to", str(out)])
        said = capsys.readouterr()
        return status, said.out, said.err, sorted(path.name for path in out.glob("*"))

    return run


def test_a_module_by_its_number_or_its_name_is_the_same(coprod_print, tmp_path):
    status, out, _, files = coprod_print("1")
    page = tmp_path / "sheets" / "what-co-production-is.html"
    first = page.read_bytes()
    coprod_print("what-co-production-is")

    assert status == 0
    assert files == ["what-co-production-is.docx", "what-co-production-is.html"]
    assert all(name in out for name in files)
    assert page.read_bytes() == first
    assert Document(str(page.with_suffix(".docx"))).paragraphs[0].text


def test_an_exercise_prints_in_large_print(coprod_print, tmp_path):
    status, _, _, files = coprod_print("where-is-it-really", "--large", "--setting", "smi")

    assert (status, files) == (0, ["where-is-it-really.docx", "where-is-it-really.html"])
    text = (tmp_path / "sheets" / "where-is-it-really.html").read_text(encoding="utf-8")
    assert "font-size: 18pt" in text


@pytest.mark.parametrize("asked", ["-1", "99", "nothing", "../course", "²"])
def test_what_there_is_not_is_refused_with_what_there_is(coprod_print, asked):
    status, out, error, files = coprod_print(asked)

    assert (status, out, files) == (1, "", [])
    numbers = f"Give a number from 0 to {len(COURSE.modules) - 1}, or one of: "
    assert f"{numbers}session-zero, what-co-production-is" in error


def test_in_a_course_of_one_module_too():
    bundle = replace(COURSE, modules=COURSE.modules[1:2])

    assert slug_asked_for(bundle, "1") == "what-co-production-is"
    with pytest.raises(CoprodError, match="from 1 to 1, or one of: what-co-production-is"):
        slug_asked_for(bundle, "2")


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path, capsys):
    place = tmp_path / "letter.txt"
    place.write_text("mine")

    status = main(["print", "1", "--course", str(ROOT), "--to", str(place)])

    assert (status, place.read_text()) == (1, "mine")
    assert "This is a file." in capsys.readouterr().err


def test_what_writes_word_documents_is_loaded_by_nobody_else():
    code = (
        "import sys; from coprod_training.cli import VERBS, main\n"
        "import coprod_training.cli.status, coprod_training.trainer.paper_page\n"
        "print(sorted({'docx', 'lxml'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
