"""Runs in a process of its own (ce_nameko.processes): content in, PDF out. The only module that imports WeasyPrint.

The same content gives the same bytes: dates and file identifier come from the content, fonts from this project.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ce_certificate.adapters.page import SETTINGS, page, statement
from ce_print.setting import CSS, HTML, FontConfiguration, check_glyphs, family_list, font_face
from ce_print.typecase import ALWAYS, FIGURES, KAI, SONG, SONG_BOLD, Face, Typecase

LAYOUT = Path(__file__).resolve().parent / "layout"


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
            return bytes(document.write_pdf(finisher=check_glyphs, pdf_identifier=identifier))
    return b""


def _families(faces: Sequence[Face]) -> str:
    kai = [FIGURES, KAI, *faces]
    chains = {"body": [SONG, *kai], ".bold": [SONG_BOLD, *kai], ".value": kai}
    rules = [f"{selector} {{ font-family: {family_list(chain)} }}" for selector, chain in chains.items()]
    return "".join([*map(font_face, faces), *rules])


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _stylesheet() -> CSS:
    return CSS(string="".join(map(font_face, ALWAYS)) + (LAYOUT / "page.css").read_text(), font_config=_fonts())


@cache
def _typecase(added: str) -> Typecase:
    return Typecase(Path(added) if added else None)
