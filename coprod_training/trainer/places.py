"""Addresses of the trainer's pages that more than one page leads to. Pure."""


def hand_in_place(base_url: str, hand_in: str) -> str:
    """Where one hand-in is marked: formgrader's own address."""
    return f"{base_url}/formgrader/submissions/{hand_in}/"


def question_place(base_url: str, assignment: str, activity: str, hand_in: str = "next") -> str:
    """Where the answer of one hand-in to one question is marked; left out, of the next one."""
    return f"{base_url}/coprod/trainer/exercises/{assignment}/questions/{activity}/{hand_in}"


def next_place(base_url: str, assignment: str) -> str:
    """Where the next hand-in to mark is found."""
    return f"{base_url}/coprod/trainer/exercises/{assignment}/next"


def feedback_place(base_url: str, assignment: str, hand_in: str) -> str:
    """Where the feedback on a hand-in that came on paper is, to print."""
    return f"{base_url}/coprod/trainer/exercises/{assignment}/feedback/{hand_in}"
