"""WeasyPrint without the fonts of the machine: faces as CSS, and the last check of a finished document."""

import os
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ce_print.typecase import Face

os.environ["FONTCONFIG_FILE"] = str(Path(__file__).resolve().parent / "fontconfig.xml")
warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")

from weasyprint import CSS, HTML  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

__all__ = ["CSS", "HTML", "Blank", "FontConfiguration", "check_glyphs", "family_list", "font_face"]


class Blank(Exception):
    """A character would have been printed as an empty box, or in a font that is not ours."""


def check_glyphs(document: Any, pdf: Any) -> None:
    """Refuse a document with a missing glyph or a foreign font, whatever was found before; a `finisher`."""
    for font in document.fonts.values():
        if font.missing:
            raise Blank("no glyph for " + ", ".join(f"U+{point:04X}" for point in font.missing))
        if not font.family.startswith("CE "):
            raise Blank(f"set in a font that is not ours: {font.family}")


def font_face(face: Face) -> str:
    """Return a face as a CSS rule."""
    return f'@font-face {{ font-family: "{face.family}"; src: url("{face.path.as_uri()}") }}'


def family_list(chain: Sequence[Face]) -> str:
    """Return faces as the value of font-family."""
    return ", ".join(f'"{face.family}"' for face in chain)
