"""PDF pages in the fonts of the certificate: the same bytes on every run with the same libraries."""

from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from ce_certificate.adapters.typecase import KAI, Face, Typecase
from ce_demo.files.table import DATA


class NoGlyph(Exception):
    """A character would be an empty box, or set in whatever font the machine has."""


def write_page(path: Path, html: str) -> None:
    """Write HTML as a PDF of one page.

    Raises:
        NoGlyph: see there.
    """
    typecase = Typecase()  # holds the unpacked fonts until the page is set
    faces, missing = typecase.faces("".join(html.split()))
    if missing:
        raise NoGlyph("、".join(missing))
    fonts = FontConfiguration()
    families = ", ".join(f'"{face.family}"' for face in (KAI, *faces))
    rules = "".join(_rule(face) for face in (KAI, *faces)) + f"html {{ font-family: {families} }}"
    sheets = [CSS(string=rules, font_config=fonts), CSS(filename=DATA / "evidence" / "page.css", font_config=fonts)]
    pdf = HTML(string=html).write_pdf(
        font_config=fonts, stylesheets=sheets, finisher=_check, pdf_identifier=path.stem.encode()
    )
    path.write_bytes(pdf)


def _rule(face: Face) -> str:
    return f'@font-face {{ font-family: "{face.family}"; src: url("{face.path.as_uri()}") }}'


def _check(document: Any, pdf: Any) -> None:
    for font in document.fonts.values():
        if font.missing or not font.family.startswith("CE "):
            raise NoGlyph(f"{font.family}: {font.missing}")
