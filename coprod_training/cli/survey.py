"""Build the survey dataset from consented self-checks, or take somebody's answers out."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""


def run(asked: argparse.Namespace) -> int:
    """Placeholder replaced once the survey package is here."""
    return 0
