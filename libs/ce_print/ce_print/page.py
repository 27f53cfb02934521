"""A plain document: HTML and CSS in, PDF out, in the fonts of this library."""

import hashlib
import html
import re

from ce_print.setting import CSS, HTML, FontConfiguration, check_glyphs, family_list, font_face
from ce_print.typecase import KAI, Typecase

_TAG = re.compile(r"<[^<>]*>")


def set_page(body: str, style: str) -> tuple[bytes, list[str]]:
    """Return the document, and the characters that no font holds; the same body and style give the same bytes.

    With missing characters the document is empty.
    """
    typecase = Typecase()  # holds the unpacked fonts until the page is set
    faces, missing = typecase.faces("".join(html.unescape(_TAG.sub("", body)).split()))
    if missing:
        return b"", missing
    fonts = FontConfiguration()
    families = family_list((KAI, *faces))
    rules = "".join(map(font_face, (KAI, *faces)))
    rules += f"html {{ font-family: {families} }} @page {{ font-family: {families} }}"
    sheets = [CSS(string=rules, font_config=fonts), CSS(string=style, font_config=fonts)]
    identifier = hashlib.sha256(body.encode()).hexdigest()[:32].encode()
    document = HTML(string=body).render(font_config=fonts, stylesheets=sheets)
    return bytes(document.write_pdf(finisher=check_glyphs, pdf_identifier=identifier)), []
