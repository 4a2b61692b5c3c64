"""A story that goes where the choices lead, and can be walked again."""

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from random import Random
from typing import Any, ClassVar, Self

from coprod_training.activities.activity import Activity, Example, Feedback, Mistake, twice

LONGEST = 200
"""The most choices in one path. Nobody walks so far; a damaged file might."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One choice at a node. goto: the id of the node that it leads to."""

    id: str
    text: str
    goto: str


@dataclass(frozen=True, kw_only=True)
class End:
    """What an end does, in words. debrief: what can be learned from this way through."""

    trust: str
    who_decides: str
    cost: str
    debrief: str


@dataclass(frozen=True, kw_only=True)
class Node:
    """One moment of the story: it has either choices or an end."""

    id: str
    text: str
    choices: tuple[Turn, ...] = ()
    end: End | None = None


@dataclass(frozen=True, kw_only=True)
class Scenario(Activity):
    """Walk to an end. response: the ids of the choices made, in order.

    start: the first node's id. best_ends: ends that score 1, the others 0; empty where no way is
    right or wrong. placeholder: says "Placeholder, to be replaced with contributors".
    empty_chair: the end shows that the other side of the story is not yet written.
    """

    kind: ClassVar[str] = "scenario"

    start: str
    nodes: tuple[Node, ...]
    best_ends: tuple[str, ...] = ()
    placeholder: bool = False
    empty_chair: bool = False

    def problem_with(self, response: object) -> str | None:
        """Each choice is one that its node offers; a path may stop on the way."""
        if not isinstance(response, list) or len(response) > LONGEST:
            return "Choose from the answers shown."
        if self._walk(response) is None:
            return "The story has changed. Start it again."
        return None

    def complete(self, response: Any) -> bool:
        """The path is at an end."""
        return self.problem_with(response) is None and not self._at(response).choices

    def score(self, response: Any) -> float | None:
        """1 at a best end, 0 elsewhere; None where no end is best."""
        if not self.best_ends:
            return None
        return float(self._at(response).id in self.best_ends)

    def feedback(self, response: Any) -> Feedback:
        """At an end: what it does to trust, to who decides next time, and at what cost."""
        node = self._at(response)
        if node.end is None:
            return Feedback("Your path so far is kept", "Go on when you are ready.")
        right = node.id in self.best_ends if self.best_ends else None
        return Feedback(
            "What this does",
            node.end.debrief,
            right,
            (
                ("Trust", node.end.trust),
                ("Who decides next time", node.end.who_decides),
                ("The cost", node.end.cost),
            ),
        )

    def text_of(self, response: Any) -> str:
        """The choices in words, one a line, then the last moment."""
        path = self._walk(response)
        if path is None:
            return ""
        turns = [turn.text for turn, _ in path]
        return "\n".join([*turns, self._at(response).text])

    def view(self, shuffle: Random) -> dict[str, Any]:
        """All moments and choices, so that walking needs no waiting; no end's effects."""
        return {
            "start": self.start,
            "placeholder": self.placeholder,
            "empty_chair": self.empty_chair,
            "nodes": {
                node.id: {
                    "text": node.text,
                    "choices": [{"id": t.id, "text": t.text, "goto": t.goto} for t in node.choices],
                }
                for node in self.nodes
            },
        }

    def without_key(self) -> Self:
        """Ends without their effects, and none of them best."""
        nodes = tuple(replace(node, end=None) for node in self.nodes)
        return replace(self, nodes=nodes, best_ends=())

    def problems(self) -> list[Mistake]:
        """Ways that lead nowhere or never end; nodes that are no moment; ends without words."""
        ids = [node.id for node in self.nodes]
        found: list[Mistake] = []
        if self.start not in ids:
            what = f'The story starts at "{self.start}", which is not a node.'
            return [(("start",), what, _near(self.start, ids))]
        for one in twice(ids):
            found.append((("nodes",), f'The node id "{one}" is used twice.', "Rename one."))
        for at, node in enumerate(self.nodes):
            found += self._node_problems(at, node, ids)
        for at, one in enumerate(self.best_ends):
            if not any(node.id == one and node.end for node in self.nodes):
                found.append(
                    (("best_ends", at), f'"{one}" is not an end.', "Name a node with an end.")
                )
        return found

    def missing_key(self) -> list[Mistake]:
        """No end is best."""
        what = "No end is a best end, so nothing can be marked."
        return [] if self.best_ends else [((), what, "Add best_ends: with the ids of nodes.")]

    @classmethod
    def example(cls) -> Example:
        """Two choices, one of them with a way back, and two ends."""
        effects = {"trust": "Steady.", "who_decides": "Staff.", "cost": "An hour."}
        again = Turn(id="wait", text="Wait a day", goto="asked")
        activity = cls(
            id="example-scenario",
            title="The poster",
            question="What do you do about the poster?",
            made_up=True,
            start="asked",
            nodes=(
                Node(
                    id="asked",
                    text="The poster is due today.",
                    choices=(
                        Turn(id="send", text="Send it as it is", goto="sent"),
                        Turn(id="talk", text="Ask the group first", goto="talked"),
                    ),
                ),
                Node(
                    id="talked",
                    text="The group would like another day.",
                    choices=(again, Turn(id="agree", text="Agree a date", goto="agreed")),
                ),
                Node(
                    id="sent", text="It is sent.", end=End(**effects, debrief="Nobody was asked.")
                ),
                Node(id="agreed", text="It waits.", end=End(**effects, debrief="A date is set.")),
            ),
            best_ends=("agreed",),
        )
        others: tuple[Any, ...] = ([], ["send"], ["talk"], ["talk", "wait", "send"])
        refused: tuple[Any, ...] = (
            ["agree"],
            ["send", "talk"],
            ["talk", "wait"] * (LONGEST // 2) + ["send"],
            [1],
            [["send"]],
            "send",
            None,
            {"send": 1},
        )
        return Example(activity, ["talk", "agree"], others, refused)

    def _node(self, name: str) -> Node | None:
        return next((node for node in self.nodes if node.id == name), None)

    def _walk(self, path: Iterable[object]) -> list[tuple[Turn, Node]] | None:
        """Each choice with the node it leads to, or None when the path leaves the story."""
        here, walked = self._node(self.start), []
        for step in path:
            turn = next((t for t in here.choices if t.id == step), None) if here else None
            here = self._node(turn.goto) if turn else None
            if turn is None or here is None:
                return None
            walked.append((turn, here))
        return walked if here else None

    def _at(self, response: list[str]) -> Node:
        """Where an accepted path has come to."""
        walked = self._walk(response)
        here = walked[-1][1] if walked else self._node(self.start)
        assert here is not None  # noqa: S101 (problem_with has accepted the path)
        return here

    def _node_problems(self, at: int, node: Node, ids: list[str]) -> list[Mistake]:
        found: list[Mistake] = []
        for place, turn in enumerate(node.choices):
            if turn.goto not in ids:
                what = f'The choice "{turn.id}" leads to "{turn.goto}", which is not a node.'
                found.append((("nodes", at, "choices", place, "goto"), what, _near(turn.goto, ids)))
        for one in twice([turn.id for turn in node.choices]):
            what = f'The node "{node.id}" has two choices called "{one}".'
            found.append((("nodes", at, "choices"), what, "Rename one."))
        if bool(node.choices) == bool(node.end):
            what = f'The node "{node.id}" needs either choices or an end.'
            found.append((("nodes", at), what, "Add one, or take one out."))
        found += [
            (("nodes", at, "end", part), f'The end "{node.id}" says nothing here.', "Say it.")
            for part, words in (asdict(node.end) if node.end else {}).items()
            if not words.strip()
        ]
        reached = self._reached(self.start)
        if node.id not in reached:
            what = f'No choice leads to the node "{node.id}".'
            found.append((("nodes", at), what, "Lead a choice to it, or take it out."))
        elif node.choices and not any(
            not n.choices for n in self.nodes if n.id in self._reached(node.id)
        ):
            what = f'From the node "{node.id}" the story never ends.'
            found.append((("nodes", at), what, "Lead one of its choices to an end."))
        return found

    def _reached(self, start: str) -> set[str]:
        """Every node that can be reached from one, itself included."""
        reached: set[str] = set()
        waiting = [start]
        while waiting:
            node = self._node(waiting.pop())
            if node is not None and node.id not in reached:
                reached.add(node.id)
                waiting += [turn.goto for turn in node.choices]
        return reached


def _near(name: str, ids: list[str]) -> str:
    near = difflib.get_close_matches(name, ids, 1)
    return f"Did you mean {near[0]}?" if near else f"The nodes are: {', '.join(ids)}."
