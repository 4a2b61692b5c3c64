"""The survey: from a learner's consented self-check to a dataset that names nobody."""
