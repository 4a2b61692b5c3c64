"""The project's own files, for the tests that look at all of them."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "coprod_training"
MADE_BY_TOOLS = {
    ".venv",
    ".git",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".ipynb_checkpoints",
    "dist",
    "proof",
    "bench",
}


@dataclass(frozen=True)
class Import:
    """One import. name: in full, such as "coprod_training.content.course"."""

    path: Path
    line: int
    name: str
    lazy: bool


def files(*endings: str) -> Iterator[Path]:
    """Every file of the project with one of these endings, in order."""
    for folder, inside, names in os.walk(ROOT):
        # Changed in place: os.walk then never enters the large folders that tools make.
        built = {"site"} if Path(folder) == ROOT else set()  # docs/site is ours
        inside[:] = sorted(set(inside) - MADE_BY_TOOLS - built)
        yield from (Path(folder) / name for name in sorted(names) if Path(name).suffix in endings)


@cache
def imports() -> tuple[Import, ...]:
    """Every import of the package, read once. lazy: inside a function."""
    return tuple(one for path in sorted(PACKAGE.rglob("*.py")) for one in imports_of(path))


def imports_of(path: Path) -> Iterator[Import]:
    """Every import of one file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = set(map(id, tree.body))
    for node in ast.walk(tree):
        for name in names_in(node):
            yield Import(path, node.lineno, name, id(node) not in top)


def names_in(node: ast.AST) -> list[str]:
    """The modules that an import statement names; for `from a import b` both a and a.b."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []
