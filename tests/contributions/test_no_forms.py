"""No filled form, page, pack, register or key is committed. All of their words are test records."""

import json
import subprocess

import pytest

from contributions.made_up import REF
from contributions.small_pack import PACK
from coprod_training.contributions.edit_page import Edit, edit_page
from coprod_training.contributions.html_pack import html_of_pack
from coprod_training.contributions.no_forms import form_problems
from coprod_training.contributions.quarter import quarter_page
from coprod_training.contributions.role_keys import make_key
from coprod_training.contributions.said import Said, said_as_data
from coprod_training.contributions.terms_page import TermsFor, terms_page
from coprod_training.contributions.word_pack import word_of_pack

PLANTED = "test record: PLANTED words"
OF = TermsFor(ref=REF, kind="text", title=PLANTED, prompt="test record", form="100 words")
SAID = Said(ref="p-1", sort="comment", passage="a", number=1, words=PLANTED)
FORMS = {
    "review.yaml": f"reviewers:\n  - rescoping:\n      exist: {PLANTED}\n",
    "dissent.yaml": f"dissents:\n  - because: {PLANTED}\n",
    "consent.yaml": f"answered_on: 2026-01-05\nuse_for: {PLANTED}\n",
    "details.yaml": f"payment: 987\nsafeguarding_lead: {PLANTED}\n",
    "paid.yaml": f"payment:\n  amount: 987\n  what_for: {PLANTED}\n",
    "support.yaml": f"support:\n  contact: {PLANTED}\n",
    "impact.yaml": f"impact_note:\n  text: {PLANTED}\n",
    "other.yaml": f"age: {PLANTED}\n#route_sent: 2027-01-04\n",
    "person.yaml": f"name: {PLANTED}\nreach: x\n",
    "add.yaml": "slot: m3-s1\nsays_about_health: true\n",
}
OTHERS = {
    "pack.html": html_of_pack(PACK),
    "my-terms.html": terms_page(OF, {}),
    "my-answer.html": edit_page(Edit(ref=REF, title="T", old=None, new=PLANTED, hash="0")),
    "four-questions.html": quarter_page("2026-Q1", PLANTED),
    "points.json": json.dumps([said_as_data(SAID)]),
    "register.jsonl": '{"sections": {"who": "YWdlLWVuY3J5cHRpb24ub3JnL3YxCg=="}}',
    "closed.key": b"age-encryption.org/v1\n-> scrypt test record",
    "pack.docx": word_of_pack(PACK),
}
HARMLESS = {
    "modules/a.md": 'A page has <script id="carried">, and a form has\nsaid_in_writing: x\n',
    "course/course.yaml": "title: test record\nbecause of: this\n",
    "docs/page.html": "<p>test record</p>",
    "docs/table.json": '{"passage": 1}',
}


def put(root, name, content):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def repository(root):
    subprocess.run(["git", "init", "-q", root], check=True)
    return root


@pytest.mark.parametrize("folder", ["course", "tests/a", "docs", "."])
@pytest.mark.parametrize("name", [*FORMS, *OTHERS])
def test_each_of_them_is_named_and_never_quoted(tmp_path, folder, name):
    path = put(tmp_path, f"{folder}/{name}", (FORMS | OTHERS)[name])

    (problem,) = form_problems(tmp_path)

    assert problem.path.resolve() == path.resolve()
    assert "PLANTED" not in str(problem)


@pytest.mark.parametrize("folder", ["anywhere", "coprod_training/contributions"])
def test_in_a_repository_every_file_that_could_be_committed_is_looked_at(tmp_path, folder):
    root = repository(tmp_path)
    make_key(put(root, f"{folder}/a.txt", "").with_name("open.txt"))
    put(root, f"{folder}/review.yaml", FORMS["review.yaml"])
    put(root, ".gitignore", "kept-out/\n")
    put(root, "kept-out/review.yaml", FORMS["review.yaml"])

    assert [one.path.name for one in form_problems(root)] == ["open.txt", "review.yaml"]


def test_what_only_speaks_of_them_may_be_there(tmp_path):
    for name, content in HARMLESS.items():
        put(tmp_path, name, content)
    put(tmp_path, "coprod_training/contributions/forms/review.yaml", FORMS["review.yaml"])
    put(tmp_path, "docs/broken.docx", b"PK\x03\x04 test record")

    assert list(form_problems(repository(tmp_path))) == []
