"""The benchmarks' own modules lie beside the benchmarks, as these run by themselves."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "benchmarks"))
