"""No mark is kept out by what its learner sends."""

from uuid import uuid5

from made_statements import of_activities
from running import as_
from test_exchange_over_http import TASK, WORK, hand_in, put

from coprod_training.progress.statements import NAMESPACE
from coprod_training.progress.vocabulary import VERBS


def test_no_statement_of_a_learner_takes_the_place_of_their_mark(collector, hub, course, outline):
    tariq, amira = hub.trainer("tariq", "spring"), hub.learner("amira", "spring")
    put(collector, tariq, f"/assignments/{TASK}?cohort=spring", WORK)
    given = hand_in(collector, amira).json()["submission"]
    (one,) = of_activities(course, [outline.modules[1].parts[0].activity])
    # As marks had their ids before: from what a learner is told, and points that can be guessed.
    guessed = [str(uuid5(NAMESPACE, f"{given}/0/{n / 2}/4.0")) for n in range(9)]
    batch = [one | {"id": name} for name in guessed]
    sent = collector.post("/statements", json=batch, headers=as_(amira))
    assert sent.json() == {"new": 9, "known": 0, "refused": []}

    back = f"/submissions/{given}/feedback?points=3&out_of=4"
    put(collector, tariq, back, {f"{TASK}.html": b"<p>Well weighed.</p>"})

    kept = collector.get("/statements", headers=as_(amira)).json()["statements"]
    marks = [row for row in kept if row["verb"] == VERBS["scored"]]
    assert [(row["activity"], row["scaled"]) for row in marks] == [(TASK, 0.75)]
    again = collector.post("/statements", json=[one | {"id": marks[0]["id"]}], headers=as_(amira))
    assert len(again.json()["refused"]) == 1
