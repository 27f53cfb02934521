"""W3C trace context."""

import re

import pytest

from ce_kit.tracing import onward, trace_id

TRACE = "0af7651916cd43dd8448eb211c80319c"
FIRST = f"00-{TRACE}-b7ad6b7169203331-01"


def test_each_step_continues_the_trace_under_an_id_of_its_own():
    second = onward(FIRST)
    third = onward(second)
    assert second.split("-")[1] == third.split("-")[1] == TRACE
    assert len({FIRST, second, third}) == 3


@pytest.mark.parametrize("parent", ["", "nonsense", "00-0-0-0", "00-" + "0" * 32 + "-" + "0" * 16 + "-01"])
def test_without_a_readable_parent_a_trace_begins(parent):
    one, other = onward(parent), onward(parent)
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", one)
    assert one.split("-")[1] != other.split("-")[1]


def test_all_steps_share_the_trace_id():
    assert trace_id(onward(FIRST)) == TRACE
    assert trace_id("") == ""
