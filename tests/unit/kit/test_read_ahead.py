"""What has arrived is read at once and handled frame by frame, however the network cut it."""

import socket
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_kit.bus.connections import READ_AHEAD, PatientConnection

METHOD = 1


def frame(payload):
    return struct.pack(">BHI", METHOD, 7, len(payload)) + payload + b"\xce"


class Reader(PatientConnection):
    """A connection over a pair of sockets; notes the frames it was given."""

    def __init__(self):
        self.near, self.far = socket.socketpair()
        super().__init__(read_timeout=0.05)
        transport = self.Transport("nowhere:1", 1)
        transport.sock, transport.connected = self.near, True
        transport._setup_transport()
        self.asked = 0
        receive = transport._quick_recv

        def counted(size):
            self.asked += 1
            return receive(size)

        transport._quick_recv = counted
        self._transport = transport
        self.frames = []

    def on_inbound_frame(self, frame):
        self.frames.append(frame[2])
        return True

    def close(self):
        self.near.close()
        self.far.close()


@pytest.fixture
def reader():
    made = Reader()
    yield made
    made.close()


def test_what_came_together_is_asked_for_once(reader):
    reader.far.sendall(b"".join(frame(bytes([number]) * 20) for number in range(50)))
    reader.blocking_read(1)
    while reader.has_a_frame:
        reader.blocking_read(1)
    assert reader.frames == [bytes([number]) * 20 for number in range(50)]
    assert reader.asked == 1


def test_half_a_frame_is_no_frame_and_is_kept_over_a_timeout(reader):
    whole = frame(b"x" * 100)
    reader.far.sendall(frame(b"first") + whole[:40])
    reader.blocking_read(1)
    assert not reader.has_a_frame
    with pytest.raises(TimeoutError):
        reader.blocking_read(0.01)
    reader.far.sendall(whole[40:])
    reader.blocking_read(1)
    assert reader.frames == [b"first", b"x" * 100]


@given(
    payloads=st.lists(st.binary(max_size=3 * READ_AHEAD) | st.binary(max_size=50), min_size=1, max_size=8),
    cuts=st.lists(st.integers(1, 2 * READ_AHEAD), max_size=10),
)
def test_frames_survive_any_cut(payloads, cuts):
    reader = Reader()
    text = b"".join(map(frame, payloads))
    try:
        for cut in [*cuts, len(text)]:
            part, text = text[:cut], text[cut:]
            reader.far.sendall(part)
            while True:
                try:
                    reader.blocking_read(0.001)
                except TimeoutError:
                    break
        assert reader.frames == payloads
    finally:
        reader.close()
