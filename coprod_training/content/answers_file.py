"""Where the answers of one notebook lie in a learner's folder."""

COURSE = "course"
"""Stands for the notebook of the activities that course.yaml itself holds."""

SETTING = "your-setting"
"""The activity of course.yaml in which a learner chooses a setting."""


def answers_file(slug: str, *, assessment: bool = False) -> str:
    """The path of an answers file, under the learner's server root.

    slug: of a module, of an assessment, or `COURSE`.
    """
    name = f"{slug}.answers.jsonl"
    if slug == COURSE:
        return name
    return f"exercises/{slug}/{name}" if assessment else f"modules/{name}"
