"""`coprod survey release`, from a made-up dataset to the files that readers accept."""

import fcntl
import json
import shutil
from datetime import date

import pytest
from made_up_dataset import INSTRUMENT, ROOT, Made

from coprod_training.cli import main
from coprod_training.content.released import read_release
from coprod_training.errors import CoprodError
from coprod_training.survey.release import admitted, two_people

DAYS = ("2027-02-01", "2027-03-01", "2027-04-01", "2028-03-01")
PLAN = """
dates: [{days}]
groups: [all, setting, region]
answers:
  - phases: [baseline, pre, post]
    items: [DES1]
  - phases: [post]
    items: [THN1]
change:
  - items: [DES1]
    beside: THN1
"""


class Office:
    """Where two people release: a course, a dataset and a store, all made up."""

    def __init__(self, root, seed=7):
        self.root, self.made, self.instrument = root, Made(seed), INSTRUMENT
        self.course, self.out = root / "course", root / "out"
        self.store = root / "private" / "survey"
        self.course.mkdir(parents=True)
        self.store.mkdir(mode=0o700, parents=True)
        shutil.copy(ROOT / "course" / "disclosure.yaml", self.course)
        self.plan(DAYS)

    def plan(self, days, text=PLAN):
        (self.course / "publication.yaml").write_text(text.replace("{days}", ", ".join(days)))

    def case(self, day, by="A. Test"):
        dataset = self.made.write(self.root / "dataset")
        today = date.fromisoformat(day)
        return two_people.Case(self.course, self.instrument, dataset, self.store, today, by)

    def release(self, day):
        """Both people's steps."""
        two_people.prepare(self.case(day))
        return two_people.check(self.case(day, "B. Test"), self.out)

    def refused(self, day, by="A. Test"):
        with pytest.raises(CoprodError) as refusal:
            two_people.prepare(self.case(day, by))
        return str(refusal.value)

    def ledger(self):
        return two_people.Ledger(self.store / two_people.LEDGER).lines()

    def files(self):
        return {path.name: path.read_bytes() for path in self.out.iterdir()}


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    office.made.answer(260)
    before = office.made.answer(150, "pre", status="released")
    office.made.finish(before[:110])
    return office


def test_a_release_is_what_readers_accept(office):
    done = office.release("2027-02-01")

    release = read_release(office.out, INSTRUMENT)
    assert release.info.release == "2027-02-01"
    assert release.info.rules.smallest_base == 20
    assert release.picture().items["DES1"].base in range(200, 265, 5)
    assert set(done.files) == {path.name for path in office.out.iterdir()}
    change = release.tables["all", "", "change", "DES1"]
    assert set(change.counts) == {"improved", "same", "declined"}
    assert any("hidden, too few answers" in line for line in done.report)


def test_the_same_people_give_the_same_bytes(tmp_path):
    found = []
    for name in ("one", "another"):
        office = Office(tmp_path / name)
        office.made.answer(200)
        office.release("2027-02-01")
        found.append((office.files(), (office.store / two_people.LEDGER).read_bytes()))

    assert found[0] == found[1]


def test_an_earlier_release_is_written_once_more_byte_for_byte(office):
    office.release("2027-02-01")
    first = office.files()
    office.made.answer(120)
    office.release("2027-03-01")
    assert office.files() != first

    two_people.again(office.case("2027-03-02"), "2027-02-01", office.out)

    assert office.files() == first


def test_one_person_cannot_release(office):
    two_people.prepare(office.case("2027-02-01", "A. Test"))

    with pytest.raises(CoprodError, match="takes two people"):
        two_people.check(office.case("2027-02-01", " a.TEST"), office.out)
    assert not office.out.exists()


def test_the_second_person_has_to_come_to_the_same(office):
    two_people.prepare(office.case("2027-02-01"))
    office.made.answer(40)

    with pytest.raises(CoprodError, match="does not give the same release"):
        two_people.check(office.case("2027-02-01", "B. Test"), office.out)
    assert not (office.store / two_people.LEDGER).exists()


def test_only_whole_batches_refresh_a_figure(office):
    office.release("2027-02-01")
    office.made.answer(9)

    assert "Too few new records since the last release" in office.refused("2027-03-01")


def test_a_release_has_its_date(office):
    assert "The next date is 1 February 2027." in office.refused("2027-01-31")
    office.release("2027-02-01")
    assert "It is not the time for a release." in office.refused("2027-02-20")
    office.plan([])
    assert "No date of publication has been agreed yet." in office.refused("2027-03-01")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({}, "There is nothing to release yet: nobody has answered"),
        ({"phase": "pre", "status": "draft"}, "answered while the course was a draft or a pilot"),
        ({"phase": "pre", "status": "pilot"}, "answered while the course was a draft or a pilot"),
        ({"instrument_version": "cps-0.0"}, "Versions are never pooled."),
        ({"setting": ""}, "not with a setting and a region"),
        ({"consent_cn1": "0"}, "There is nothing to release yet"),
    ],
)
def test_rows_that_may_not_be_released_are_not(tmp_path, rows, words):
    office = Office(tmp_path)
    if rows:
        office.made.answer(300, **rows)

    assert words in office.refused("2027-02-01")


