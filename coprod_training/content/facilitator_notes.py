"""What the person who leads a group through a module needs to know. Staff only."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class FacilitatorNotes:
    """The notes of one module, in the order of a session. Every text is plain, without Markdown.

    supervision: five questions that a supervisor can ask afterwards, one to one.
    """

    purpose: str
    before: tuple[str, ...]
    hard: tuple[str, ...]
    ask: tuple[str, ...]
    hard_topic: tuple[str, ...]
    team_task: tuple[str, ...]
    small_or_remote: tuple[str, ...]
    supervision: tuple[str, ...]
