"""The page of all learners, on which a trainer adds those who have not handed in anything yet."""

import asyncio
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass
from typing import Any

from tornado import web

from coprod_training.errors import CoprodError
from coprod_training.grading import learner_list
from coprod_training.grading.gradebook import learner_names
from coprod_training.grading.hand_in_name import is_learner
from coprod_training.grading.hand_ins import full_name
from coprod_training.grading.hidden_marks import learners_hidden_from
from coprod_training.grading.overview import Standing
from coprod_training.lab.handler import KEY as HOME
from coprod_training.lab.home import Home
from coprod_training.trainer.earned import Earned, earned_here
from coprod_training.trainer.enrolled import enrolled_on_hub
from coprod_training.trainer.page import TrainerPage
from coprod_training.trainer.typed_learners import MOST, typed_learners


@dataclass(frozen=True)
class TypedName:
    """A name for a certificate that was not made. learner: whose. problem: why, in sentences.

    seen: whether the box was chosen that says that their course home was looked at.
    """

    learner: str
    typed: str
    problem: str
    seen: bool = False


class Learners(TrainerPage):
    """GET and POST coprod/trainer/learners."""

    @web.authenticated
    async def get(self) -> None:
        """Everybody, and what came of the last change."""
        kinds = ("added", "changed", "removed", "deleted")
        counts = {name: self.get_query_argument(name, "") for name in kinds}
        done = {name: int(one) if _is_count(one) else None for name, one in counts.items()}
        known = learner_names(self.trainer.database)
        enrolled = await enrolled_on_hub(os.environ)
        missing = [one for one in enrolled if one not in known and is_learner(one)][:MOST]
        await self._page("\n".join(missing), done=done_words(**done), enrolled=len(missing))

    @web.authenticated
    async def post(self) -> None:
        """Add those who were typed, all or nobody, or say beside them what is wrong."""
        typed = self.get_body_argument("learners", "", strip=False)
        people, problems = typed_learners(typed)
        if not problems:
            rows = [astuple(one) for one in people]
            try:
                # Each is a write to the disk: the other pages go on meanwhile.
                new, changed = await asyncio.to_thread(
                    learner_list.add_learners, self.trainer.root, rows
                )
            except CoprodError as error:
                problems = (error.sentences,)
        if problems:
            self.set_status(400)
            await self._page(typed, problems)
        else:
            self.redirect(f"{self.to}/coprod/trainer/learners?added={new}&changed={changed}")

    def exercises(self) -> list[str]:
        """The exercises of this course, by id."""
        return [one.id for one in self.trainer.course().assessments]

    async def _page(
        self,
        typed: str = "",
        problems: Iterable[str] = (),
        refused: str = "",
        done: str = "",
        name: TypedName | None = None,
        enrolled: int = 0,
    ) -> None:
        """typed, problems: of the form. refused: why a button did nothing. name: as it says.

        enrolled: how many of those typed have a place on the hub, and come from there.
        """
        names = learner_names(self.trainer.database)
        home: Home = self.settings[HOME]
        earned = await earned_here(home)
        found = earned or Earned(())
        # Who has earned it tells their marks.
        hidden = learners_hidden_from(
            self.trainer.root, self.exercises(), self.current_user.username
        )
        listed = [one for one in found.learners if one not in hidden]
        self.show(
            "learners.html.j2",
            rows=learner_rows(names, self.trainer.standings(), home.workspace.learners_on_paper()),
            of=len(self.exercises()),
            most=MOST,
            typed=typed,
            problems=tuple(problems),
            refused=refused,
            done=done,
            enrolled=enrolled,
            gives_certificates=earned is not None,
            earned=earned_rows(listed, names, name),
            away=found.away,
            hub=found.on_hub,
            others=earned_rows({*names} - {*listed}, names),
            other=name if name and name.learner not in listed else None,
        )


class Remove(Learners):
    """POST coprod/trainer/learners/remove."""

    @web.authenticated
    async def get(self) -> None:
        """There is nothing to look at."""
        raise web.HTTPError(404)

    @web.authenticated
    async def post(self) -> None:
        """Take somebody out of the list who has handed in nothing."""
        learner = self.get_body_argument("learner", "", strip=False)
        try:
            learner_list.remove_learner(self.trainer.root, self.trainer.exchange, learner)
        except CoprodError as error:
            self.set_status(409)
            await self._page(refused=error.sentences)
        else:
            # Without the name: addresses are logged.
            self.redirect(f"{self.to}/coprod/trainer/learners?removed=1")


def learner_rows(
    names: Mapping[str, tuple[str, str]], standings: Iterable[Standing], on_paper: Iterable[str]
) -> list[dict[str, Any]]:
    """Everybody in the list, with a hand-in or with answers from paper, by name.

    names: first and last, of the list. on_paper: who has such answers.
    """
    on_paper = frozenset(on_paper)
    handed_in, marked = Counter[str](), Counter[str]()
    for one in (one for standing in standings for one in standing.hand_ins):
        handed_in[one.learner] += 1
        marked[one.learner] += one.collected and one.points is not None
    rows = [
        {
            "learner": learner,
            "name": full_name(learner, *names.get(learner, ("", ""))),
            "handed_in": handed_in[learner],
            "marked": marked[learner],
            "can_go": learner in names and not handed_in[learner] and learner not in on_paper,
        }
        for learner in {*names, *handed_in, *on_paper}
    ]
    return sorted(rows, key=lambda row: (str(row["name"]).casefold(), str(row["learner"])))


def earned_rows(
    learners: Iterable[str], names: Mapping[str, tuple[str, str]], name: TypedName | None = None
) -> list[dict[str, Any]]:
    """The form of each who can have a certificate, with what was typed in it and is wrong."""
    typed = {name.learner: name} if name else {}
    return [
        {
            "name": full_name(learner, *names.get(learner, ("", ""))),
            **asdict(typed.get(learner) or TypedName(learner, "", "")),
        }
        for learner in learners
    ]


def done_words(
    added: int | None = None,
    changed: int | None = None,
    removed: int | None = None,
    deleted: int | None = None,
) -> str:
    """What came of a change; "" where there was none. Each is None or a number of learners."""
    if deleted:
        return "All of the learner’s work that was here is deleted."
    if removed:
        return "The learner was removed from the list."
    if added is None:
        return ""
    words = []
    if added:
        words.append(f"{added} {'learner' if added == 1 else 'learners'} added.")
    if changed:
        words.append(f"{changed} {'name' if changed == 1 else 'names'} changed.")
    return " ".join(words) or "All of them were in the list already."


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len(str(MOST))


ADDRESSES = [(r"trainer/learners", Learners), (r"trainer/learners/remove", Remove)]
