"""The link on every section, Something's not right here: send a report, see what became of it."""

from dataclasses import asdict
from datetime import UTC, datetime

from tornado import web

from coprod_training.lab.dates import record_words_of
from coprod_training.lab.handler import CoprodHandler, Refusal, in_words
from coprod_training.lab.reports import STATUS_WORDS, Report, ReportBook, problem_with


class Reports(CoprodHandler):
    """GET and POST api/reports."""

    @web.authenticated
    @in_words
    async def get(self) -> None:
        """This learner's reports, newest first."""
        book = ReportBook(self.home.workspace.private)
        self.reply([shown(one) for one in book.of(self.home.learner)])

    @web.authenticated
    @in_words
    async def post(self) -> None:
        """Keep one report; once, where its page sends it again since it heard nothing."""
        sent = self.body()
        said = sent if isinstance(sent, dict) else {}
        problem = problem_with(said.get("words"))
        if problem:
            raise Refusal(400, problem)
        report = ReportBook(self.home.workspace.private).add(
            self.home.learner,
            str(said.get("page", "")),
            str(said.get("section", "")),
            said["words"],
            datetime.now(UTC),
            sent_as=str(said.get("id", "")),
        )
        self.reply(shown(report), 201)


def shown(report: Report) -> dict[str, str]:
    """The report as `replies.ts` describes it (Report)."""
    told = asdict(report) | {
        "at": record_words_of(report.at),
        "status": STATUS_WORDS[report.status],
    }
    return {name: told[name] for name in told if name != "learner"}
