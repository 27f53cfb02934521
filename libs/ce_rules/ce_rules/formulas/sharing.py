"""Share the hours of a joint paper among its authors (合著论文的分配)."""

from __future__ import annotations

from ce_rules.amounts import Amount
from ce_rules.errors import InvalidFact


def share(total: Amount, authors: int, position: int) -> int:
    """Divide equally in whole numbers; what is left goes one each to the first authors.

    The shares of all positions add up to `total`.

    Raises:
        InvalidFact: the position is beyond the number of authors.
    """
    if position > authors:
        raise InvalidFact("position", position, f"不大于作者人数 {authors} 的位次")
    each, left = divmod(int(total), authors)
    return each + (1 if position <= left else 0)
