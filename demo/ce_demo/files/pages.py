"""PDF pages in the fonts of the certificate: the same bytes on every run with the same libraries."""

from pathlib import Path

from ce_demo.files.table import DATA
from ce_print.page import set_page


class NoGlyph(Exception):
    """A character would be an empty box, or set in whatever font the machine has."""


def write_page(path: Path, html: str) -> None:
    """Write HTML as a PDF of one page.

    Raises:
        NoGlyph: see there.
    """
    pdf, missing = set_page(html, (DATA / "evidence" / "page.css").read_text())
    if missing:
        raise NoGlyph("、".join(missing))
    path.write_bytes(pdf)
