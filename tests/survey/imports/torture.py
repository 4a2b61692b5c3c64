"""Files that try an importer, made from shapes that were seen in the wild. Each says what it tries.

A case is bytes, what a steward says with the command, and what has to come of it:
Rows (these people's answers exactly, so many rows kept out for these reasons), Waits (something is
to be settled first, in these words) or Refused (no table can be read, in these words).
"""

from dataclasses import dataclass, field

from .forms import (
    as_csv,
    limesurvey,
    msforms,
    people,
    person,
    smartsurvey,
    with_cell,
    with_column,
    with_heading,
)

PEOPLE = people(4)
MS, SMART, LIME = msforms(PEOPLE), smartsurvey(PEOPLE), limesurvey(PEOPLE)


@dataclass(frozen=True)
class Rows:
    """The answers that have to be kept, and the reasons for the rows that are kept out."""

    said: list = field(default_factory=lambda: PEOPLE)
    kept_out: dict = field(default_factory=dict)
    unchanged: int = 0


@dataclass(frozen=True)
class Waits:
    words: str


@dataclass(frozen=True)
class Refused:
    words: str


CASES = {}


def case(name, content, wanted, **asked):
    assert name not in CASES, name
    CASES[name] = (content, asked, wanted)


def replaced(content, *pairs):
    for old, new in pairs:
        assert old in content, old
        content = content.replace(old, new)
    return content


def raw(grid=None, **how):
    return as_csv(MS if grid is None else grid, **how)


# Character sets and signs
case("a mark of UTF-8 at the beginning", raw(encoding="utf-8-sig"), Rows())
case("UTF-16 with a mark", raw(encoding="utf-16"), Rows())
case(
    "UTF-16 without a mark", raw(encoding="utf-16-le"), Refused("characters that no text file has")
)
case(
    "Windows dashes and quotes",
    replaced(raw(encoding="cp1252"), (b"People's", b"People\x92s"), (b"Don't", b"Don\x92t")),
    Rows(),
)
case(
    "Windows dashes that were taken for Latin-1",
    replaced(raw(), ("1–3 years".encode(), "1\x963 years".encode())),
    Rows(),
)
case("a byte that no character set has", raw() + b"\x81\x8d\xff", Refused("cannot be read as text"))
case(
    "hard blanks in headings and answers",
    replaced(
        raw(),
        (b"Which setting does", "Which\u00a0setting\u00a0does".encode()),
        (b"Primary care", "Primary\u00a0care\u00a0".encode()),
    ),
    Rows(),
)
case(
    "zero-width signs",
    replaced(
        raw(),
        (b"Which NHS", "\u200bWhich\ufeff NHS".encode()),
        (b"South East", "South\u200b East".encode()),
    ),
    Rows(),
)
case(
    "curly quotes and three dots in one",
    replaced(
        raw(),
        (b"People's", "People’s".encode()),
        (b"Don't", "Don‘t".encode()),
        ("…pay".encode(), b"...pay"),
    ),
    Rows(),
)
case(
    "dashes of every kind",
    replaced(
        raw(),
        ("1–3 years".encode(), "1—3 years".encode()),
        (b"user-led", "user‑led".encode()),
    ),
    Rows(),
)
case(
    "line breaks in headings",
    raw(
        with_heading(
            MS, "What kind of organisation", "What kind of\norganisation runs\r\nthe service?\n"
        )
    ),
    Rows(),
)
case(
    "other capitals and doubled blanks",
    replaced(
        raw(),
        (b"NHS trust", b"NHS  Trust"),
        (b"Which NHS England region?", b"Which  NHS england region?"),
    ),
    Rows(),
)
case("letters made of two signs", raw(with_cell(MS, 0, "Tell us", "cafe\u0301")), Rows())

# Delimiters and lines
case("semicolons", raw(delimiter=";"), Rows())
case("tabs", raw(delimiter="\t"), Rows())
case("Excel's own line for the delimiter", b"sep=;\r\n" + raw(delimiter=";"), Rows())
case("everything in quotes", raw(quoting=1), Rows())
case("lines that end as on Unix", raw(end="\n"), Rows())
case("lines that end as on old Macs", raw(end="\r"), Rows())
case("no line end at the end", raw().rstrip(b"\r\n"), Rows())
case(
    "blank lines between and at the end",
    replaced(raw(), (b"\r\n2,", b"\r\n\r\n,,,\r\n2,")) + b"\r\n\r\n",
    Rows(),
)
case("a quotation mark that is never closed", raw() + b'5,"13/10/2026', Refused("never closed"))
case("quotation marks that do not fit", raw() + b'5,"a"b,"c"\r\n', Refused("do not fit together"))
case("a line that was cut off", raw()[:-40], Rows(PEOPLE[:3], {"torn": 1}))
case("a line with a cell too many", raw()[:-2] + b",more\r\n", Rows(PEOPLE[:3], {"torn": 1}))
case("commas too many at the end of a line", raw()[:-2] + b",,,\r\n", Rows())
case(
    "a cell that is longer than any answer",
    raw(with_cell(MS, 0, "Tell us", "x" * 200_000)),
    Refused("longer than any answer"),
)
case(
    "a text that holds line breaks, commas and quotes",
    raw(with_cell(MS, 0, "Tell us", 'we, "all",\r\nchanged; a lot')),
    Rows(),
)
case("a text that begins as a formula does", raw(with_cell(MS, 0, "Tell us", "=1+1;-2,@x")), Rows())

