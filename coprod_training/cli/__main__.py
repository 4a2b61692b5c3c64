"""Lets `python -m coprod_training.cli` stand for `coprod`."""

import sys

from coprod_training.cli import main

sys.exit(main())
