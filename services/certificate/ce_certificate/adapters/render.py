"""Runs in a process of its own (ce_kit.processes): content in, PDF out. The only module that imports WeasyPrint.

The same content gives the same bytes: dates and file identifier come from the content, fonts from this project.
"""

import base64
import hashlib
import os
import warnings
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

LAYOUT = Path(__file__).resolve().parent / "layout"
os.environ["FONTCONFIG_FILE"] = str(LAYOUT / "fontconfig.xml")
warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")

from weasyprint import CSS, HTML  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from ce_certificate.adapters.page import SETTINGS, page, statement  # noqa: E402
from ce_certificate.adapters.typecase import ALWAYS, FIGURES, KAI, SONG, SONG_BOLD, Face, Typecase  # noqa: E402


class Blank(Exception):
    """A character would have been printed as an empty box, or in a font that is not ours."""


def render(request: dict[str, Any]) -> dict[str, Any]:
    """Set a certificate: {content, added_fonts} → {pdf, missing, too_long}.

    `pdf` is base64, and empty when characters are `missing` from all fonts or the texts do not fit on the page.
    """
    content = request["content"]
    faces, missing = _typecase(request["added_fonts"]).faces(texts(content))
    pdf = b"" if missing else _pdf(content, faces)
    return {"pdf": base64.b64encode(pdf).decode(), "missing": missing, "too_long": not missing and not pdf}


def texts(content: dict[str, Any]) -> str:
    """Return everything that comes from outside, and is therefore set in Kai and its fallbacks."""
    return statement(content) + "".join(value for value in content.values() if isinstance(value, str))


def _pdf(content: dict[str, Any], faces: Sequence[Face]) -> bytes:
    """Return the document, set as roomy as one page allows; nothing when it does not fit."""
    fonts, sheets = _fonts(), [_stylesheet(), CSS(string=_families(faces), font_config=_fonts())]
    for setting in SETTINGS:
        document = HTML(string=page(content, setting)).render(font_config=fonts, stylesheets=sheets)
        if len(document.pages) == 1:
            identifier = hashlib.sha256(content["number"].encode()).hexdigest()[:32].encode()
            return bytes(document.write_pdf(finisher=_check, pdf_identifier=identifier))
    return b""


def _check(document: Any, pdf: Any) -> None:
    """Refuse a document with a missing glyph or a foreign font, whatever was found before."""
    for font in document.fonts.values():
        if font.missing:
            raise Blank("no glyph for " + ", ".join(f"U+{point:04X}" for point in font.missing))
        if not font.family.startswith("CE "):
            raise Blank(f"set in a font that is not ours: {font.family}")


def _families(faces: Sequence[Face]) -> str:
    kai = [FIGURES, KAI, *faces]
    chains = {"body": [SONG, *kai], ".bold": [SONG_BOLD, *kai], ".value": kai}
    rules = [f"{selector} {{ font-family: {_list(chain)} }}" for selector, chain in chains.items()]
    return "".join([*map(_rule, faces), *rules])


def _list(chain: Sequence[Face]) -> str:
    return ", ".join(f'"{face.family}"' for face in chain)


def _rule(face: Face) -> str:
    return f'@font-face {{ font-family: "{face.family}"; src: url("{face.path.as_uri()}") }}'


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _stylesheet() -> CSS:
    return CSS(string="".join(map(_rule, ALWAYS)) + (LAYOUT / "page.css").read_text(), font_config=_fonts())


@cache
def _typecase(added: str) -> Typecase:
    return Typecase(Path(added) if added else None)
