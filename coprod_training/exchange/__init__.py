"""nbgrader's exchange over HTTP: what a hub uses in the place of a folder that all can write to.

Identity is the hub token's alone, so no name that a learner gives counts. Each person's server
keeps a copy of its own of what the collector holds (`grading.from_collector`), in the form of
nbgrader's exchange: pages and commands read that copy, and do not know where it came from.
"""
