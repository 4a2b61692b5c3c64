"""Certificates: a tagged PDF and an Open Badges 3.0 credential, signed where the gradebook is.

A learner's process never loads this room, and never holds its key (docs/decisions/0026).
"""
