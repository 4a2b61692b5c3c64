"""The report of a release: every number of it is published, and nothing more is claimed."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from coprod_training.activities.national_compare import Figures
from coprod_training.cli import main
from coprod_training.content.released import read_release
from coprod_training.disclosure.cells import PROTECTS
from coprod_training.survey.report import charts as pictures
from coprod_training.survey.report.charts import CHARTS
from coprod_training.survey.report.page import report
from coprod_training.survey.report.programme import read_programme
from coprod_training.survey.report.published import Published

from .built import built
from .made_release import RECORDS, made_programme, made_release, with_change
from .self_checks import INSTRUMENT

STEPPED = {item.id for item in INSTRUMENT.items if item.codes == "maturity"}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    root = tmp_path_factory.mktemp("report")
    release = with_change(made_release(root / "release"))
    programme = read_programme(made_programme(root / "programme.csv"), release.info.rules)
    return Published(release, INSTRUMENT, programme)


@pytest.fixture(scope="module")
def html(published):
    return report(published)


class Outline(HTMLParser):
    """The tags of a page in their order."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def charts(published):
    return {one.id: one for one in (draw(published) for draw in CHARTS)}


def test_each_picture_of_the_folder_is_in_the_report():
    files = {path.stem for path in Path(pictures.__file__).parent.glob("[!_]*.py")}

    assert files == {draw.__module__.rpartition(".")[2] for draw in CHARTS}, "CHARTS"


def test_each_picture_has_a_title_a_description_a_table_and_one_sentence(published):
    for chart in charts(published).values():
        assert not chart.missing, chart.id
        assert chart.svg.count("<title ") == chart.svg.count("<desc ") == 1
        assert chart.tables
        assert chart.sentence.count(". ") == 0
        assert chart.sentence.endswith(".")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (("40", "35"), "In {all} of {all} kinds of work, more people chose"),
        (("35", "40"), "In 0 of {all} kinds of work, more people chose"),
        (("5", None), "In at least {others} of {all} kinds of work, more people chose"),
    ],
)
def test_what_hidden_numbers_leave_open_is_said_to_be_open(published, counts, said):
    """Of one question; the others have 40 below the line, and 35 above."""
    low, high = (None if one is None else int(one) for one in counts)
    rest = dict.fromkeys(("0", "1", "3", "4"), 0)
    usual = Figures(base=75, counts={**rest, "2": 40, "5": 35})
    one = Figures(base=75, counts={**rest, "2": low, "5": high, "4": high and 0})
    same_for_all = high is not None
    tables = {
        key: (one if same_for_all or key[3] == "DES1" else usual)
        if key[3] in STEPPED and key[:3] == ("all", "", "baseline")
        else value
        for key, value in published.release.tables.items()
    }
    release = replace(published.release, tables=tables)

    sentence = charts(replace(published, release=release))["steps"].sentence

    assert sentence.startswith(said.format(all=len(STEPPED), others=len(STEPPED) - 1))
    assert ("in 1, it cannot be told" in sentence) == (high is None)


def test_without_the_programme_its_two_pictures_say_that_nothing_is_published(published):
    bare = charts(Published(published.release, INSTRUMENT))

    missing = {name for name, chart in bare.items() if chart.missing}
    assert missing == {"completion", "coverage"}
    assert bare["coverage"].missing == "Not published yet."


def test_before_and_after_are_never_shown_without_the_looking_back_answers(tmp_path, published):
    kept = made_release(tmp_path / "release", keep=lambda line: "THN" not in line[4])
    without = with_change(kept)
    bare = charts(Published(without, INSTRUMENT, published.programme))

    assert bare["change"].missing
    assert bare["areas"].missing
    assert not bare["steps"].missing


LOOKING_BACK = tuple(f"THN{n}" for n in range(1, 5))


def test_before_and_after_are_not_shown_beside_hidden_looking_back_answers(tmp_path, published):
    hidden = with_change(made_release(tmp_path / "release", hidden=LOOKING_BACK))
    bare = charts(Published(hidden, INSTRUMENT, published.programme))

    assert bare["change"].missing == "Not published yet."
    assert bare["areas"].missing == "Not published yet."
    assert not bare["steps"].missing


def test_an_area_whose_looking_back_answers_are_hidden_shows_no_before_and_after(tmp_path):
    release = made_release(tmp_path / "release", hidden=LOOKING_BACK[:1])
    areas = charts(Published(release, INSTRUMENT))["areas"]
    design, *others = areas.tables[0].rows

    assert design == ("Design", "c", "c", "c")
    assert not any(cell == "c" for row in others for cell in row)
    assert " of 3 areas, the share" in areas.sentence
    assert areas.svg.count("Hidden: before, after, looking back at before") == 1
    assert "post.DES1" not in areas.figures
    assert "post.PRO1" in areas.figures
    assert "before and after are not shown either" in areas.notes[-1]


