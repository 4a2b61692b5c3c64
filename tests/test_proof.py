import threading
import time
from pathlib import Path
from types import SimpleNamespace

import campaign
import proof
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

TEST = """
import pytest
from hypothesis import given, strategies as st

@given(st.integers())
def test_property(number):
    pass

def test_saves(record_property):
    record_property("cases", 200)

@pytest.mark.parametrize("number", range(3))
def test_each(number):
    pass

def test_skipped():
    pytest.skip("not here")

def test_faults(record_property):
    record_property("faults", 40)

@pytest.mark.parametrize("months", [12, 24])
def test_months(record_property, months):
    record_property("months of releases attacked", months)
"""


@pytest.fixture
def campaign_of(tmp_path, monkeypatch):
    """Runs a campaign that holds these tests alone, with the course's own settings."""

    def ran(text, places="test_it.py", **how):
        conftest = (proof.ROOT / "tests" / "conftest.py").read_text()
        (tmp_path / "conftest.py").write_text(conftest)
        (tmp_path / "test_it.py").write_text(text)
        monkeypatch.setattr(proof, "ROOT", tmp_path)
        monkeypatch.setenv("PYTHONPATH", str(proof.Path(proof.__file__).parent))
        results = tmp_path / "results.xml"
        code, used = proof.run(places, results, **how)
        assert used > 0
        return proof.outcome_in(results, code)

    return ran


@pytest.mark.slow
def test_cases_are_counted_and_a_full_campaign_tries_ten_times_as_many(campaign_of):
    found = campaign_of(TEST)

    assert (found.tests, found.held, found.wrong, found.skipped) == (9, 8, 0, 1)
    assert found.cases == 10 * 100 + 200 + 6
    assert found.proves


@pytest.mark.drawn
@pytest.mark.slow
def test_what_is_asked_for_by_number_is_counted_also_by_many_workers(campaign_of):
    found = campaign_of(TEST, workers=2)

    assert found.counted == {"faults": 40, "months of releases attacked": 24}
    assert found.why == {"not here": 1}