def test_too_few_people_are_nothing_to_release(tmp_path):
    office = Office(tmp_path)
    office.made.answer(9)

    assert "in no form have enough people answered" in office.refused("2027-02-01")


def test_a_dataset_older_than_a_withdrawal_is_refused(office):
    gone = office.made.rows[0]["submission_id"]
    (office.store / "responses.jsonl").write_text(json.dumps({"withdrawn": gone}) + "\n")

    assert "This dataset is older than a withdrawal." in office.refused("2027-02-01")


def test_other_thresholds_cannot_follow(office):
    office.release("2027-02-01")
    office.made.answer(100)
    path = office.course / "disclosure.yaml"
    path.write_text(path.read_text().replace("value: 3\n", "value: 5\n"))

    assert "smallest_services" in office.refused("2027-03-01")


def test_a_ledger_that_was_changed_stops_everything(office):
    office.release("2027-02-01")
    office.made.answer(120)
    office.release("2027-03-01")
    path = office.store / two_people.LEDGER
    first, second = path.read_text().splitlines()

    for lines in ([first.replace('"baseline/DES1"', '"baseline/DES2"'), second], [second]):
        path.write_text("\n".join(lines) + "\n")
        assert "does not follow on" in office.refused("2027-04-01")


def test_whoever_withdraws_leaves_the_dataset_at_once_and_the_counts_after_a_year(office):
    office.made.answer(500)
    office.release("2027-02-01")
    first = json.loads((office.store / two_people.LEDGER).read_text().splitlines()[0])
    office.made.withdraw(500)
    office.made.answer(150)
    soon = office.release("2027-03-01")
    later = office.release("2028-03-01") if office.made.answer(150) else None

    assert not soon.made.rebased
    assert not any(one["left"] for one in soon.record["questions"].values())
    assert later.made.rebased
    assert later.made.left > 0
    assert first["questions"]["baseline/DES1"]["left"] == []


def test_a_release_that_was_cut_off_can_be_made_again(office, monkeypatch):
    """The list of who was counted is a release ahead of the ledger; the one before it fits."""
    office.release("2027-02-01")
    office.made.answer(120)
    two_people.prepare(office.case("2027-03-01"))
    monkeypatch.setattr(two_people.Ledger, "append", _power_cut)
    with pytest.raises(KeyboardInterrupt):
        two_people.check(office.case("2027-03-01", "B. Test"), office.out)
    monkeypatch.undo()

    assert office.release("2027-03-01").releases_before == 1
    assert admitted.load(office.store, office.ledger())[INSTRUMENT.id]["baseline/DES1"]


def test_nobody_else_can_add_a_release_between_the_look_and_the_line(office, monkeypatch):
    two_people.prepare(office.case("2027-02-01"))
    save, held = admitted.save, []

    def watched(*arguments):
        with (office.store / ".lock").open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                held.append(True)
        save(*arguments)

    monkeypatch.setattr(admitted, "save", watched)
    two_people.check(office.case("2027-02-01", "B. Test"), office.out)

    assert held == [True]


def _power_cut(*_):
    raise KeyboardInterrupt


PLANTED = ("Rosalind Planted", "rosalind@planted.example", "7K3M-9QXT-2B4D")


def test_planted_names_and_words_reach_no_file(office, capsys):
    """Free text that got into the dataset stays there; so do rows without a yes."""
    for row in office.made.rows[:40]:
        row["OPN1"], row["pair_note"], row["batch_id"] = PLANTED
    office.made.answer(60, consent_cn1="0", batch_id=PLANTED[0])
    for row in office.made.rows:
        row.setdefault("consent_cn1", "1")

    done = office.release("2027-02-01")
    print(*done.report)

    written = [path.read_text() for path in (*office.out.iterdir(), *office.store.iterdir())]
    everything = "\n".join([*written, *capsys.readouterr()])
    assert [word for word in PLANTED if word in everything] == []
    assert "Rows not taken, without consent: 60." in done.report
    released = "\n".join(path.read_text() for path in office.out.iterdir())
    assert [row for row in office.made.rows if row["submission_id"] in released] == []
    ledger = (office.store / two_people.LEDGER).read_text()
    assert [row for row in office.made.rows if row["submission_id"] in ledger] == []


def test_something_else_is_never_written_over(office):
    office.out.mkdir()
    (office.out / "work.txt").write_text("test record")

    two_people.prepare(office.case("2027-02-01"))
    with pytest.raises(CoprodError, match="it is not a release"):
        two_people.check(office.case("2027-02-01", "B. Test"), office.out)


def test_without_a_date_nothing_is_released(office):
    office.plan(())

    assert "No date of publication has been agreed yet." in office.refused("2027-02-01")


def test_the_course_as_it_is_has_nothing_to_release(tmp_path, capsys):
    """Its consent text has gaps, no date is agreed and nobody has answered: nothing is written."""
    dataset = Made().write(tmp_path / "dataset")
    asked = ["survey", "release", str(tmp_path / "out"), "--dataset", str(dataset), "--by", "A"]

    said = main([*asked, "--course", str(ROOT), "--workspace", str(tmp_path / "workspace")])

    assert said == 1
    told = capsys.readouterr().err
    assert "The consent text of cps-0.1 is not finished. It waits for: [partners:" in told
    assert not (tmp_path / "out").exists()
