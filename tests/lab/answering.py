"""An answer to any activity, with words and codes that can be looked for afterwards."""

from coprod_training.activities.rating_grid import DONE
from coprod_training.answers import Answer, AnswerStore

RECEIPT = "7K2M-9QXV-0ABC"
SELF_CHECK = {"SD1": "2", "SD2": "LO", "SD3": "1", "SD4": "1", "DES1": "2", "FRQ1": "9", DONE: True}


def response_to(activity, words):
    """A response that fits. words: what to write where writing is asked for."""
    if activity.kind == "free_text":
        return words
    if activity.kind == "single_choice":
        return activity.options[0].id
    if activity.kind == "multiple_choice":
        return [activity.options[0].id]
    if activity.kind == "sort":
        return {activity.cards[0].id: activity.cards[0].step}
    if activity.kind == "scenario":
        return [activity.nodes[0].choices[0].id]
    if activity.kind == "rating_grid":
        return SELF_CHECK
    if activity.kind == "consent":
        yes = dict.fromkeys(activity.items, "1")
        return {**yes, "text_version": activity.text_version, "receipt": RECEIPT}
    raise AssertionError(f"no response for {activity.kind}: add one here")


def write(folder, slug, activity, words, name):
    """A line as an exercise's own widget writes it. folder: the exercise's."""
    response = response_to(activity, words)
    AnswerStore(folder / f"{slug}.answers.jsonl").add(
        Answer(
            id=name,
            activity=activity.id,
            response=response,
            at="2026-11-23T10:00:00.000Z",
            attempt=1,
            checked=True,
            question=activity.fingerprint(),
            text=activity.text_of(response),
        )
    )
