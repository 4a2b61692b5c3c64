"""Everybody who marks words that were written to an earlier question is told of it."""

import pytest
from asking import LEARNER, WORDS, ask
from handing_in import ASSESSMENT, TASK
from one_collected import put_mark

from coprod_training.grading.marking import EARLIER

pytestmark = pytest.mark.slow
(ACTIVITY,) = (one.activity.id for one in ASSESSMENT.questions if one.rubric)
PAGES = (
    "formgrader/submissions/{hand_in}/",
    f"coprod/trainer/exercises/{TASK}/questions/{ACTIVITY}/{{hand_in}}",
    f"coprod/trainer/second/{TASK}/1",
)


@pytest.fixture
def marked_copy(collected_once):
    """The copy that the pages are drawn from, with a first mark; all put back at the end."""
    path = collected_once.workspace / "trainer" / "autograded" / LEARNER / TASK / f"{TASK}.ipynb"
    before = path.read_text(encoding="utf-8")
    put_mark(collected_once, 2.0, waits=False)
    yield path
    put_mark(collected_once, None, waits=True)
    path.write_text(before, encoding="utf-8")


def test_each_page_on_which_it_is_marked_says_it(collected_once, marked_copy):
    calm = [ask(collected_once, place).content.decode() for place in PAGES]
    copy = marked_copy.read_text(encoding="utf-8")
    marked_copy.write_text(copy.replace("</pre>", rf"</pre>\n\n{EARLIER}"), encoding="utf-8")

    said = [ask(collected_once, place).content.decode() for place in PAGES]

    assert [(WORDS in page, EARLIER in page) for page in calm] == [(True, False)] * len(PAGES)
    assert [(WORDS in page, EARLIER in page) for page in said] == [(True, True)] * len(PAGES)
