"""Whatever is done to a document: every word that somebody wrote is in the result, somewhere."""

from random import Random

import pytest

from contributions.small_pack import PACK
from coprod_training.contributions.anchors import before
from coprod_training.contributions.came_back import CameBack, Line, Remark, Span
from coprod_training.contributions.merge import merge


def sent():
    """The pack's lines as they were sent."""
    return [
        [[number, before(number, passage) + passage.text, passage.sort in ("heads", "row")]]
        for number, passage in PACK.numbered()
    ]


def changed(random):
    """The lines after some steps, and the words that were written meanwhile."""
    lines, written = sent(), []
    for step in range(12):
        word = f"planted{step}"
        at = random.randrange(len(lines))
        do = random.choice(["write", "anew", "add", "take out", "move", "join", "split", "lose"])
        span = random.choice(lines[at])
        if do == "write":
            span[1] += f" {word} "
        elif do == "anew":
            span[1] = f"{word} and nothing else "
        elif do == "add":
            lines.insert(at, [[None, f"{word} is new here", random.random() < 0.3]])
        elif do == "take out" and len(lines) > 3:
            gone = " ".join(text for _, text, _ in lines.pop(at))
            written = [one for one in written if one not in gone.split()]
        elif do == "move":
            lines.insert(random.randrange(len(lines)), lines.pop(at))
        elif do == "join" and at + 1 < len(lines):
            lines[at][-1][1] += " "
            lines[at] += lines.pop(at + 1)
        elif do == "split":
            half = len(span[1]) // 2
            cut = span[1].rfind(" ", 0, half) + 1
            lines.insert(at + 1, [[None, span[1][cut:], False]])
            span[1] = span[1][:cut]
        elif do == "lose":
            span[0] = None
        if do in ("write", "add"):
            written.append(word)
        if do == "anew":
            left = " ".join(text for line in lines for _, text, _ in line).split()
            written = [one for one in written if one in left]
            written.append(word)
    return lines, written


@pytest.mark.parametrize("seed", range(60))
def test_every_word_that_was_written_is_in_the_result(seed):
    random = Random(seed)  # a seed makes the case the same in every run
    lines, written = changed(random)
    remarks = [
        Remark(words=f"remark{n}", line=random.choice([None, *range(len(lines))])) for n in range(5)
    ]
    back = CameBack(
        pack_id=PACK.id,
        pack=PACK,
        lines=tuple(
            Line(
                spans=tuple(Span(number=n, text=text, before=text) for n, text, _ in line),
                is_row=line[0][2],
            )
            for line in lines
        ),
        remarks=tuple(remarks),
    )
    result = merge(PACK, back, name="abc123")
    landed = [*result.said, *result.for_keeper]
    said = " ".join([*(f"{one.new} {one.words}" for one in landed), *result.not_landed])

    missing = [one for one in (*written, *(r.words for r in remarks)) if one not in said.split()]
    assert missing == []
    assert len({one.ref for one in landed}) == len(landed)


@pytest.mark.parametrize("seed", range(60))
def test_every_passage_that_is_gone_is_said_to_be_gone(seed):
    random = Random(seed)
    kept = [number for number, _ in PACK.numbered() if random.random() < 0.7]
    lines = [line for line in sent() if line[0][0] in kept]
    back = CameBack(
        pack_id="",
        pack=PACK,
        lines=tuple(
            Line(spans=(Span(number=n, text=text, before=text),), is_row=is_row)
            for ((n, text, is_row),) in lines
        ),
        remarks=(),
    )
    result = merge(PACK, back, name="abc123")
    gone = [n for n, one in PACK.numbered() if n not in kept and one.sort != "answer"]

    assert [(one.sort, one.number) for one in (*result.said, *result.for_keeper)] == [
        ("taken out", n) for n in gone
    ]
