"""The course as it is shipped, read once for every test that only looks at it.

Reading it takes 0.4 s, and each worker imports every file of tests. Whoever changes a file of the
course reads a copy of their own with `load_course`.
"""

from pathlib import Path

from coprod_training.content.course import load_course

ROOT = Path(__file__).parents[1]
COURSE = load_course(ROOT / "course")
