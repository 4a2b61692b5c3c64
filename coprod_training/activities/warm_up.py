"""A few questions on earlier modules, one after the other, before a new module begins.

Source: curriculum.md, "Warm-ups": three questions, never scored, each with feedback at once. The
last one brings back what this learner missed; with nothing missed it is the one written here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, ClassVar, Self

from coprod_training.activities.activity import (
    Activity,
    Example,
    Feedback,
    Mistake,
    Option,
    twice,
    without_feedback,
)
from coprod_training.activities.single_choice import (
    option_problems,
    shown,
    unknown_keys,
)

MOST = 20
"""The most questions in one answer. No warm-up has so many; a damaged file might."""
_NAME = re.compile(r"[a-z0-9-]{1,80}")


@dataclass(frozen=True, kw_only=True)
class Recall:
    """One question of a warm-up. brings_back: the module that its idea is from.

    key: None only where the key has been taken out. about: the title of that module, filled in
    when the course is read, never written in a module's file.
    """

    id: str
    brings_back: str
    question: str
    options: tuple[Option, ...]
    key: str | None = None
    facts: tuple[str, ...] = ()
    about: str = ""

    def option(self, name: object) -> Option | None:
        """The option of this id, or None when it is no longer here."""
        return next((one for one in self.options if one.id == name), None)

    def bare(self) -> "Recall":
        """The same question with no key, and no feedback on any option."""
        return replace(self, key=None, options=without_feedback(self.options))


@dataclass(frozen=True, kw_only=True)
class WarmUp(Activity):
    """Answer each question and see at once what we think.

    response: {"asked": ids of the questions, "chosen": {question id: option id}, "checked": ids
    of the questions whose feedback was asked for}. It names what was asked, so the same questions
    stand there when the learner comes back.

    questions: those written for this module; the last one gives way to one that was missed.
    practice: ids of single choices, two modules back or more, that may come back as well: they
    have to make sense away from their page. earlier: all that may come back, filled in when the
    course is read. comes_back: the id of the one that does for this learner; "" is none.
    """

    kind: ClassVar[str] = "warm_up"
    scored: ClassVar[bool] = False

    questions: tuple[Recall, ...]
    practice: tuple[str, ...] = ()
    earlier: tuple[Recall, ...] = ()
    comes_back: str = ""

    def asked(self) -> tuple[Recall, ...]:
        """The questions that this learner gets, in order."""
        missed = next((one for one in self.earlier if one.id == self.comes_back), None)
        return self.questions if missed is None else (*self.questions[:-1], missed)

    def keeps_asking(self, response: object) -> Self | None:
        """The same warm-up with the last question that a kept response names.

        None when it names none that is still in the course: then one can be chosen anew.
        """
        if self.problem_with(response) is not None or not isinstance(response, dict):
            return None
        last = response["asked"][-1]
        if last == self.questions[-1].id:
            return replace(self, comes_back="")
        if any(one.id == last for one in self.earlier):
            return replace(self, comes_back=last)
        return None

    def problem_with(self, response: object) -> str | None:
        """What was chosen among the questions asked. A part of the questions is enough to keep.

        A question or an option that is no longer in the course still fits: a writer who edits one
        question takes away nobody's answers to the others.
        """
        if not isinstance(response, dict) or set(response) != {"asked", "chosen", "checked"}:
            return "Choose an answer first."
        asked, chosen, checked = response["asked"], response["chosen"], response["checked"]
        if not _are_names(asked) or not asked:
            return "Load the page again to see the questions."
        if not isinstance(chosen, dict) or not chosen or not _are_names([*chosen.values()], True):
            return "Choose one of the answers shown."
        if not set(chosen) <= set(asked):
            return "One of these questions is not asked here."
        if not _are_names(checked) or not set(checked) <= set(chosen):
            return "Choose an answer before you check it."
        return None

    def complete(self, response: Any) -> bool:
        """Every question that was asked has been checked."""
        return self.problem_with(response) is None and set(response["checked"]) == set(
            response["asked"]
        )

    def score(self, response: Any) -> float | None:
        """None: a warm-up is for the learner alone."""
        return None

    def feedback(self, response: Any) -> Feedback:
        """The words of each checked question's option; `good` names the right ones."""
        found = [one for one in self._answered(response) if one[0].id in response["checked"]]
        return Feedback(
            "Your answers are kept",
            "",
            notes=tuple((asked.id, option.feedback) for asked, option in found),
            good=tuple(asked.id for asked, option in found if asked.key == option.id),
        )

    def text_of(self, response: Any) -> str:
        """One line for each answered question: its words, then those of the chosen option."""
        return "\n".join(
            f"{one.question} – {option.text}" for one, option in self._answered(response)
        )

    def view(self, shuffle: Random) -> dict[str, Any]:
        """The questions asked, where each is from, and its options without feedback."""
        asked = self.asked()
        return {
            "questions": [
                {
                    "id": one.id,
                    "about": one.about,
                    "comes_back": one.id == self.comes_back,
                    "question": one.question,
                    "options": shown(one.options, shuffle),
                }
                for one in asked
            ],
            "checks": any(one.key is not None for one in asked),
        }

    def without_key(self) -> Self:
        """No key and no feedback in any question, also in those that may come back."""
        return replace(
            self,
            questions=tuple(one.bare() for one in self.questions),
            earlier=tuple(one.bare() for one in self.earlier),
        )

    def citations(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Also the facts of each question asked."""
        return super().citations() + [
            (("questions", at, "facts", number), fact)
            for at, one in enumerate(self.asked())
            for number, fact in enumerate(one.facts)
        ]

    def problems(self) -> list[Mistake]:
        """A warm-up that has to be done; questions too few, the same twice or not whole."""
        found: list[Mistake] = []
        if self.core:
            what = "A warm-up may be skipped, and this one is needed to complete the module."
            found.append((("core",), what, "Take core out."))
        if len(self.questions) < 2:
            found.append((("questions",), "There are fewer than two questions.", "Add questions."))
        found += [
            (("questions",), f'The question id "{one}" is used twice.', "Give each its own.")
            for one in twice([one.id for one in self.questions])
        ]
        for at, one in enumerate(self.questions):
            inside = [*self._problems_in(one)]
            found += [(("questions", at, *route), what, fix) for route, what, fix in inside]
        return found

    def fingerprint(self) -> str:
        """Of the questions asked alone: those that another learner gets are no change here."""
        # The module that a question brings back is where it leads to, and no part of its wording.
        asked = tuple(replace(one, facts=(), brings_back="", about="") for one in self.asked())
        alone = replace(self, questions=asked, practice=(), earlier=(), comes_back="")
        return Activity.fingerprint(alone)

    @classmethod
    def example(cls) -> Example:
        """Two questions with a key, and one that may come back."""
        activity = cls(
            id="example-warm-up",
            title="Two questions",
            question="What would you say now?",
            made_up=True,
            questions=(
                _example_question("poster", "A team shows people a finished poster. What is it?"),
                _example_question("map", "People see a map that is already printed. What is it?"),
            ),
            earlier=(
                _example_question("bench", "A sign says where a bench will stand. And this?"),
            ),
        )
        asked = ["poster", "map"]
        right = {"asked": asked, "chosen": {"poster": "told", "map": "told"}, "checked": asked}
        started = {"asked": asked, "chosen": {"poster": "asked"}, "checked": []}
        one_more = {**started, "chosen": {"poster": "asked", "map": "told"}, "checked": ["map"]}
        gone = {"asked": ["old", "map"], "chosen": {"old": "a", "map": "b"}, "checked": ["old"]}
        refused: tuple[Any, ...] = (
            None, "told", [], {}, {"poster": "told"}, {**right, "more": 1},
            {**right, "asked": []}, {**right, "asked": ["poster", "poster"]},
            {**right, "asked": ["poster"]}, {**right, "chosen": {}}, {**right, "chosen": []},
            {**right, "chosen": {"poster": ["told"]}}, {**right, "chosen": {"poster": "A b"}},
            {**started, "checked": ["map"]}, {**right, "checked": "poster"},
        )  # fmt: skip  # one a line would hide how much alike they are
        return Example(activity, right, (started, one_more, gone), refused)

    def _answered(self, response: Any) -> list[tuple[Recall, Option]]:
        """Each question asked then that is still here, with the option that was chosen."""
        known = {one.id: one for one in (*self.earlier, *self.questions)}
        pairs = [
            (known[name], known[name].option(response["chosen"].get(name)))
            for name in response["asked"]
            if name in known
        ]
        return [(one, option) for one, option in pairs if option is not None]

    def _problems_in(self, one: Recall) -> list[Mistake]:
        found = option_problems(one.options, scored=True)
        if not one.question.strip():
            found.append((("question",), "There is no question.", "Write what is asked."))
        if one.key is None:
            found.append((("key",), "No option is the key.", "Add key: an option's id."))
        else:
            wrong = unknown_keys((one.key,), one.options)
            found += [(("key",), what, fix) for _, (what, fix) in wrong]
        if not one.facts and not self.made_up:
            what = "This question says what is right, and cites no fact."
            fix = "List the facts it rests on, such as facts: [F054], or say made_up: true."
            found.append(((), what, fix))
        return found


def _are_names(value: object, repeated: bool = False) -> bool:
    """Whether this is a list of ids. repeated: the same id may stand there more than once."""
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > MOST:
        return False
    if not all(isinstance(one, str) and _NAME.fullmatch(one) for one in value):
        return False
    return repeated or not twice([*value])


def _example_question(name: str, question: str) -> Recall:
    return Recall(
        id=name,
        brings_back="steps",
        question=question,
        options=(
            Option(id="told", text="Told", feedback=f"It was done before people saw it: {name}."),
            Option(id="asked", text="Asked", feedback=f"Nobody asked for views on it: {name}."),
        ),
        key="told",
        about="The steps",
    )
