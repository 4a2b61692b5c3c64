"""Learners' words as text that nothing can act on: not HTML, not Markdown, not TeX."""

import html
import re
import unicodedata

# MathJax (2 and 3), as nbconvert's pages set it up, leaves elements with these classes alone.
_NO_TEX = 'class="tex2jax_ignore mathjax_ignore"'


def is_blank(text: str) -> bool:
    """Whether the text shows nothing: only spaces, controls and characters of no width."""
    return not any(unicodedata.category(sign)[0] in "LNPSM" for sign in text)


def as_markdown(text: str) -> str:
    r"""A Markdown cell that shows exactly these words, line breaks included, and nothing else.

    Every sign that is not a letter, digit or space becomes a numeric entity, so Markdown, TeX and
    HTML all see one inert line; `pre` is an element that MathJax skips.

    >>> as_markdown("<b> $x$")
    '<pre style="white-space: pre-wrap">&#60;b&#62; &#36;x&#36;</pre>'
    """
    inert = re.sub(r"[^\w ]|_", _entity, _printable(text))
    return f'<pre style="white-space: pre-wrap">{inert}</pre>'


def as_html(*paragraphs: tuple[str, str]) -> str:
    """(label, words) pairs as escaped HTML; a pair without words is left out."""
    rows = "".join(
        f"<p><strong>{html.escape(label)}</strong> {_lines(words)}</p>"
        for label, words in paragraphs
        if words
    )
    return f"<div {_NO_TEX}>{rows}</div>"


def _lines(words: str) -> str:
    return html.escape(_printable(words)).replace("\n", "<br>")


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _printable(text: str) -> str:
    """Without control characters (entities may not name them), and with one kind of line break."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign
        for sign in text
        if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Cn")
    )
