"""Certificate numbers (证书编号): platform code, year, nine digits, check character.

The check character is that of ISO/IEC 7064, hybrid system MOD 37,36: it finds every single wrong character and
nearly every swap of two neighbours.
"""

import re

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FORM = re.compile(r"([0-9]{6})([0-9]{4})([0-9]{9})([0-9A-Z])")
MOST = 999_999_999


def check_character(text: str) -> str:
    """Return the check character that belongs behind `text` (digits and capital letters)."""
    product = 36
    for character in text:
        total = (product + _CHARACTERS.index(character)) % 36
        product = (total or 36) * 2 % 37
    return _CHARACTERS[(37 - product) % 36]


def number_of(platform: str, year: int, sequence: int) -> str:
    """Return the number of the `sequence`-th certificate of a platform and year.

    Raises:
        ValueError: the parts do not make a number.
    """
    body = f"{platform}{year:04d}{sequence:09d}"
    number = body + check_character(body)
    if not 1 <= sequence <= MOST or _FORM.fullmatch(number) is None:
        raise ValueError(f"no certificate number: {platform!r}, {year}, {sequence}")
    return number


def parts(number: str) -> tuple[str, int, int] | None:
    """Return platform, year and sequence of a number, None when it cannot be one."""
    found = _FORM.fullmatch(number)
    if found is None or check_character(number[:-1]) != number[-1]:
        return None
    return found[1], int(found[2]), int(found[3])


def clean(text: str) -> str:
    """Return a typed number as it is kept: capitals, without spaces and hyphens."""
    return re.sub(r"[\s-]", "", text).upper()
