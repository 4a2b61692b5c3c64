"""Grading with nbgrader: answers are read as data, and nothing a learner handed in is ever run.

Kept empty of imports: nbgrader is loaded only by the files that nbgrader itself calls.
"""
