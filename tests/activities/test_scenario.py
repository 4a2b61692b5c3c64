from dataclasses import replace

import pytest

from coprod_training.activities.scenario import Node, Scenario, Turn


@pytest.fixture
def poster():
    return Scenario.example().activity


def test_a_path_that_stops_on_the_way_is_kept_and_counts_as_not_done(poster):
    assert poster.problem_with(["talk"]) is None
    assert not poster.complete(["talk"])
    assert poster.complete(["talk", "wait", "send"])


def test_the_ends_effects_come_with_the_feedback_and_not_before(poster):
    assert poster.feedback(["talk"]).notes == ()
    assert poster.feedback(["send"]).notes == (
        ("Trust", "Steady."),
        ("Who decides next time", "Staff."),
        ("The cost", "An hour."),
    )


def test_nothing_is_right_or_wrong_unless_an_end_is_named_best(poster):
    open_story = replace(poster, best_ends=())

    assert (poster.score(["send"]), open_story.score(["send"])) == (0, None)
    assert open_story.feedback(["send"]).right is None


def test_the_words_are_the_way_and_where_it_came_to(poster):
    assert poster.text_of(["send"]) == "Send it as it is\nIt is sent."


def problems_with(poster, *nodes):
    return [
        (route, what) for route, what, _ in replace(poster, nodes=poster.nodes + nodes).problems()
    ]


def test_a_node_that_no_choice_leads_to_is_reported(poster):
    lost = Node(id="lost", text="Nobody comes here.", end=poster.nodes[2].end)

    assert problems_with(poster, lost) == [
        (("nodes", 4), 'No choice leads to the node "lost".'),
    ]


def test_a_choice_that_leads_nowhere_is_reported_with_the_nearest_name(poster):
    start = replace(
        poster.nodes[0],
        choices=(*poster.nodes[0].choices, Turn(id="wait", text="Wait", goto="takled")),
    )
    found = replace(poster, nodes=(start, *poster.nodes[1:])).problems()

    assert found == [
        (
            ("nodes", 0, "choices", 2, "goto"),
            'The choice "wait" leads to "takled", which is not a node.',
            "Did you mean talked?",
        )
    ]


def test_a_loop_with_no_way_out_is_reported(poster):
    round_and_round = Node(
        id="talked", text="Talk.", choices=(Turn(id="more", text="Talk more", goto="talked"),)
    )
    nodes = (poster.nodes[0], round_and_round, poster.nodes[2])
    found = replace(poster, nodes=nodes, best_ends=()).problems()

    assert [what for _, what, _ in found] == ['From the node "talked" the story never ends.']


def test_a_node_with_neither_choices_nor_an_end_is_reported(poster):
    nodes = (*poster.nodes[:3], replace(poster.nodes[3], end=None))
    found = replace(poster, nodes=nodes, best_ends=()).problems()

    assert [what for _, what, _ in found] == ['The node "agreed" needs either choices or an end.']


@pytest.mark.parametrize("part", ["trust", "who_decides", "cost", "debrief"])
def test_an_end_that_says_nothing_is_reported(poster, part):
    last = poster.nodes[3]
    nodes = (*poster.nodes[:3], replace(last, end=replace(last.end, **{part: " "})))

    assert replace(poster, nodes=nodes).problems() == [
        (("nodes", 3, "end", part), 'The end "agreed" says nothing here.', "Say it."),
    ]


def test_a_start_that_is_no_node_is_reported(poster):
    assert replace(poster, start="aksed").problems()[0][2] == "Did you mean asked?"
