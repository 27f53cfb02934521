"""Where a page begins and how many rows it reads."""

from typing import TypeVar

from ce_kit.pages import DEFAULT_PAGE_SIZE, BadPageToken, after

Key = TypeVar("Key", str, int)


def key_of(page_token: str, kind: type[Key]) -> Key | None:
    """Return the key of the last row shown, None for the first page.

    Raises:
        BadPageToken: the token was not given out by a list with keys of this kind.
    """
    found = after(page_token)
    if found is None:
        return None
    if not isinstance(found[0], kind):
        raise BadPageToken("翻页标记不属于此列表，请从第一页重新开始")
    return found[0]


def limit_of(page_size: int) -> int:
    """Return how many rows to read: a page and one more, which tells that there is another."""
    return (page_size or DEFAULT_PAGE_SIZE) + 1
