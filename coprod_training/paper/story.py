"""A branching story on paper: numbered boxes, and at each choice the box to go to. Pure."""

from string import ascii_uppercase

from coprod_training.paper.box import Box, View


def story(view: View) -> list[tuple[int, str, list[tuple[Box, int]]]]:
    """The numbered boxes of a story: number, words, and the choices with the box each leads to.

    A choice has the code of its box and a letter, such as 3B. An end has no choices.
    """
    nodes = view["nodes"]
    order = [view["start"], *(one for one in nodes if one != view["start"])]
    numbers = {one: number for number, one in enumerate(order, 1)}
    return [
        (
            numbers[one],
            nodes[one]["text"],
            [
                (Box(code=f"{numbers[one]}{at}", id=t["id"], text=t["text"]), numbers[t["goto"]])
                for at, t in zip(ascii_uppercase, nodes[one]["choices"], strict=False)
            ],
        )
        for one in order
    ]
