"""Amounts of hours and credits as exact decimals."""

from decimal import Decimal, InvalidOperation


def text(amount: Decimal | None) -> str:
    """Write an amount the short way: 40, 7.5; empty where there is none."""
    return "" if amount is None else f"{amount.normalize():f}"


def read(value: object) -> Decimal | None:
    """Read what `text` wrote; nothing and the empty text are no amount.

    Raises:
        ValueError, TypeError: it is no plain decimal.
    """
    if value is None or value == "":
        return None
    if not isinstance(value, str | int):
        raise TypeError(f"{value!r} is no decimal text")
    try:
        amount = Decimal(value)
    except InvalidOperation as error:
        raise ValueError(f"{value!r} is no decimal text") from error
    if not amount.is_finite():
        raise ValueError(f"{value!r} is no amount")
    return amount
