"""Puts the learners' copy of the course into a wheel: no keys, no rubrics, no staff notes."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PublishedCourse(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own generic
    """Runs `publish` for a real wheel; an editable install reads the checkout instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the published course to the wheel as `coprod_training/published`."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from coprod_training.content.publish import publish, read_manifest

        # A released course: `coprod publish` has asked the gate, and put contributors' words in.
        given = os.environ.get("COPROD_PUBLISHED")
        if given is not None and read_manifest(Path(given)) is None:
            raise RuntimeError(f"COPROD_PUBLISHED names no published copy of the course: {given}")
        if given is not None:
            out = Path(given).resolve()
        else:
            self.folder = tempfile.TemporaryDirectory(prefix="coprod-published-")
            out = Path(self.folder.name) / "published"
            publish(root, out)
        build_data["force_include"][str(out)] = "coprod_training/published"
