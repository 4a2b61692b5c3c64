"""What is written with contributors, and work of theirs, from terms to withdrawal. Test records."""

import pytest

from contributions.gate.conftest import CREDIT, LISTED, SLOT, WORDS
from contributions.gate.left_of_it import holding
from coprod_training.content.course import load_course
from coprod_training.content.digest import content_digest
from coprod_training.content.notebook import read_notebook
from coprod_training.content.passages import REMOVED, WRITTEN_TOGETHER, slot_view
from coprod_training.content.publish import MANIFEST, read_manifest
from coprod_training.content.upgrade import install
from coprod_training.paper.lesson_parts import parts_of

pytestmark = pytest.mark.drawn

LINE = "test record: they read the whole module and asked for two changes."
LICENCE, LESSON = "reuse licence", "modules/01-listening.ipynb"


def takes(keeper, kind):
    """The place asks for this kind, and is offered it."""
    path = keeper.course.root / "course" / "modules" / "listening.yaml"
    listed = LISTED.strip("\n")
    text = path.read_text()
    assert listed in text
    path.write_text(text.replace(listed, f"{listed}\n    kinds: [{kind}]"))
    keeper.gives = {"kind": kind}
    return path


@pytest.fixture
def writer(keeper, tmp_path):
    """Somebody who writes the first activity of the lesson with us."""
    keeper.module = takes(keeper, "scenario")
    keeper.part = load_course(keeper.course.root / "course").modules[0].activities[0]
    keeper.answers = {LICENCE: True}

    def words():
        keeper.step("made", keeper.part.id, "--to", tmp_path / "shown")
        return (tmp_path / "shown" / f"made-{keeper.ref}.txt",)

    keeper.words = words
    return keeper


def view_of(keeper, out):
    keeper.says("publish", out)
    return slot_view(load_course(out / "course"), SLOT, 3)


def learnt_from(writer, tmp_path):
    """The published copy of the released course, and the home of a learner who has it."""
    writer.passed()
    writer.says("release")
    out, home = tmp_path / "out", tmp_path / "home"
    writer.says("publish", out)
    install(out, home)
    return out, home


def test_the_place_names_the_parts_and_quotes_nobody(writer, tmp_path):
    writer.passed()
    assert "every rule passes" in writer.says("gate")
    writer.says("release")

    view = view_of(writer, tmp_path / "out")
    assert (view["label"], view["parts"]) == ("Written with contributors", [writer.part.title])
    assert view["words"] == {"text": "", "credit": CREDIT}
    assert view["parts_words"] == WRITTEN_TOGETHER
    assert CREDIT in (tmp_path / "out" / "credits" / "index.html").read_text()


def test_one_sign_of_a_part_that_changes_after_the_yes_blocks_and_takes_the_credit_out(
    writer, tmp_path
):
    writer.passed()
    text = writer.module.read_text()
    writer.module.write_text(text.replace(writer.part.question, writer.part.question + "?"))

    assert "G04" in (said := writer.says("gate", status=1))
    assert f"{SLOT}: the content changed after its contributor approved it." in said
    assert view_of(writer, tmp_path / "out")["words"] is None


def test_a_part_that_is_gone_is_named_as_gone(writer):
    writer.passed()
    text = writer.module.read_text()
    writer.module.write_text(text.replace(f"id: {writer.part.id}", "id: another"))
    lesson = writer.course.root / "modules" / "01-listening.ipynb"
    lesson.write_text(lesson.read_text().replace(writer.part.id, "another"))

    said = writer.says("gate", status=1)

    assert f"{SLOT}: a part that they wrote with us is not in the lesson any more" in said


def test_only_what_stands_in_the_lesson_is_shown(writer):
    writer.agreed()
    writer.step("draft", *writer.drafts(), day=8)
    (path,) = writer.words()
    path.write_text(path.read_text().replace("?", "!"))

    said = writer.step("show", path, day=9, status=1)

    assert "not what they wrote with us, as it stands in the lesson now" in said
    assert f"coprod contribution made {writer.ref}" in said


def test_without_a_yes_to_the_licence_of_the_lesson_they_are_not_shown(writer, tmp_path):
    writer.answers = {}
    writer.passed()

    assert "G02" in (said := writer.says("gate", status=1))
    assert "the reuse licence of the lesson that they wrote in: it was never asked." in said
    assert view_of(writer, tmp_path / "out")["words"] is None


def test_a_part_that_there_is_not_is_refused_and_all_names_are_told(writer, tmp_path):
    writer.added()

    said = writer.step("made", "moon", "--to", tmp_path, status=1)

    assert "The lesson has no part called: moon." in said
    assert writer.part.id in said


def test_a_withdrawn_part_stands_in_the_lesson_until_it_is_written_anew(writer, tmp_path):
    writer.passed()
    writer.says("release")
    assert view_of(writer, tmp_path / "out")["words"] is not None
    said = writer.says("withdraw", writer.ref, status=1)
    staff = writer.course.root / "course" / "modules" / "listening.yaml"
    assert f"Its words are still here: {staff}" in said
    assert str(tmp_path / "out" / "course") not in said
    assert holding(tmp_path / "out", CREDIT) == []

    refused = writer.says("publish", tmp_path / "later", status=1)
    said = "Words that were withdrawn are, or may be, in: course/modules/listening.yaml"
    assert said in refused


