"""One HTML file that needs no login and no network, and keeps what is written on it in itself."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from coprod_training.contributions.help_contacts import Contact, help_block, with_the_way_there

_STATIC = Path(__file__).with_name("static")
LEAVE = '<header class="leave"><a href="about:blank" rel="noreferrer">Leave this page</a></header>'
"""A blank page in its place, at once: nobody sees over a shoulder what somebody was reading."""
LEAVES = (
    "“Leave this page” shows a blank page straight away. Anything that you have not saved is lost."
)
KEEP = "This is my own computer: keep what I write in this browser until I save it"


def one_file_page(
    *,
    title: str,
    main: str,
    carried: Mapping[str, Any],
    shelf: str,
    file: str,
    save: str,
    no_script: str,
    contacts: Sequence[Contact] = (),
) -> str:
    """The whole file.

    main: HTML. carried: what whoever reads the file back needs to know. shelf: the name under which
    a browser may keep what is written, another one for each page. file: the name of the copy that
    is saved. save: the words on the button. contacts: whom contributors can turn to; none on a page
    that is not for them, or has no place to write freely. no_script: what to do in a browser that
    runs no script, which is not the same for any two pages.
    """
    style = (_STATIC / "one_file_page.css").read_text(encoding="utf-8")
    script = (_STATIC / "keep_in_file.js").read_text(encoding="utf-8")
    # The browser itself refuses every other script, and everything from outside.
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    if contacts:
        main = f"{with_the_way_there(main)}\n{help_block(contacts)}"
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body data-shelf="{escape(shelf)}" data-file="{escape(file)}">
{LEAVE}
<main>
<h1>{escape(title)}</h1>
<p class="note">{LEAVES}</p>
<noscript><p class="label">{escape(no_script)}</p></noscript>
{main}
</main>
<section class="save" aria-label="Saving">
<label class="choice"><input type="checkbox" id="keep"> {escape(KEEP)}</label>
<button type="button" id="save">{escape(save)}</button>
<p role="status" id="status"></p>
</section>
<script type="application/json" id="carried">{_inside(carried)}</script>
<script type="application/json" id="said">null</script>
<script>{script}</script>
</body>
</html>
"""


def choice(key: str, question: str, choices: Mapping[str, str], *, more: str = "") -> str:
    """A question of which one answer can be chosen, as HTML. key: what the answer is kept under.

    choices: the words of each answer, by what is kept of it. more: HTML that belongs to the same
    question, below its answers.
    """
    name = escape(key)
    found = "\n".join(
        f'<label class="choice"><input type="radio" name="{name}" value="{escape(value)}" '
        f'data-key="{name}"> {escape(text)}</label>'
        for value, text in choices.items()
    )
    return f"<fieldset><legend>{escape(question)}</legend>\n{found}\n{more}</fieldset>"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _inside(data: Mapping[str, Any]) -> str:
    """JSON that cannot end the script it stands in."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
