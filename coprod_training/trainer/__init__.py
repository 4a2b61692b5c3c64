"""The trainer's pages: where every exercise is, each next step, and marking in formgrader.

Only a trainer's server loads this room: it needs nbgrader, which a learner's server never does.
"""