LAST = """
from pathlib import Path

def test_it_comes_last():
    assert Path("/proc/self/autogroup").read_text().endswith(" nice 19\\n")
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="not shared by session here")
@pytest.mark.parametrize("gives_way", [True, False])
def test_a_campaign_that_gives_way_comes_after_whatever_else_is_at_work(campaign_of, gives_way):
    assert campaign_of(LAST, gives_way=gives_way).held == int(gives_way)


@pytest.mark.slow
def test_a_campaign_that_was_skipped_proves_nothing(campaign_of):
    found = campaign_of("import pytest\ndef test_it():\n    pytest.skip('not here')\n")

    assert not found.proves
    row = found.row("It", 2, 1, "abc")
    assert "**Everything was skipped.** | 1 | 0 | 0 | 0 | 1 | 2 s | 1 s | abc |" in row


@pytest.mark.slow
def test_a_failure_is_not_lost_and_counts_for_nothing(campaign_of):
    found = campaign_of(
        "def test_it(record_property):\n    record_property('faults', 9)\n    assert 0\n"
    )

    assert (found.wrong, found.cases, found.proves) == (1, 1, False)
    assert (found.named, found.counted) == (["test_it: test_it"], {})
    assert "**Did not hold.**" in found.row("It", 1, 1, "abc")


@pytest.mark.slow
def test_a_run_that_never_began_is_no_result(campaign_of):
    assert not campaign_of(TEST, places="missing.py --no-such-option").proves


def test_a_missing_file_is_no_result(tmp_path):
    found = proof.outcome_in(tmp_path / "none.xml", 3)

    assert not found.proves
    assert "**Did not finish.**" in found.row("It", 1, 1, "abc")


def test_a_run_that_broke_off_proves_nothing(tmp_path):
    (tmp_path / "0.xml").write_text("<testsuites><testsuite><testcase/></testsuite></testsuites>")

    assert not proof.outcome_in(tmp_path / "0.xml", 2).proves
    assert proof.outcome_in(tmp_path / "0.xml", 0).proves


def test_a_test_with_its_own_count_is_enlarged_once():
    @settings(max_examples=7)
    @given(st.integers())
    def one(number):
        pass

    campaign.enlarge([one, one, test_a_missing_file_is_no_result])

    assert one._hypothesis_internal_use_settings.max_examples == 70


NAMES = ("test_many", "test_few", "test_all")


class _Case:
    """As much of a test as `campaign.sampled` looks at."""

    def __init__(self, name, number, most=None, **more):
        self.path, self.originalname, self.name = Path("test_file.py"), name, f"{name}[{number}]"
        self._marker = SimpleNamespace(args=(most,), kwargs=more) if most else None

    def get_closest_marker(self, name):
        return self._marker


def test_a_sample_keeps_as_many_cases_as_it_says_and_the_same_each_time():
    items = [
        *(_Case("test_many", number, 5) for number in range(20)),
        *(_Case("test_few", number, 5) for number in range(3)),
        *(_Case("test_all", number) for number in range(9)),
    ]

    kept, left_out = campaign.sampled(items)

    assert [sum(one.originalname == name for one in kept) for name in NAMES] == [5, 3, 9]
    assert sorted(kept + left_out, key=items.index) == items
    assert campaign.sampled(items) == (kept, left_out)


def test_a_sample_always_holds_what_it_says_and_is_no_longer_for_it():
    items = [_Case("test_many", number, 4, always="[3") for number in range(10, 32)]

    kept, _ = campaign.sampled(items)

    assert len(kept) == 4
    assert [one.name for one in kept[-2:]] == ["test_many[30]", "test_many[31]"]


def test_a_sample_can_always_hold_several():
    always = ("[12]", "[30]")
    items = [_Case("test_many", number, 2, always=always) for number in range(10, 32)]

    kept, _ = campaign.sampled(items)

    assert [one.name for one in kept] == ["test_many[12]", "test_many[30]"]


class _OfAStory:
    """As much of a test as `campaign.drawn` looks at: one of three in its file."""

    def __init__(self, file, number, drawn=True):
        self.path, self.name = Path(file), f"{file}::test_{number}"
        self._nodes = [(SimpleNamespace(nodeid=file), None)] if drawn else []

    def iter_markers_with_node(self, name):
        return iter(self._nodes)


def test_of_the_long_stories_one_in_forty_is_told_whole_and_another_word_tells_others():
    items = [
        _OfAStory(f"test_{number // 3}.py", number, drawn=number < 240) for number in range(264)
    ]

    told = {word: campaign.drawn(items, word)[0] for word in ("a", "b")}

    assert [len(one) for one in told.values()] == [6 + 24, 6 + 24]
    for kept in told.values():
        files = [one.path for one in kept]
        assert {files.count(file) for file in files} == {3}
        assert items[240:] == kept[6:]
    assert told["a"] != told["b"]
    assert campaign.drawn(items, "a")[0] == told["a"]


def test_in_a_while_every_long_story_is_told():
    items = [_OfAStory(f"test_{number}.py", number) for number in range(80)]

    told = {one for commit in range(400) for one in campaign.drawn(items, f"{commit}")[0]}

    assert len(told) == len(items)


class _OnADatabase:
    """As much of a test as `campaign.either` looks at."""

    def __init__(self, number, kind):
        self.path, self.name, self.kind = Path("test_a.py"), f"test_{number}[{kind}-one]", kind

    def get_closest_marker(self, name):
        return SimpleNamespace(args=(self.kind,)) if self.kind else None


def test_each_test_runs_on_either_database_and_on_the_other_by_another_word():
    items = [
        _OnADatabase(number, kind) for number in range(40) for kind in ("sqlite", "postgresql")
    ]
    alone = _OnADatabase(40, None)

    told = {word: campaign.either([*items, alone], word)[0] for word in "abcdefgh"}

    for kept in told.values():
        assert kept[-1] is alone
        assert [one.name.split("[")[0] for one in kept[:-1]] == [f"test_{n}" for n in range(40)]
        assert {one.kind for one in kept} == {"sqlite", "postgresql", None}
    assert {one for kept in told.values() for one in kept} == {*items, alone}
    assert campaign.either([*items, alone], "a")[0] == told["a"]


def test_one_of_several_is_drawn_for_each_name_and_all_are_tried_in_full(monkeypatch):
    several, pages = ["light", "dark", "forced"], [f"page-{number}" for number in range(30)]
    monkeypatch.setattr(campaign, "is_full", lambda: False)
    drawn = [campaign.one_of(several, page) for page in pages]

    assert {len(each) for each in drawn} == {1}
    assert {one for each in drawn for one in each} == {*several}
    assert [campaign.one_of(several, page) for page in pages] == drawn
    monkeypatch.setattr(campaign, "is_full", lambda: True)
    assert campaign.one_of(several, pages[0]) == several


def test_no_more_campaigns_run_at_a_time_than_there_are_lanes(monkeypatch):
    names, now, most, lock = ["a", "b", proof.FAULTS, "c", "d", "e"], [], [], threading.Lock()

    def prove(number, name):
        with lock:
            now.append(name)
            most.append(sum(proof.TAKES.get(one, 1) for one in now))
        time.sleep(0.05)
        with lock:
            now.remove(name)
        if name == "c":
            raise RuntimeError("it broke")

    monkeypatch.setattr(proof, "LANES", 3)
    monkeypatch.setattr(proof, "_prove", prove)

    with pytest.raises(RuntimeError, match="it broke"):
        proof._prove_all(list(enumerate(names)))

    assert len(most) == len(names)
    assert max(most) == 3
