"""Pagination by opaque tokens (AIP-158); a token is the key of the last row shown."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import orjson

from ce_kit.errors import DomainError, Kind

Row = TypeVar("Row")

DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE = 50, 500


class BadPageToken(DomainError):
    """The page token was not given out by this list."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_PAGE_TOKEN"


def after(page_token: str, length: int = 1) -> list[Any] | None:
    """Return the key of the last row shown (a list of `length` values), None for the first page."""
    if not page_token:
        return None
    try:
        key = orjson.loads(base64.urlsafe_b64decode(page_token.encode()))
    except (binascii.Error, ValueError) as error:
        raise BadPageToken("翻页标记无效，请从第一页重新开始") from error
    if not isinstance(key, list) or len(key) != length:
        raise BadPageToken("翻页标记不属于此列表，请从第一页重新开始")
    return key


def limit(page_size: int) -> int:
    """Return how many rows to read for a page: one more than it shows, which tells whether there is another."""
    return (page_size or DEFAULT_PAGE_SIZE) + 1


def cut(rows: Sequence[Row], page_size: int, key: Callable[[Row], Sequence[Any]]) -> tuple[list[Row], str]:
    """Cut `rows` (read with `limit`) to one page; return it and the next token."""
    size = page_size or DEFAULT_PAGE_SIZE
    page = list(rows[:size])
    if len(rows) <= size:
        return page, ""
    return page, base64.urlsafe_b64encode(orjson.dumps(list(key(page[-1])))).decode()
