"""Names of persons: what a name may hold, rare characters included."""

import re
import unicodedata

from ce_identity.domain.errors import BadName

LONGEST = 60
_DOT = "·"
_DOTS = re.compile(r"\s*[·•‧∙・．]\s*")
_HAN = r"[〇\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff]"
# lists spread names of two characters to the width of three, with a space that is not part of the name
_BETWEEN_HAN = re.compile(f"(?<={_HAN}) (?={_HAN})")


def clean_name(text: str) -> str:
    """Return the name with one kind of middle dot (U+00B7) and without spaces that are not part of it.

    Chinese characters keep their exact code point: compatibility forms are only unified for full-width
    Latin letters, since folding a rare character would change a legal name.
    """
    name = _DOTS.sub(_DOT, text)
    name = "".join(unicodedata.normalize("NFKC", c) if "\uff01" <= c <= "\uff5e" else c for c in name)
    return _BETWEEN_HAN.sub("", " ".join(name.split()))


def is_name(text: str) -> bool:
    """Tell whether `text` can be a name: 2 to 60 letters of any script, dots, spaces, hyphens, apostrophes.

    Some rare characters have only a private code point on the card; 〇 counts as a number in Unicode.
    """
    letters = [c for c in text if unicodedata.category(c).startswith(("L", "M", "Co")) or c == "〇"]
    others = len(text) - len(letters)
    return 2 <= len(text) <= LONGEST and len(letters) >= 2 and others == sum(text.count(c) for c in "· -'")


def read_name(text: str) -> str:
    """Return the name a person wrote.

    Raises:
        BadName: it can be none.
    """
    name = clean_name(text)
    if not is_name(name):
        raise BadName("姓名含有不能用于姓名的字符，或不足两个字")
    return name
