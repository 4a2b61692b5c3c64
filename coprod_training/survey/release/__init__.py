"""From the restricted dataset to a release: what may be published, protected, audited, written.

Needs the extra `survey` (numpy, scipy). Nothing that a learner's process loads imports it.
"""
