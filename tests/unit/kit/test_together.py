"""Messages published together leave with one write, and not at all when one of them cannot be written."""

from types import SimpleNamespace

import pytest
from amqp.transport import TCPTransport

from ce_kit.bus.connections import together


@pytest.fixture
def transport():
    """A transport that only notes what reaches its socket."""
    made = TCPTransport("localhost")
    made.sent = []
    made._write = made.sent.append
    return made


def test_what_is_written_in_the_block_leaves_with_one_write(transport):
    buffer = bytearray(b"first")
    with together(SimpleNamespace(connection=SimpleNamespace(transport=transport))):
        transport.write(memoryview(buffer))
        buffer[:] = b"other"  # the writer of frames uses one buffer for all
        transport.write(memoryview(buffer))
        assert transport.sent == []
    assert transport.sent == [b"firstother"]
    transport.write(b"later")
    assert transport.sent == [b"firstother", b"later"]


def test_after_an_error_nothing_of_the_block_leaves(transport):
    with (
        pytest.raises(ValueError, match="odd"),
        together(SimpleNamespace(connection=SimpleNamespace(transport=transport))),
    ):
        transport.write(b"first")
        raise ValueError("odd")
    transport.write(b"later")
    assert transport.sent == [b"later"]


def test_the_in_process_broker_has_no_socket():
    with together(SimpleNamespace(connection=object())):
        pass
