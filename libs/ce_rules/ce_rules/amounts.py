"""Read and write amounts of hours and credits (学时、学分): whole numbers and `Decimal`, never a float."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from ce_rules.errors import InvalidFact

Amount: TypeAlias = int | Decimal

_PLAIN = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


def read_amount(value: object, path: str, *, most: int = 1_000_000_000, places: int = 2) -> Amount:
    """Read an amount that is not negative, not above `most` and has at most `places` decimals.

    Whole values come back as `int`, so that 8, "8" and Decimal("8.0") are one and the same amount.

    Raises:
        InvalidFact: a float, a bool, a text that is not a plain decimal, NaN, negative or too large.
    """
    if value.__class__ is int and 0 <= value <= most:
        return value
    expected = f"不小于 0、不大于 {most} 的数（整数、Decimal 或“7.5”这样的文本，最多 {places} 位小数，不接受浮点数）"
    if value.__class__ is int:
        number: Amount = value
    elif isinstance(value, Decimal):
        number = _whole(value, path, expected)
    elif isinstance(value, str) and _PLAIN.fullmatch(value):
        try:
            number = _whole(Decimal(value), path, expected)
        except InvalidOperation:  # pragma: no cover - the pattern admits plain decimals only
            raise InvalidFact(path, value, expected) from None
    else:
        raise InvalidFact(path, value, expected)
    if number < 0 or number > most:
        raise InvalidFact(path, value, expected)
    if isinstance(number, Decimal) and -int(number.as_tuple().exponent) > places:
        raise InvalidFact(path, value, expected)
    return number


def read_count(value: object, path: str, *, least: int = 0, most: int = 1_000_000_000) -> int:
    """Read a whole number between `least` and `most`."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,10}", value):
        value = int(value)
    if value.__class__ is not int or not least <= value <= most:
        raise InvalidFact(path, value, f"{least} 至 {most} 之间的整数")
    return value


def _whole(value: Decimal, path: str, expected: str) -> Amount:
    if not value.is_finite():
        raise InvalidFact(path, value, expected)
    return int(value) if value == value.to_integral_value() else value.normalize()


def text(amount: Amount | None) -> str:
    """Write an amount as plain decimal text, the same for equal amounts; `None` is 未定."""
    if amount is None:
        return "未定"
    return str(amount) if isinstance(amount, int) else format(amount.normalize(), "f")


def wire(amount: Amount | None) -> str | None:
    """Write an amount for the message bus: a string, or `None` where there is no number."""
    return None if amount is None else text(amount)


def from_wire(value: object) -> Amount | None:
    """Read back what `wire` wrote."""
    return None if value is None else read_amount(value, "amount", places=6)


def floor_div(amount: Amount, by: Amount) -> int:
    """Divide and keep the whole part only (只取整数)."""
    return int(amount // by)