def test_change_is_shown_with_how_many_were_matched_and_lost(published):
    first, *_ = charts(published)["change"].tables
    (_, improved, same, declined, matched, lost), *_ = first.rows

    assert (improved, same, declined, matched) == ("30", "45", "15", "90")
    assert int(lost) == published.figures("DES1", "pre").base - 90
    notes = " ".join(charts(published)["change"].notes)
    assert "both rounded. Among these are people who wait to be counted" in notes


def test_every_number_of_the_steps_is_one_of_the_release(published):
    tables = charts(published)["steps"].tables
    shown = {row[0]: row[1:] for table in tables for row in table.rows}

    for item in (one for one in INSTRUMENT.items if one.codes == "maturity"):
        figures = published.figures(item.id)
        shares = ["c" if n is None else f"{int(100 * n / figures.base + 0.5)}%"
                  for n in (figures.counts[str(step)] for step in range(6))]  # fmt: skip
        assert list(shown[item.text][:6]) == shares
        assert shown[item.text][6] == str(figures.base)


def test_a_hidden_number_is_a_dashed_box_and_a_c_and_never_a_zero(published):
    steps = charts(published)["steps"]
    hidden = sum(row[1:7].count("c") for table in steps.tables for row in table.rows)

    assert hidden > 0
    assert steps.svg.count('class="hidden"') == hidden + 1  # and the key
    assert not any(cell in ("0", "0%") for t in steps.tables for row in t.rows for cell in row)


def test_a_group_that_is_hidden_whole_is_said_to_be(published):
    release = charts(Published(read_records(), INSTRUMENT))

    assert "All hidden" in release["steps"].svg


def read_records():
    return read_release(RECORDS, INSTRUMENT)


CLAIMS = re.compile(
    r"\b(because of the course|thanks to|led to|effect of|works better|best|worst|top|bottom|"
    r"most co-productive|services (?:do|are|have improved)|all services say)\b",
    re.IGNORECASE,
)


def test_nothing_is_claimed_that_such_figures_cannot_show(html):
    words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)

    assert CLAIMS.findall(words) == []
    assert "cannot show that a course caused a change" in words
    assert "They do not stand for all services" in words
    assert "Nobody has watched them do it" in words
    assert "Nothing here ranks services or regions" in words


def test_it_says_what_the_rules_protect_and_where_to_read_what_they_do_not(html):
    assert PROTECTS in html
    assert "nobody can tell" not in html
    assert "“What published figures can tell”" in html


def test_settings_and_regions_stand_in_the_order_of_the_alphabet(published):
    for group in ("setting", "region"):
        names = [published.name_of(group, value) for value in published.values(group)]
        assert names == sorted(names)
        assert len(names) == 3


def test_the_headings_go_down_one_level_at_a_time_from_one_title(html):
    levels = [int(tag[1]) for tag, _ in Outline(html).tags if re.fullmatch("h[1-6]", tag)]

    assert levels.count(1) == 1
    assert all(now - before <= 1 for before, now in pairwise(levels))


def test_every_id_is_there_once_and_every_link_leads_to_one(html):
    tags = Outline(html).tags
    ids = [at["id"] for _, at in tags if "id" in at]
    links = [at["href"][1:] for tag, at in tags if tag == "a"]
    named = [name for _, at in tags for name in at.get("aria-labelledby", "").split()]

    assert len(ids) == len(set(ids))
    assert set(links + named) <= set(ids)


def test_it_is_one_file_that_asks_for_nothing(html):
    assert not re.search(r"(?:src|href)=\"(?!#|data:)", html)
    assert "<script" not in html
    assert "default-src 'none'" in html


def test_the_same_release_gives_the_same_bytes(published, html):
    assert report(published) == html


def test_it_says_when_it_was_published_and_what_each_figure_is_called(html):
    assert "Published on 1 March 2027. Answers given from December 2026 to February 2027." in html
    assert "<code>baseline.DES1</code>" in html


def test_the_command_reads_a_released_folder_and_no_dataset(tmp_path, capsys):
    out = tmp_path / "report.html"

    assert main(["survey", "report", str(RECORDS), str(out)]) == 0
    assert "Not published yet." in out.read_text()
    assert main(["survey", "report", str(built(tmp_path)), str(tmp_path / "no.html")]) == 1
    assert "This is a dataset" in capsys.readouterr().err
    assert not (tmp_path / "no.html").exists()


def test_without_a_release_there_is_no_report(tmp_path, capsys):
    assert main(["survey", "report", str(tmp_path), str(tmp_path / "no.html")]) == 1
    assert "Nothing has been released here." in capsys.readouterr().err
