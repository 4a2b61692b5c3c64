"""The benchmark of saves: a way of answering that loses an answer is found out, and ours is not."""

import pytest
import saves
import ways_to_answer

pytestmark = [pytest.mark.slow, pytest.mark.browser]
FAULTS = {fault.__name__: fault for fault in saves.FAULTS}


class Forgets(ways_to_answer.Way):
    """Keeps an answer only while its server runs, and has no second try."""

    def __init__(self, folder):
        super().__init__(folder)
        self.runs, self.said = True, []

    def start(self):
        self.runs = True

    def kill(self):
        self.runs = False

    def command(self):
        return []

    def open(self, page):
        page.goto("about:blank")

    def answer(self, page, words):
        if self.runs:
            self.said.append(words)

    def kept(self, words):
        return words in self.said


def test_an_answer_that_never_comes_to_the_disk_counts_as_lost(browser, tmp_path, monkeypatch):
    monkeypatch.setattr(saves, "SETTLED", 0.3)
    monkeypatch.setattr(saves, "GONE", 0.0)
    way = Forgets(tmp_path)

    assert not saves.survives(way, browser, saves.server_killed_while_away, "one")
    assert saves.survives(way, browser, saves.server_killed_after, "two")


@pytest.mark.drawn
@pytest.mark.parametrize("fault", ["tab_killed", "server_killed_while_away"])
def test_an_answer_of_ours_survives(browser, tmp_path, fault):
    way = ways_to_answer.Ours(tmp_path)
    way.start()
    try:
        assert saves.survives(way, browser, FAULTS[fault], "We ask first")
    finally:
        way.kill()
