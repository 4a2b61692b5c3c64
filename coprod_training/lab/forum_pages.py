"""The interest form of the national forum: see what is kept, change it, take it back."""

from datetime import UTC, datetime
from typing import Any

from tornado import web

from coprod_training.forum.book import ForumBook
from coprod_training.forum.interest import JOINING_AS, Interest, interest_from, problem_with
from coprod_training.lab.exercise_pages import ONLY_LOOKING
from coprod_training.lab.handler import CoprodHandler, Refusal, in_words
from coprod_training.uk_time import LONDON


class Forum(CoprodHandler):
    """GET, POST and DELETE api/forum."""

    @web.authenticated
    @in_words
    async def get(self) -> None:
        """The form's lists, and what this person asked us to keep."""
        self._show()

    @web.authenticated
    @in_words
    async def post(self) -> None:
        """Keep the form, in the place of what was there."""
        self._only_a_learner()
        said = self.body()
        settings, regions = self._codes("settings"), self._codes("regions")
        if problem := problem_with(said, {*settings}, {*regions}):
            raise Refusal(400, problem)
        interest = interest_from(said, datetime.now(UTC).astimezone(LONDON).date())
        self._book.keep(self.home.learner, interest)
        self._show()

    @web.authenticated
    @in_words
    async def delete(self) -> None:
        """Take this person out of the list."""
        self._only_a_learner()
        self._book.erase(self.home.learner)
        self._show()

    @property
    def _book(self) -> ForumBook:
        return ForumBook(self.home.workspace.private)

    def _only_a_learner(self) -> None:
        if self.home.role == "trainer":
            raise Refusal(403, ONLY_LOOKING)

    def _codes(self, name: str) -> dict[str, str]:
        codes = self.home.course().instrument.code_lists[name]
        return {code.value: code.text for code in codes}

    def _show(self) -> None:
        kept = self._book.of(self.home.learner) if self.home.role == "learner" else None
        self.reply(
            {
                "terms": list(self.home.course().info.forum_terms),
                "joining_as": _choices(JOINING_AS),
                "settings": _choices(self._codes("settings")),
                "regions": _choices(self._codes("regions")),
                "kept": _shown(kept) if kept else None,
            }
        )


def _choices(words: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": name, "text": text} for name, text in words.items()]


def _shown(kept: Interest) -> dict[str, Any]:
    """What is kept, as `replies.ts` describes it (ForumInterest)."""
    return {
        "name": kept.name,
        "contact": kept.contact,
        "joining_as": list(kept.joining_as),
        "setting": kept.setting,
        "region": kept.region,
        "easier": kept.easier,
    }
