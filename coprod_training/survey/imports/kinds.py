"""The survey tools whose exports are read: what their own columns are called.

Names are compared as `match_key` makes them. What a tool writes about a person or their machine is
named here so that it is left out knowingly; nobody's name, e-mail or address is ever looked at.
Source: survey-dataset.md, "Import"; the columns of SmartSurvey as the published code of the Coding
in Analysis and Research Survey renames them (ONS, MIT licence); LimeSurvey's manual, "Export";
KoboToolbox's own exporter, formpack, run on our XLSForm (docs/decisions/0061).
"""

from dataclasses import dataclass
from typing import Literal, get_args

from coprod_training.content.form_words import FROM_PAPER
from coprod_training.survey.imports.plain import Cell, match_key, shown

Tool = Literal["msforms", "smartsurvey", "limesurvey", "kobotoolbox"]
TOOLS: tuple[Tool, ...] = get_args(Tool)
FORM = "instrument"
"""The column of our own XLSForm that says which version it was made from."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One survey tool. ids, started, done: what its column of that sort may be called.

    signs: columns that only this tool writes, beside those. left_out, left_out_starts: columns of
    the tool that are never read. rows_of_headings: how many lines a heading may run over.
    blank: texts that stand for "not answered". between: what stands between several answers in one
    cell.
    """

    tool: Tool
    title: str
    ids: tuple[str, ...]
    started: tuple[str, ...]
    done: tuple[str, ...]
    signs: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    left_out_starts: tuple[str, ...] = ()
    rows_of_headings: int = 1
    blank: tuple[str, ...] = ("",)
    between: str = ";"

    def names(self) -> frozenset[str]:
        """Every column that is this tool's own and has one fixed name."""
        return frozenset((*self.ids, *self.started, *self.done, *self.signs, *self.left_out))

    def leaves_out(self, key: str) -> bool:
        """Whether a column of this name is the tool's own and holds no answer."""
        return key in self.signs or key in self.left_out or key.startswith(self.left_out_starts)

    def written(self, cell: Cell) -> str:
        """What somebody wrote in a cell, as a person reads it; "" for "not answered"."""
        text = shown(cell)
        return "" if text in self.blank else text


_PERSON = ("name", "email", "e-mail", "email address", "ip address", "phone")

MSFORMS = Kind(
    tool="msforms",
    title="Microsoft Forms",
    ids=("id",),
    started=("start time",),
    done=("completion time",),
    signs=("last modified time", "total points", "quiz feedback", "grade posted time"),
    left_out=(*_PERSON, "language"),
    left_out_starts=("points - ", "feedback - "),
)
SMARTSURVEY = Kind(
    tool="smartsurvey",
    title="SmartSurvey",
    ids=("userid", "user id"),
    started=("started",),
    done=("ended",),
    signs=("userno", "user no", "unique id", "tracking link", "tracking link name"),
    left_out=(
        *_PERSON, "status", "language", "device", "browser", "platform", "operating system",
        "referer", "referrer", "collector", "page path", "invite", "time taken",
    ),
    rows_of_headings=3,
    blank=("", "-", "."),
)  # fmt: skip
LIMESURVEY = Kind(
    tool="limesurvey",
    title="LimeSurvey",
    ids=("id", "response id"),
    started=("startdate", "date started"),
    done=("submitdate", "date submitted"),
    signs=("lastpage", "last page", "startlanguage", "start language", "seed", "datestamp",
           "date last action", "refurl", "referrer url", "interviewtime"),
    left_out=(*_PERSON, "ipaddr", "token", "access code", "firstname", "first name", "lastname",
              "last name", "total time"),
    left_out_starts=("attribute_", "grouptime", "group time: ", "question time: "),
)  # fmt: skip
KOBOTOOLBOX = Kind(
    tool="kobotoolbox",
    title="KoboToolbox",
    ids=("_id",),
    started=("start",),
    done=("_submission_time",),
    signs=("_uuid", "_validation_status", "_submitted_by", "__version__", "_index"),
    left_out=(
        *_PERSON,
        "end",
        "_notes",
        "_status",
        "_tags",
        "intro",
        "said_no",
        FORM,
        "from_paper",
        match_key(FROM_PAPER),
    ),
    left_out_starts=("consent_", "before_"),  # what is read on our form, and not answered
    between=" ",
)
KINDS: dict[Tool, Kind] = {one.tool: one for one in (MSFORMS, SMARTSURVEY, LIMESURVEY, KOBOTOOLBOX)}
