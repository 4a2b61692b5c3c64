"""Disclosure control: what may be published about groups, so that nothing can be told of a person.

It knows nothing of courses or surveys: groups, answers and thresholds are given to it. What leaves
it is a `ProtectedTable`, or a reason why there is none.
Source of every rule: survey-dataset.md, "Disclosure control", whose points 1 to 8 are named below.
"""
