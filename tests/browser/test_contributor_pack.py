"""The HTML pack in Chromium: written in, saved, opened again, offline; nothing that axe finds."""

from pathlib import Path

import pytest
from in_colours import axe_in_colours
from learner.visiting import some_passages
from playwright.sync_api import expect

from coprod_training.content.course import load_course
from coprod_training.contributions.html_pack import html_of_pack
from coprod_training.contributions.merge_page import merge_page
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.passages import from_data
from coprod_training.contributions.side_by_side import side_by_side
from coprod_training.paper.module_pack import pack_of

pytestmark = [pytest.mark.drawn, pytest.mark.browser]
ROOT = Path(__file__).parents[2]
REF, SLOT = "0123456789abcdef", "m3-s1"  # a test record


@pytest.fixture(scope="module")
def pack():
    return pack_of(
        ROOT, load_course(ROOT / "course"), "safe-sharing", details={}, ref=REF, slot=SLOT
    )


@pytest.fixture(scope="module")
def file(pack, tmp_path_factory):
    path = tmp_path_factory.mktemp("pack") / "pack.html"
    contacts = load_course(ROOT / "course").info.help.contacts
    path.write_text(html_of_pack(pack, contacts=contacts), encoding="utf-8")
    return path


@pytest.fixture
def opened(new_context):
    """Opens a file with no network; asked: what it asked for; refused: what its policy stopped."""

    def opened(path, **more):
        context = new_context(
            viewport={"width": 1280, "height": 900}, accept_downloads=True, **more
        )
        context.set_offline(True)
        page = context.new_page()
        page.asked, page.refused = [], []
        page.on("request", lambda one: page.asked.append(one.url))
        page.on("console", lambda one: page.refused.append(one.text))
        page.on("pageerror", lambda one: page.refused.append(str(one)))
        page.goto(path.as_uri())
        page.wait_for_selector("body.ready")
        return page

    return opened


def saved(page, tmp_path, name="back.html"):
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save my comments").click()
    path = tmp_path / name
    waiting.value.save_as(path)
    return path


def test_axe_finds_nothing_with_every_place_open_in_any_colours(file, opened):
    page = opened(file, bypass_csp=True)
    some_passages(page)

    assert axe_in_colours(page) == []


def test_thirty_comments_and_thirty_edits_come_back_to_their_passages(pack, file, opened, tmp_path):
    page = opened(file)
    numbers = [n for n, one in pack.numbered() if one.sort in ("words", "item", "row", "heading")]
    commented, edited = numbers[10:40], numbers[60:90]
    for number in (*commented, *edited):
        page.locator(f"#passage-{number} details").evaluate("one => { one.open = true }")
    for number in commented:
        page.fill(f"#c{number}", f"Test record: comment on {number} </script><b>")
    for number in edited:
        page.fill(f"#n{number}", f"Test record: passage {number} anew")
    back = read_page(saved(page, tmp_path).read_bytes())
    merged = merge_page(from_data(back.carried["pack"]), back.values, name="t")

    landed = (*merged.said, *merged.for_keeper)  # the first of them are about the terms
    found = {(one.sort, one.number): one.words or one.new for one in landed}
    assert found == {
        **{("comment", n): f"Test record: comment on {n} </script><b>" for n in commented},
        **{("edit", n): f"Test record: passage {n} anew" for n in edited},
    }
    assert merged.not_landed == ()
    assert [url for url in page.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert page.refused == []


def test_a_saved_file_is_opened_again_with_all_that_was_written(file, opened, tmp_path):
    page = opened(file)
    page.get_by_label("Should there be a module on this?").fill("Test record: yes")
    page.get_by_label("It should not be used").check()
    page.get_by_text("Comment on passage 9, or change it").click()
    page.get_by_label("This must change").locator("visible=true").check()
    again = opened(saved(page, tmp_path))

    assert again.get_by_label("Should there be a module on this?").input_value() == (
        "Test record: yes"
    )
    assert again.get_by_label("It should not be used").is_checked()
    assert again.get_by_label("This must change").locator("visible=true").count() == 1
    second = read_page(saved(again, tmp_path, "second.html").read_bytes())
    assert second.values == read_page((tmp_path / "back.html").read_bytes()).values


def test_a_browser_keeps_nothing_unless_the_reader_says_so(file, opened):
    page = opened(file)
    page.get_by_label("Where would you start?").fill("Test record")
    assert page.evaluate("localStorage.length") == 0

    page.get_by_label("This is my own computer").check()
    assert page.evaluate("localStorage.length") == 1
    page.reload()
    assert page.get_by_label("Where would you start?").input_value() == "Test record"

    page.get_by_label("This is my own computer").uncheck()
    assert page.evaluate("localStorage.length") == 0


# Whether the browser would ask before the page is closed.
ASKS = """() => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}"""


def test_closing_asks_where_the_browser_could_not_keep_what_was_written(file, opened):
    page = opened(file)
    page.get_by_label("This is my own computer").check()
    page.get_by_label("Where would you start?").fill("Test record")
    assert page.evaluate(ASKS) is False

    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    page.get_by_label("Where would you start?").fill("Test record, and more")

    assert page.evaluate(ASKS) is True
    expect(page.locator("#status")).to_contain_text("could not keep it. Save the file.")
    page.get_by_label("This is my own computer").uncheck()
    assert page.evaluate(ASKS) is True


def test_from_a_place_to_write_one_comes_to_whom_to_turn_to(file, opened):
    page = opened(file)
    page.locator("#passage-20 details").evaluate("one => { one.open = true }")
    page.locator("#passage-20").get_by_role("link", name="need to talk to somebody").first.click()

    help_ = page.get_by_role("region", name="If you need to talk to somebody")
    assert help_.get_by_role("listitem").first.is_visible()
    expect(help_).to_be_in_viewport()  # the page glides there


def test_what_is_saved_in_a_file_does_not_stay_in_the_browser(file, opened, tmp_path):
    page = opened(file)
    page.get_by_label("This is my own computer").check()
    page.get_by_label("Where would you start?").fill("Test record")
    assert page.evaluate("localStorage.length") == 1

    back = read_page(saved(page, tmp_path).read_bytes())

    assert page.evaluate("localStorage.length") == 0
    assert "Test record" in back.values.values()


def test_on_a_narrow_page_nothing_has_to_be_scrolled_sideways(file, opened):
    page = opened(file)
    page.set_viewport_size({"width": 320, "height": 900})  # 1280 at 400 %

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.fixture
def authors_page(pack, tmp_path):
    values = {
        "3.answer": "Test record: yes",
        "50.new": "Test record: other words",
        "52.comment": "Test record: why?",
        "52.must": "yes",
    }
    merged = merge_page(pack, values, name="abc123")
    path = tmp_path / "side-by-side.html"
    said = side_by_side(pack, merged.said, ["Test record: no passage"], "abc123")
    path.write_text(said, encoding="utf-8")
    return path


def test_axe_finds_nothing_on_the_authors_page_in_any_colours(authors_page, opened):
    assert axe_in_colours(opened(authors_page, bypass_csp=True)) == []


def test_an_author_answers_by_keyboard_and_saves_the_answers(authors_page, opened, tmp_path):
    page = opened(authors_page)
    page.get_by_role("group", name="What do you answer to abc123-2?").get_by_label(
        "Not changed"
    ).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Test record: because.")
    page.get_by_role("button", name="Save my answers").focus()
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "answers.html")

    assert read_page((tmp_path / "answers.html").read_bytes()).values == {
        "abc123-2.answer": "not changed",
        "abc123-2.why": "Test record: because.",
    }
