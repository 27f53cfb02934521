"""Page tokens."""

import pytest

from ce_kit.pages import DEFAULT_PAGE_SIZE, BadPageToken, after, cut


def read(rows, page_size, token):
    """Read a page as a query does: rows after the key, one more than the page holds."""
    last = after(token, 2)
    later = [row for row in rows if last is None or list(row) > last]
    return cut(later[: (page_size or DEFAULT_PAGE_SIZE) + 1], page_size, lambda row: row)


def test_pages_hold_every_row_once():
    rows = [(name, number) for name in ("甲", "乙", "丙") for number in range(7)]
    rows.sort()
    seen, token = [], ""
    while True:
        page, token = read(rows, 4, token)
        seen += page
        assert len(page) <= 4
        if not token:
            break
    assert seen == rows


def test_last_page_may_be_full():
    page, token = read([("a", 1), ("a", 2)], 2, "")
    assert (len(page), token) == (2, "")


def test_default_size():
    rows = [("a", number) for number in range(60)]
    page, token = read(rows, 0, "")
    assert len(page) == DEFAULT_PAGE_SIZE
    assert token


@pytest.mark.parametrize("token", ["x", "!!", "bm90IGpzb24=", "W10=", "WzFd", "eyJhIjoxfQ==", "e", "中文"])
def test_token_nobody_gave_out(token):
    with pytest.raises(BadPageToken):
        after(token, 2)
