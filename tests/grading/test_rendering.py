import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from coprod_training.grading.rendering import as_html, as_markdown, is_blank

HOSTILE = (
    "<script>alert(1)</script>",
    "</pre><img src=x onerror=alert(1)>",
    "$x$ \\(y\\) $$z$$",
    "# Title",
    "- item",
    "[link](javascript:alert(1))",
    "![](x)",
    "`code`",
    "**bold** _it_",
    "\n\n    indented\n\n<b>",
    "https://example.org",
    "&lt;b&gt;",
    "| a | b |\n|---|---|",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_act_when_the_page_is_drawn(words):
    page = markdown2html_mistune(as_markdown(words)).strip()

    assert page.startswith("<pre")
    assert page.endswith("</pre>")
    assert not set("<$\\`") & set(page[page.index(">") + 1 : -len("</pre>")])


@given(st.text())
def test_the_markdown_is_one_inert_line(words):
    source = as_markdown(words)
    inside = source[source.index(">") + 1 : -len("</pre>")]

    assert all(sign.isalnum() or sign in " &#;" or sign > "\x7f" for sign in inside)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"))))
def test_the_words_come_back_in_a_browser(words):
    assert shown(words).split() == words.split()


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b\x1bc\x07", "abc"),
        ("tab\there", "tab\there"),
    ],
)
def test_what_controls_a_screen_is_left_out(words, kept):
    assert shown(words).strip() == kept


def shown(words):
    return html.unescape(as_markdown(words).split(">", 1)[1].removesuffix("</pre>"))


def test_html_is_escaped_and_left_alone_by_tex():
    page = as_html(("Your answer:", "<i>$x$</i>\nmore"), ("Why:", ""))

    assert page == (
        '<div class="tex2jax_ignore mathjax_ignore"><p><strong>Your answer:</strong> '
        "&lt;i&gt;$x$&lt;/i&gt;<br>more</p></div>"
    )


@pytest.mark.parametrize("words", ["", " \n\t", "\u200b\u2060", "\x00"])
def test_words_that_show_nothing_are_blank(words):
    assert is_blank(words)


@pytest.mark.parametrize("words", ["a", "?", "+", "😀"])
def test_any_sign_that_shows_is_an_answer(words):
    assert not is_blank(words)
