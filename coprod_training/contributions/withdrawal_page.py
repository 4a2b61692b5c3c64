"""The pages behind a withdrawal link: one question, one button, no script, nothing to log in to."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from coprod_training.contributions.one_file_page import LEAVE

_STYLE = (Path(__file__).with_name("static") / "one_file_page.css").read_text(encoding="utf-8")

BUTTON = "Stop using my words"
ASK = f"""\
<h1>Take your words out of the course</h1>
<p>You can pause instead, or change your words or your credit. For that, tell the contribution
keeper, named in your terms.</p>
<p>If you press the button, no new copy of the course has your words, and the places where we
publish it are changed. We delete our copy of your words: this cannot be undone. If you come back
later, it is a new contribution. You need no reason, and you are still paid.</p>
<p>Copies that people have downloaded or printed already cannot be called back.</p>
<form method="post"><button type="submit">{BUTTON}</button></form>
"""
DONE = """\
<h1>Your words are withdrawn</h1>
<p>No new copy of the course has them. The contribution keeper takes them out where the course is
open now: please tell them as well, so that it is done today. Where they were, the page says that a
contribution was here, and no more.</p>
<p>You are not asked again, unless you tell the keeper that you would like to be.</p>
"""
# A withdrawal may have ended half-way: whoever comes back can have it finished.
DONE_BEFORE = f"""\
{DONE}<p>If you were told that something did not work, press the button again. It finishes what was
left, and changes nothing else.</p>
<form method="post"><button type="submit">{BUTTON}</button></form>
"""
PARTLY = """\
<h1>Your words are withdrawn, but may still be shown</h1>
<p>No new copy of the course has them. But something could not be changed, or looked at, from here.
Please tell the contribution keeper that you want your words taken out everywhere. They do it on the
same day.</p>
"""
UNKNOWN = """\
<h1>This link leads to nothing here</h1>
<p>Check that it is complete: an email program may have cut it. If it is, tell the contribution
keeper that you want your words taken out. They do it on the same day.</p>
"""
NOT_DONE = """\
<h1>This did not work</h1>
<p>Something went wrong here, and not with you. Please tell the contribution keeper that you want
your words taken out. They do it on the same day.</p>
"""


def page(main: str) -> str:
    """The whole page."""
    title = main[main.index("<h1>") + 4 : main.index("</h1>")]
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{_STYLE}</style>
</head>
<body>
{LEAVE}
<main>
{main}</main>
</body>
</html>
"""


def headers() -> dict[str, str]:
    """What a server says with it: kept nowhere, told nobody, and nothing loaded from elsewhere."""
    style = b64encode(sha256(_STYLE.encode()).digest()).decode()
    return {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{style}'; img-src data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    }