# Headings and rows around the answers
case(
    "banner rows above the headings",
    raw([["Co-production survey"], [], ["Exported today"], *MS]),
    Rows(),
)
case("headings once more between the answers", raw([*MS[:3], MS[0], *MS[3:]]), Rows())
case(
    "two lines of headings, codes below words",
    raw([limesurvey(PEOPLE, headings=one)[0] for one in ("text", "code")] + LIME[1:]),
    Rows(),
)
case("three lines of headings", raw(SMART), Rows())
case(
    "the first row of answers lost its id",
    raw([*SMART[:3], ["", *SMART[3][1:]], *SMART[4:]]),
    Rows(PEOPLE[1:], {"no-id": 1}),
)
case(
    "a row of totals at the end",
    raw([*MS, ["Total", *[""] * (len(MS[0]) - 2), "4"]]),
    Rows(PEOPLE, {"no-consent": 1}),
)
case("columns in another order", raw([[*line[:5], *reversed(line[5:])] for line in MS]), Rows())
case("an empty column in the middle", raw(with_column(MS, "", [""] * 4, at=9)), Rows())
case("no headings at all", raw(MS[1:]), Refused("has the headings of a survey"))
case("a table of something else", raw([["a", "b"], ["1", "2"]]), Refused("has the headings"))
case("only headings", raw(MS[:1]), Rows([]))

# Answers
case("no semicolon at the end of several", replaced(raw(), (b";,", b",")), Rows())
case("semicolons and blanks at the end", replaced(raw(), (b";,", b" ; ;,")), Rows())
MANY = [person(0, RES1=["a", "c", "e"], RES2=["1", "4"]), *PEOPLE[1:]]
case("several answers", raw(msforms(MANY)), Rows(MANY))
case(
    "the same answer twice",
    replaced(raw(msforms(MANY)), (b"Time;Training;", b"Time;Training;Time;")),
    Rows(MANY),
)
case(
    "none together with others",
    raw(msforms([person(0, RES1=["a", "g"]), *PEOPLE[1:]])),
    Rows(PEOPLE[1:], {"excludes-others": 1}),
)
case(
    "more answers than the form allows",
    raw(msforms([person(0, RES2=["1", "2", "3"])])),
    Rows([], {"too-many": 1}),
)
case(
    "an answer that somebody typed",
    raw(with_cell(MS, 0, "Which setting does", "Prison")),
    Rows(PEOPLE[1:], {"not-an-answer": 1}),
)
case(
    "an empty answer where one is needed",
    raw(with_cell(MS, 0, "Which NHS", "")),
    Rows(PEOPLE[1:], {"required": 1}),
)
LESS = [person(0, DES1="", FRQ2="", RES1=[]), *PEOPLE[1:]]
case("answers that were left out", raw(msforms(LESS)), Rows(LESS))
case(
    "the step with its short name",
    replaced(
        raw(), (b"We asked for views. Staff decided", b"Asked: We asked for views. Staff decided")
    ),
    Rows(),
)
case(
    "the short name of a step alone",
    replaced(raw(), (b"We asked for views. Staff decided", b"Asked")),
    Rows(),
)
case(
    "a number in the place of words",
    raw(with_cell(MS, 0, "Writing or changing", "3")),
    Rows(PEOPLE[1:], {"not-an-answer": 1}),
)
case(
    "an error of Excel in the place of an answer",
    raw(with_cell(MS, 0, "Writing or", "#N/A")),
    Rows(PEOPLE[1:], {"not-an-answer": 1}),
)
case("SmartSurvey's sign for an apostrophe", raw(SMART), Rows())
case(
    "dashes for what was not answered",
    raw([*SMART[:3], *([cell or "-" for cell in line] for line in smartsurvey(LESS)[3:])]),
    Rows(LESS),
)
case(
    "N for what was not ticked",
    raw(
        [
            LIME[0],
            *[
                [
                    "N" if head.startswith("RES") and cell == "" else cell
                    for head, cell in zip(LIME[0], line, strict=True)
                ]
                for line in LIME[1:]
            ],
        ]
    ),
    Rows(),
)
