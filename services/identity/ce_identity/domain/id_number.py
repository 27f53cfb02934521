"""Resident ID numbers (公民身份号码, GB 11643) and residence permits of the same form."""

import re
import unicodedata
from datetime import date

from ce_identity.domain.errors import BadIdNumber

_FORM = re.compile(r"[1-9][0-9]{16}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_EARLIEST = date(1900, 1, 1)
# abolished counties stay valid in old numbers, so only the province is judged; 81–83 are residence permits
_PROVINCES = frozenset(
    map(
        str,
        [
            *range(11, 16),
            *range(21, 24),
            *range(31, 38),
            *range(41, 47),
            *range(50, 55),
            *range(61, 66),
            71,
            81,
            82,
            83,
        ],
    )
)


def canonical(text: str) -> str:
    """Return what was typed as it would stand on the card: half width, no spaces, capital X."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def check_character(first_seventeen: str) -> str:
    """Return the eighteenth character that belongs to seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECK[total % 11]


def parse(text: str, today: date) -> str:
    """Return the number in canonical form.

    Raises:
        BadIdNumber: says what is wrong, without repeating the number.
    """
    number = canonical(text)
    if len(number) != 18:
        raise BadIdNumber(f"身份证号应为 18 位，填写了 {len(number)} 位", length=len(number))
    if not _FORM.fullmatch(number):
        raise BadIdNumber("身份证号应为 17 位数字加 1 位数字或 X")
    if number[:2] not in _PROVINCES:
        raise BadIdNumber("身份证号前两位不是有效的省级代码")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise BadIdNumber("身份证号中的出生日期不存在") from error
    if not _EARLIEST <= born <= today:
        raise BadIdNumber("身份证号中的出生日期不合理")
    if check_character(number[:17]) != number[17]:
        raise BadIdNumber("身份证号校验位不符，请核对是否录错")
    return number


def is_possible(text: str) -> bool:
    """Tell whether an ID number of this form can exist at any time."""
    try:
        parse(text, date.max)
    except BadIdNumber:
        return False
    return True


def masked(number: str) -> str:
    """Hide all but the first four and the last two characters."""
    return f"{number[:4]}{'*' * 12}{number[-2:]}"
