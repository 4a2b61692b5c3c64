"""Which parts of the shipped course say that they claim nothing: read by a person, and listed.

`coprod check` asks every other paragraph for its fact. A new part here needs somebody who has read
it and found only our own instructions, advice, questions or made-up material.
"""

NO_CLAIM = {
    "title": "the lead, and how long it takes",
    "draft-words": "the status of the course",
    "outcomes": "what a learner can do by the end",
    "how-to-use": "instructions",
    "start-by-hand": "instructions, for JupyterLab without the course's extension",
    "your-service-today": "instructions",
    "before-you-say-yes": "what the next choice is",
    "stop-after-self-check": "a place to stop",
    "content-note": "what the next section is about",
    "six-steps": "our own two questions, and the words of the survey's steps",
    "ask-who-will-do-it": "our own advice",
    "how-to-use-the-steps": "our own advice",
    "stop-after-steps": "a place to stop",
    "worked-example": "made up",
    "thinking-aloud": "made up, and how to read the table",
    "your-turn": "made up",
    "stop-after-examples": "a place to stop",
    "sort-it-yourself": "instructions",
    "stop-after-sorting": "a place to stop",
    "say-the-step-out-loud": "our own advice",
    "small-or-remote": "our own advice",
    "next-time": "what comes next",
    "stop-after-honest-steps": "a place to stop",
    "practise-honesty": "instructions",
    "check-a-claim": "a question",
    "from-contributors": "what the place is for",
    "summary": "our own two questions",
    "team-task": "instructions",
    "what-next": "what comes next",
}
CITES = [
    "many-meanings",
    "two-definitions",
    "four-areas",
    "where-the-steps-come-from",
    "where-co-design-stops",
    "ladders-have-critics",
    "honest-steps",
    "tell-people-what-changed",
    "places-to-look",
    "summary-of-sources",
]


def tagged(parts):
    texts = [part for part in parts if part["cell_type"] == "markdown"]
    return [part["id"] for part in texts if "no-claim" in part["metadata"].get("tags", [])]


def test_these_parts_of_the_lesson_claim_nothing_and_no_others(lesson):
    assert tagged(lesson) == list(NO_CLAIM)


def test_all_other_text_of_the_lesson_cites_facts(lesson):
    texts = [part for part in lesson if part["cell_type"] == "markdown"]

    assert [part["id"] for part in texts if part["id"] not in NO_CLAIM] == CITES


def test_the_exercise_claims_nothing_since_it_cannot_show_a_source(exercise_page):
    texts = [part["id"] for part in exercise_page if part["cell_type"] == "markdown"]

    assert tagged(exercise_page) == texts