def test_a_withdrawn_part_is_gone_from_copies_at_once_and_learners_get_that(writer, tmp_path):
    out, home = learnt_from(writer, tmp_path)
    assert f'activity(\\"{writer.part.id}\\")' in (home / LESSON).read_text()

    writer.says("withdraw", writer.ref, status=1)

    course = load_course(out / "course")
    assert writer.part.id not in [one.id for one in course.modules[0].activities]
    lesson = (out / LESSON).read_text()
    assert f'activity(\\"{writer.part.id}\\")' not in lesson
    assert REMOVED in lesson
    digest = content_digest(read_notebook(out / LESSON))
    assert read_manifest(out)["notebooks"][LESSON] == digest
    assert install(out, home) == [f"Brought up to date: {LESSON}"]


def test_learners_get_it_also_when_the_power_went_between_lesson_and_manifest(writer, tmp_path):
    out, home = learnt_from(writer, tmp_path)
    later = [out / MANIFEST, out / "course" / "modules" / "listening.yaml"]
    before = [path.read_bytes() for path in later]
    writer.says("withdraw", writer.ref, status=1)
    for path, content in zip(later, before, strict=True):
        path.write_bytes(content)

    writer.says("withdraw", writer.ref, status=1)

    assert install(out, home) == [f"Brought up to date: {LESSON}"]


def test_of_a_whole_module_that_is_withdrawn_headings_stay(writer, tmp_path):
    def words():
        writer.step("made", "module", "--to", tmp_path / "shown")
        return (tmp_path / "shown" / f"made-{writer.ref}.txt",)

    writer.words = words
    writer.passed()
    writer.says("release")
    view = view_of(writer, tmp_path / "out")
    assert view["parts"] == ["The whole module"]
    writer.says("withdraw", writer.ref, status=1)

    course = load_course(tmp_path / "out" / "course")
    texts = [one.source for one in read_notebook(tmp_path / "out" / LESSON).markdown()]
    assert course.modules[0].activities == ()
    assert texts[0] == f"# Listening\n\n{REMOVED}"
    assert f"## To read\n\n{REMOVED}" in texts
    assert slot_view(course, SLOT, 3)["removed"] is True


def test_names_in_a_scenario_are_made_up_and_only_what_we_know_of_the_person_counts(writer):
    writer.credit = {"how": "anonymous", "display_text": "", "cited_as": ""}
    question = writer.part.question
    text = writer.module.read_text()
    named = f"{question} said Mrs Example of Testtown Hospital on 3 March"
    writer.module.write_text(text.replace(question, named))
    writer.passed()
    assert "every rule passes" in writer.says("gate")


@pytest.mark.parametrize(
    ("kind", "given", "label"),
    [
        ("review", "review", "Reviewed by a contributor"),
        ("review", "test", "Tried by a contributor"),
        ("review", "decision", "Decided with a contributor"),
        ("co-teach", "co-teaching", "Taught with a contributor"),
    ],
)
def test_work_is_credited_with_a_line_that_they_approved(keeper, tmp_path, kind, given, label):
    takes(keeper, kind)
    keeper.gives |= {"given": given}
    keeper.words = lambda: (keeper.file(LINE, "line.txt"),)
    keeper.passed()
    keeper.says("release")

    view = view_of(keeper, tmp_path / "out")

    assert (view["label"], view["is_work"]) == (label, True)
    assert view["words"] == {"text": LINE, "credit": CREDIT}
    page = (tmp_path / "out" / "credits" / "index.html").read_text()
    assert CREDIT in page
    assert '"held": []' in (tmp_path / "out" / "credits" / "history.json").read_text()


def test_a_place_takes_what_it_asks_for(keeper):
    takes(keeper, "scenario")
    keeper.gives = {"kind": "review"}
    who = keeper.says("contribution", "person", keeper.file({"name": "test record"}))[:16]
    form = keeper.file({"slot": SLOT, "person": who, "kind": "review"})

    said = keeper.says("contribution", "add", form, status=1)

    assert f"The place {SLOT} does not take a contribution of the kind 'review'." in said
    assert "It takes: scenario." in said


def test_terms_say_where_it_will_stand_for_whom_it_is_and_what_the_place_offers(keeper, tmp_path):
    path = keeper.course.root / "course" / "modules" / "listening.yaml"
    offers = "    settings: [smi]\n    pay: test record, pay\n    support: test record, support\n"
    path.write_text(path.read_text().rstrip("\n") + "\n" + offers)
    keeper.added()
    mine = keeper.file({"support": "test record: mine"}, "details.yaml")

    said = keeper.step("terms", "--to", tmp_path / "terms", "--details", mine)

    page = (tmp_path / "terms" / f"terms-{keeper.ref}.html").read_text()
    assert "We ask people who know this sort of service: NHS severe mental illness." in page
    assert "It will be in the module “Listening”, below the heading “" in page
    assert "Payment: test record, pay." in page
    assert "Support: test record: mine." in page
    assert "payment" not in said
    assert "adviser" in said


def test_the_parts_of_a_lesson_have_names_and_words_and_leave_places_out(nobody_yet):
    course = load_course(nobody_yet.root / "course")

    parts = {one.name: one for one in parts_of(nobody_yet.root, course, "listening")}

    assert SLOT not in parts
    one = course.modules[0].activities[0]
    assert parts[one.id].title == one.title
    assert one.question in parts[one.id].text
    assert WORDS not in str(parts)
