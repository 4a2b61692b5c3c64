"""Writes course/released-ids.yaml, for whoever makes a release: python docs/released_ids.py."""

from pathlib import Path

from coprod_training.content.course import load_course
from coprod_training.content.released_ids import as_yaml, ids_now

ROOT = Path(__file__).parents[1]
LIST = ROOT / "course" / "released-ids.yaml"


def with_ids_of_now(words: str, root: Path) -> str:
    """The file with its comments as they are, and the ids of the course as it is."""
    comments = [line for line in words.splitlines() if line.startswith("#")]
    return "\n".join(comments) + "\n" + as_yaml(ids_now(load_course(root / "course")))


if __name__ == "__main__":
    words = with_ids_of_now(LIST.read_text(encoding="utf-8"), ROOT)
    LIST.write_text(words, encoding="utf-8")
