"""The dataset in memory: one small whole number for each cell, so that a country fits easily.

Needs the extra `survey`. A learner's processes never load any of it.
"""
