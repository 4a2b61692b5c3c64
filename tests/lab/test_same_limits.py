"""What a page of the front end says again of the server's rules is what the server holds to."""

import re

from lab.frontend_sources import FRONTEND

from coprod_training.forum.interest import LIVED, LONGEST
from coprod_training.lab import reports


def source_of(page):
    return (FRONTEND / "src" / "pages" / page).read_text(encoding="utf-8")


def test_the_forums_form_has_room_for_as_much_as_is_kept():
    found = re.findall(r"kept\?\.(\w+) \?\? '',\s*(\d+)", source_of("forum_fields.ts"))

    assert {name: int(most) for name, most in found} == LONGEST


def test_the_forums_form_asks_about_lived_experience_where_it_is_kept_only_with_a_yes():
    (listed,) = re.findall(r"const LIVED = \[(.*?)\];", source_of("forum_fields.ts"), re.S)

    assert {*re.findall(r"'([^']+)'", listed)} == LIVED


def test_a_report_may_be_as_long_as_its_form_says():
    (most,) = re.findall(r"const MOST = (\d+);", source_of("report.ts"))

    assert int(most) == reports.LONGEST
