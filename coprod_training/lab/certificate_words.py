"""What a learner is told of the certificate, at each point of the way to it. Pure."""

from coprod_training.content.course import CourseFile
from coprod_training.content.to_complete import EVERY_PART, marks_needed, to_complete
from coprod_training.progress.completion import Progress

NONE_IN_A_DRAFT = "None while the course is a draft"
BEGAN_BEFORE = (
    "The review of this course has ended. You began before that, so you can still get your "
    "certificate."
)
_NAME = "Say how your name should read on it. It can be any name that you go by."


def certificate_words(info: CourseFile, progress: Progress) -> dict[str, str]:
    """short: one line for the side panel. words: what course home says.

    info: of the course as this learner sees it today. progress: with the marks that have come back
    to the learner, and no others.
    """
    if not progress.given:
        # Whoever does the whole course wants to know when that is, with a certificate or without.
        done = "You have completed this course." if progress.complete else ""
        words = f"{info.certificate_off.strip()} {done or to_complete(progress.rule)}"
        return {"short": NONE_IN_A_DRAFT, "words": words}
    first = "" if info.status == "released" else f"{BEGAN_BEFORE} "
    if progress.complete:
        words = f"You have completed this course. Ask your trainer for your certificate. {_NAME}"
        return {"short": "Ask your trainer for it", "words": first + words}
    if not all(module.complete for module in progress.counted):
        words = (
            f"To get your certificate, {EVERY_PART}. A module says when it is complete. "
            f"{marks_needed(progress.rule)}"
        )
        return {"short": "Ask for it when you finish", "words": first + words}
    words = (
        f"You have completed every module. Your exercises are what is left. "
        f"{marks_needed(progress.rule)} When all of them have come back to you like that, ask your "
        f"trainer for your certificate. {_NAME}"
    )
    return {"short": "When your exercises have come back", "words": first + words}
