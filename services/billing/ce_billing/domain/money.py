"""Money is whole fen."""

from decimal import Decimal, InvalidOperation


def yuan(fen: int) -> str:
    """Write an amount for people: 10, 9.50."""
    return str(fen // 100) if fen % 100 == 0 else f"{fen // 100}.{fen % 100:02d}"


def fen_of(value: object) -> int | None:
    """Return an amount in yuan (a number, or a decimal text) as fen; None for whatever is no such amount."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        fen = Decimal(str(value)) * 100
    except InvalidOperation:
        return None
    return int(fen) if fen.is_finite() and fen == int(fen) and fen >= 0 else None
