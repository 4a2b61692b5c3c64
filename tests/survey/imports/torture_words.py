"""More files that try an importer: consent, and words that are not those of the instrument."""

from .forms import column, limesurvey, with_cell, with_column, with_heading, without_column
from .torture import LIME, MS, PEOPLE, SMART, Refused, Rows, Waits, case, raw, replaced

# Consent
case(
    "a no to the consent question",
    raw(with_cell(MS, 0, "I have read", "No")),
    Rows(PEOPLE[1:], {"no-consent": 1}),
)
case(
    "an empty consent question",
    raw(with_cell(MS, 0, "I have read", "")),
    Rows(PEOPLE[1:], {"no-consent": 1}),
)
case(
    "something else in the consent question",
    raw(with_cell(MS, 0, "I have read", "Maybe")),
    Rows(PEOPLE[1:], {"no-consent": 1}),
)
case("no consent question", raw(without_column(MS, "I have read")), Refused("consent question"))

# Other words
case(
    "a question with a changed word",
    raw(with_heading(MS, "Training and", "Training and supporting volunteers")),
    Waits("DEL2.*The words differ"),
)
case("a question that is missing", raw(without_column(MS, "Training and")), Waits("answers DEL2"))
case("a question more", raw(with_column(MS, "What is your favourite colour?", ["Red"] * 4)), Rows())
case(
    "another line before the questions",
    replaced(raw(SMART), (b"Think about the last 12 months.", b"Think about the last 6 months.")),
    Waits("the line before it"),
)
case(
    "another answer in many rows",
    replaced(
        raw(),
        (b"Partnership of these", b"NHS foundation trust"),
        (
            b"Lived experience recovery organisation (LERO) or user-led group",
            b"NHS foundation trust",
        ),
    ),
    Waits("it is in 2 of"),
)
case(
    "a changed question beside its code",
    replaced(raw(LIME), (b"DES3. Making guides", b"DES3. Printing guides")),
    Waits("DES3: in this file"),
)
case(
    "one of several answers with other words",
    replaced(raw(SMART), (b"IPS Grow race equity tools", b"IPS Grow equality tools")),
    Waits("RES1: in this file an answer"),
)
case(
    "an answer of several without a column",
    raw(without_column(LIME, "RES2[3]")),
    Waits("no column for its answer 3"),
)
case(
    "a part that only has a number",
    replaced(raw(limesurvey(PEOPLE, headings="code")), (b"RES1[a]", b"RES1_SQ001")),
    Waits("RES1 has a part called SQ001"),
    instrument="cps-0.1",
)
case("a version that there is not", raw(), Refused("no version of the instrument"), instrument="x")

STEP = next(n for n, part in enumerate(SMART[1]) if "Writing or changing" in part)


def in_grid(*cells):
    """SmartSurvey's export, where cells of its grid of questions hold what they are made of."""
    copy = [list(line) for line in SMART]
    for row, cell in enumerate(cells, 3):
        copy[row][STEP] = cell.format(copy[row][STEP])
    return raw(copy)


case(
    "a grid whose cells say what they are made of",
    in_grid('{{"answer":"{}","row":2}}', '["{}"]', '{{"v":{{"t":"{}"}}}}'),
    Rows(),
)
case("a grid whose cells are cut off", in_grid('{{"answer":"{}","ro'), Rows())
case(
    "a grid whose cell holds two answers",
    in_grid('["{}","Told","Shared"]'),
    Rows(PEOPLE[1:], {"not-an-answer": 1}),
)
case(
    "a grid whose cell holds none",
    in_grid('{{"answer":null}}'),
    Rows(PEOPLE[1:], {"not-an-answer": 1}),
)

# Repeated questions and branches
GUIDES = [line[column(MS, "Making guides")] for line in MS]
DOUBLED = with_column(
    MS, "Making guides, leaflets or other resources for clients2", ["", "", "", ""]
)
case("a heading that Microsoft Forms numbered", raw(DOUBLED), Rows())
BRANCH = with_cell(DOUBLED, 0, "Making guides, leaflets or other resources for clients2", GUIDES[1])
BRANCH = with_cell(BRANCH, 0, "Making guides", "")
case("the same question in a second branch", raw(BRANCH), Rows())
case(
    "two branches with the same answer",
    raw(with_cell(BRANCH, 0, "Making guides", GUIDES[1])),
    Rows(),
)
case(
    "two branches with different answers",
    raw(with_cell(BRANCH, 0, "Making guides", GUIDES[2])),
    Rows(PEOPLE[1:], {"two-answers": 1}),
)
case(
    "the wording for people who are not staff",
    raw(
        with_column(
            with_cell(MS, 0, "Which setting does", ""),
            "Which setting does the IPS service you know mainly work in?",
            [MS[1][7], "", "", ""],
        )
    ),
    Rows(),
)
case(
    "a question mark and a digit",
    raw(with_column(MS, "Which NHS England region?2", ["", "", "", ""])),
    Rows(),
)
case(
    "a question that begins like a column of the tool",
    raw(with_column(MS, "ID. Which number is on your badge?", ["7", "8", "9", "10"], at=5)),
    Rows(),
)
