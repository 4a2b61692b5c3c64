"""M2: forty cases that were judged by hand. Nobody gets a score, only one of four states."""

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest

from coprod_training.collector.figures import read_figures
from coprod_training.collector.intake import Taken
from coprod_training.collector.learners import Enrolled, held_learner
from coprod_training.collector.recording import record
from coprod_training.monitor.watched import still_since
from coprod_training.survey.pseudonym import Key

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEY = Key("progress", b"p" * 32)
KNOWN, ACTIVE, STALLED, FINISHED = "known", "active", "stalled", "finished"
# (what they did: modules finished, then whether one more is open; last did something, days and
# minutes ago; the state that a person would say). Half a module is one activity of it.
CASES = [
    *[(0, False, 0, 0, KNOWN)] * 2,
    *[(0, True, days, 0, ACTIVE) for days in (0, 1, 7, 14, 20)],
    *[(0, True, days, 0, STALLED) for days in (22, 23, 30, 90, 365)],
    (0, True, 20, 23 * 60 + 59, ACTIVE),
    (0, True, 21, -1, ACTIVE),
    (0, True, 21, 1, STALLED),
    *[(1, False, days, 0, ACTIVE) for days in (0, 10, 20)],
    *[(1, False, days, 0, STALLED) for days in (22, 60)],
    *[(1, True, days, 0, ACTIVE) for days in (0, 20)],
    *[(1, True, days, 0, STALLED) for days in (22, 60)],
    *[(5, False, days, 0, ACTIVE) for days in (3, 20)],
    *[(5, True, days, 0, STALLED) for days in (22, 100)],
    *[(9, True, days, 0, ACTIVE) for days in (0, 19)],
    *[(9, True, days, 0, STALLED) for days in (22, 400)],
    *[(10, False, days, 0, FINISHED) for days in (0, 1, 20, 21, 22, 60, 365, 700)],
]


def test_forty_cases_were_judged():
    assert len(CASES) == 40


@pytest.mark.parametrize("case", range(len(CASES)))
def test_the_rule_says_what_a_person_says(case, store, outline):
    modules, more, days, minutes, judged = CASES[case]
    at = NOW - timedelta(days=days, minutes=minutes)
    counted = [one for one in outline.modules if not one.optional]
    activities = [part.activity for one in counted[:modules] for part in one.parts]
    if more:
        activities.append(counted[modules].parts[0].activity)
    with store.writing() as connection:
        who = held_learner(connection, "somebody", KEY, Enrolled("sample-a", ""))
        taken = [
            Taken(uuid5(NAMESPACE_URL, one), one, True, None, None, 1, "", at) for one in activities
        ]
        record(connection, [(who, taken)], outline, at)

    with store.reading() as connection:
        (people,) = read_figures(connection, still_since(NOW)).people

    states = {name: getattr(people, name) for name in (KNOWN, ACTIVE, STALLED, FINISHED)}
    assert states == {name: int(name == judged) for name in states}
