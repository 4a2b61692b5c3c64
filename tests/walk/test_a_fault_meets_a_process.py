"""A fault that met no process of a lesson, or was refused, is none, and would prove nothing."""

import io
from types import SimpleNamespace
from urllib.error import HTTPError

import interrupted
import opened
import pytest


@pytest.mark.parametrize("fault", ["kernel_restarted", "kernel_culled"])
def test_it_is_asked_for_until_a_process_is_there_is_known_and_takes_it(monkeypatch, fault):
    running, known = iter([[]]), iter([[], ["refuses"], ["takes it"]])
    pressed, met = [], []

    def jupyter(server, method, path):
        if method == "GET":
            return [{"id": one} for one in next(known)]
        if "refuses" in path:
            raise HTTPError(path, 500, "refused", {}, io.BytesIO())
        return met.append(path)

    section = SimpleNamespace(dispatch_event=lambda event, **more: pressed.append(event))
    monkeypatch.setattr(opened, "jupyter", jupyter)
    monkeypatch.setattr(interrupted, "lessons_of", lambda server: next(running, ["a process"]))
    learner = object.__new__(interrupted.Learner)  # with no server and no browser
    learner.server, learner.activity = None, "an activity"
    learner.page = SimpleNamespace(locator=lambda words: section)

    getattr(learner, fault)()

    assert pressed == ["pointerdown"]
    assert len(met) == 1
    assert met[0].startswith("api/kernels/takes it")
