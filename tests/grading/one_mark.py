"""A hand-in of one question with one mark, for rules about marks."""

from coprod_training.grading.gradebook import CellMark, Result


def hand_in_marked(points, *, at, assignment, learner="ann", **mark):
    """Marked by the course with these points. mark: what is otherwise of the mark."""
    usual = {"activity": "one", "out_of": 2.0, "auto": points, "manual": None, "extra": 0.0}
    one = CellMark(**usual | {"by_hand": False, "needs_manual": False} | mark)
    return Result(
        learner=learner, assignment=assignment, handed_in=at, marks=(one,), submitted=True
    )
