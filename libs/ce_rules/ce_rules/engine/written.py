"""Make a function from text: what is asked of every person is written out once, without loops (成文函数)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def written(lines: Sequence[str], space: Mapping[str, Any]) -> Any:
    """Give the function that the lines define; they see the names of `space`.

    Facts of people and words of plugins enter the text as literals (`repr`) only.
    """
    names = dict(space)
    exec(compile("\n".join(lines), "<written>", "exec"), names)  # noqa: S102 - see above
    return names[lines[0].removeprefix("def ").partition("(")[0]]
