"""The font of our Word documents: the same in a review pack and in a lesson on paper."""

from typing import Any

from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor


def set_font(style: Any, size: int) -> None:
    """Let a style be black Arial of so many points, whatever the document's theme says."""
    style.font.name, style.font.size = "Arial", Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    # The theme's own fonts would win over the name.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for part in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.attrib.pop(qn(f"w:{part}Theme"), None)
        fonts.set(qn(f"w:{part}"), "Arial")
