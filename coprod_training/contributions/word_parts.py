"""The XML parts of a Word document, by what they are to it. Pure.

Word for the web and SharePoint call them by other names than Word does, so a document's own
relationships come first, and the usual names after them. A target is only ever looked up among the
parts that were read. Source: ECMA-376, part 2, 9.3 (relationships); part 1, 11.3 (the parts).
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from coprod_training.contributions.word_lines import W

MAIN = "word/document.xml"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Parts:
    """The parts of one document. trees: by name; None for one that is no XML."""

    trees: Mapping[str, Any]

    @property
    def _main(self) -> str:
        return next(self._related("", "officeDocument"), MAIN)

    @property
    def body(self) -> Any:
        """The part with the document's words; None where there is none."""
        return self.trees.get(self._main)

    def of(self, sort: str) -> Any:
        """The part of this sort, such as comments; None where there is none."""
        return self.trees.get(next(self._related(self._main, sort), f"word/{sort}.xml"))

    def every(self, sort: str) -> list[str]:
        """The names of all parts of a sort that a document has several of, such as headers."""
        usual = (name for name in self.trees if name.startswith(f"word/{sort}"))
        return sorted({*self._related(self._main, sort), *usual})

    def _related(self, source: str, sort: str) -> Iterator[str]:
        """The names of the parts that are here, and that this one calls by this sort."""
        folder, name = posixpath.split(source)
        relationships = self.trees.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        for one in () if relationships is None else relationships.iter(_RELATIONSHIP):
            # A strict document has another address before the same last word.
            if one.get("Type", "").rpartition("/")[2] == sort:
                target = posixpath.join("/", folder, one.get("Target", ""))
                found = posixpath.normpath(target).lstrip("/")
                if found in self.trees:
                    yield found


def as_transitional(tree: Any) -> Any:
    """The same part with the names that Word writes by itself, where it was saved as strict.

    What is read here differs in its names alone. Source: the schemas in annex A of ECMA-376, part 1
    (strict) and part 4 (transitional).
    """
    for one in list(tree.iter(f"{_STRICT}*")):
        one.tag = f"{W}{one.tag.removeprefix(_STRICT)}"
        for name, value in one.attrib.items():
            if name.startswith(_STRICT):
                del one.attrib[name]
                one.set(f"{W}{name.removeprefix(_STRICT)}", value)
    return tree
