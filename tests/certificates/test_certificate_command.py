"""`coprod certificate`, as whoever keeps the gradebook types it. All people are test records."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from coprod_training.cli import main
from coprod_training.content.course import Holds, load_course

from .fixture_course import WHY_NOT, does_the_module, is_marked

ROOT = Path(__file__).parents[2]
LEARNER = "test-record-7"
NAME = "A. Learner (test record)"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_USER", LEARNER)
    monkeypatch.setenv("COPROD_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "workspace"


@pytest.fixture
def coprod(workspace, published, capsys):
    released = str(published())

    def run(*asked):
        own = ("--workspace", str(workspace))
        more = ("--published", released) if asked[0] == "make" else ()
        status = main(["certificate", *asked, *own, *more])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


@pytest.fixture
def completed(workspace):
    does_the_module(workspace / "learner")
    is_marked(workspace / "trainer", LEARNER, level=2.0)


def test_the_course_as_it_is_shipped_gives_none_and_says_why_in_its_own_words(
    workspace, capsys, monkeypatch
):
    monkeypatch.chdir(ROOT)

    (workspace / "learner").mkdir(parents=True)
    done = main(["certificate", "make", "--name", NAME, "--workspace", str(workspace)])

    assert done == 1
    why = load_course(ROOT / "course").info.certificate_off.strip()
    assert capsys.readouterr().err.splitlines()[:-1] == why.splitlines()
    assert list(workspace.rglob("certificate-*")) == []


@pytest.mark.parametrize("status", ["draft", "pilot"])
def test_a_draft_or_a_pilot_gives_none_to_somebody_who_did_everything(
    coprod, completed, published, status
):
    published(status=status)
    coprod("key", "--new", "An issuer (test record)")

    done, said = coprod("make", "--name", NAME)

    assert (done, said.splitlines()[0]) == (1, WHY_NOT)
    assert "See what is needed: coprod gate --hours" in said


def test_a_course_file_that_says_released_gives_none(coprod, completed, course, workspace, capsys):
    path = course / "course" / "course.yaml"
    path.write_text(path.read_text().replace("status: draft", "status: released"))
    coprod("key", "--new", "An issuer (test record)")
    asked = ["certificate", "make", "--name", NAME, "--workspace", str(workspace)]

    assert main([*asked, "--course", str(course)]) == 1
    assert main([*asked, "--published", str(course)]) == 1

    said = capsys.readouterr().err
    assert WHY_NOT in said
    assert "There is no published copy of the course here." in said


def test_a_review_that_ended_takes_the_certificate_off_without_publishing_again(
    coprod, completed, published
):
    over = "The certificate is off until it is done again (test record)."
    today = datetime.now(UTC).date()
    coprod("key", "--new", "An issuer (test record)")

    published(holds=Holds(until=f"{today}", status_words="Over.", certificate_off=over))
    assert coprod("make", "--name", NAME)[1].startswith(f"{over}\n")

    tomorrow = f"{today + timedelta(days=1)}"
    published(holds=Holds(until=tomorrow, status_words="Over.", certificate_off=over))
    assert coprod("make", "--name", NAME)[0] == 0


@pytest.mark.parametrize("status", ["released", "draft"])
def test_whoever_began_before_the_review_ended_keeps_theirs(coprod, workspace, published, status):
    over = Holds(until="", status_words="Over.", certificate_off="Off.", began_keep=True)
    coprod("key", "--new", "An issuer (test record)")
    does_the_module(workspace / "learner")  # on 26 November 2026
    is_marked(workspace / "trainer", LEARNER, level=2.0)

    published(status=status, holds=replace(over, until="2026-11-26"))
    assert coprod("make", "--name", NAME)[0] == 1
    published(status=status, holds=replace(over, until="2026-11-27"))
    assert coprod("make", "--name", NAME)[0] == 0


def test_whoever_has_something_left_to_do_gets_none(coprod, workspace):
    coprod("key", "--new", "An issuer (test record)")
    does_the_module(workspace / "learner")
    is_marked(workspace / "trainer", LEARNER, level=1.0)

    done, said = coprod("make", "--name", NAME)

    assert done == 1
    assert "There is still something to do." in said
    assert list(Path().glob("certificate-*")) == []


def test_without_a_key_nothing_is_signed(coprod, completed):
    done, said = coprod("make", "--name", NAME)

    assert done == 1
    assert "There is no key to sign certificates with." in said


def test_without_a_key_there_is_no_list_to_publish(coprod, workspace):
    (workspace / "private").mkdir(parents=True)

    done, said = coprod("key", "--to", "issuers.json")

    assert done == 1
    assert "there is no list of public keys" in said
    assert not Path("issuers.json").exists()


def test_a_certificate_is_made_and_checked_in_each_of_its_forms(coprod, completed, workspace):
    coprod("key", "--new", "An issuer (test record)")

    done, said = coprod("make", "--name", NAME, "--to", "out")
    pdf, credential = sorted(Path("out").iterdir(), reverse=True)
    code = pdf.stem.removeprefix("certificate-")

    assert (done, said.splitlines()[:2]) == (0, [str(pdf), str(credential)])
    for file in (pdf, credential):
        assert file.stat().st_mode & 0o777 == 0o600
        found = coprod("verify", str(file))
        assert found[0] == 0
        assert found[1].startswith("Genuine. It was signed by An issuer (test record).\n")
        assert f"Name: {NAME}\n" in found[1]
    assert NAME in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    done, said = coprod("verify", code.lower())
    assert (done, said.splitlines()[0][:55]) == (
        0,
        f"A certificate with the code {code} was made here"[:55],
    )


def test_the_list_of_codes_names_nobody(coprod, completed, workspace):
    coprod("key", "--new", "An issuer (test record)")
    coprod("make", "--name", NAME)

    kept = [path.read_bytes() for path in (workspace / "private").rglob("*") if path.is_file()]

    assert any(b'"code"' in content for content in kept)
    for name in (NAME, LEARNER):
        assert not any(name.encode() in content for content in kept)


def test_a_code_that_nobody_was_given_is_not_found(coprod):
    assert coprod("verify", "0000-0000-0000") == (
        1,
        "No certificate with the code 0000-0000-0000 was made here. It may have been made somewhere"
        " else: ask whoever issued it.\n",
    )


def test_a_qr_text_that_was_cut_is_refused_in_a_sentence(coprod):
    done, said = coprod("verify", "eyJ" + "x" * 400)

    assert done == 1
    assert "This is neither a file, nor the text of a QR code, nor the code" in said


def test_another_organisation_checks_with_the_list_of_public_keys_alone(
    coprod, completed, tmp_path, monkeypatch, capsys
):
    coprod("key", "--new", "An issuer (test record)")
    coprod("make", "--name", NAME)
    coprod("key", "--to", "issuers.json")
    (pdf,) = Path().glob("*.pdf")
    elsewhere = ["--workspace", str(tmp_path / "elsewhere")]

    assert main(["certificate", "verify", str(pdf), *elsewhere]) == 1
    assert "No issuer is known here" in capsys.readouterr().err
    own = ["certificate", "verify", str(pdf), "--issuers", "issuers.json"]
    assert main(own) == 0
    pdf.write_bytes(pdf.read_bytes().replace(b"%%EOF", b"%%EOG", 1))
    assert main(own) == 1
    assert capsys.readouterr().err.startswith("Not accepted\n")


def test_a_spoilt_file_is_refused_in_a_sentence_and_without_a_traceback(coprod, completed):
    coprod("key", "--new", "An issuer (test record)")
    coprod("make", "--name", NAME)
    (pdf,) = Path().glob("*.pdf")
    pdf.write_bytes(pdf.read_bytes().replace(b"adbe.pkcs7.detached", b"adbe.pkcs7.detacHed"))

    asked = [sys.executable, "-m", "coprod_training.cli", "certificate", "verify", str(pdf)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Not accepted\n")
    assert "Traceback" not in done.stderr


def test_a_key_is_shown_without_its_secret_and_ended_only_with_the_next(coprod, workspace):
    coprod("key", "--new", "An issuer (test record)")
    secret = (workspace / "private" / "keys" / "certificate.pem").read_text().splitlines()[1]

    assert coprod("key", "--replace")[0] == 1
    assert coprod("key", "--new", "Next")[0] == 1
    done, said = coprod("key", "--new", "The next issuer (test record)", "--replace")
    assert done == 0
    assert "give it to each cohort again: coprod hub certificate-key COHORT" in said
    assert secret not in said + coprod("key")[1]
    assert said.count("  in use") == said.count("  ended ") == 1


LOADED = """
import sys
import coprod_training.lab.extension, coprod_training.cli
from coprod_training import activity
activity("ladder-sort")
print(*sorted({name.split(".")[0] for name in sys.modules}))
print([name for name in sys.modules if "coprod_training.certificates" in name])
"""


def test_no_process_of_a_learner_loads_what_signs():
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, cwd=ROOT
    )
    packages, rooms = done.stdout.splitlines()[-2:]

    assert {"openbadgeslib", "pyhanko", "typst", "jwt"} & set(packages.split()) == set()
    assert rooms == "[]"
