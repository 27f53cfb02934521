"""What becomes of events that cannot be handled, on the real broker."""

import itertools
import time
from datetime import datetime

import pytest

from ce_kit.bus.topology import DEAD_QUEUE, event_queue, retry_queue
from ce_kit.ids import new_id
from ce_kit.testing.bus import event
from ce_kit.testing.waiting import wait_for

NOTE = "toy.note.written.v1"
QUEUE = f"toy.{NOTE}"


@pytest.fixture(autouse=True)
def no_dead_letters(toy, bus):
    bus.take("ce.dead")


def tell(bus, text, **options):
    one = event(NOTE, {"text": text})
    assert bus.tell(one, **options) == [None]
    return one


def test_undecodable_message_goes_to_the_dead_letters(toy, bus):
    bus.raw("ce.events", NOTE, b"\xff not json")
    (letter,) = bus.dead_letters()
    assert letter.body in (b"\xff not json", "\xff not json")
    assert letter.headers["x-death"][0]["queue"] == QUEUE
    assert bus.depth(QUEUE) == 0


def test_message_of_another_content_type_goes_to_the_dead_letters(toy, bus):
    bus.raw("ce.events", NOTE, b"cos\nsystem\n(S'true'\ntR.", content_type="application/x-python-serialize")
    (letter,) = bus.dead_letters()
    assert letter.headers["x-death"][0]["reason"] == "rejected"


def test_message_that_is_no_event_is_set_aside_at_once(toy, bus):
    for body in (b"[1]", b"{}", b'"text"', b"null"):
        bus.raw("ce.events", NOTE, body)
    letters = bus.dead_letters(4)
    assert {letter.headers["ce-reason"] for letter in letters} == {"Poison"}


def test_handler_that_fails_for_good_is_tried_six_times_with_growing_delays(toy, bus):
    one = tell(bus, f"hopeless {new_id()}")
    (letter,) = bus.dead_letters()
    assert letter.payload == one
    assert letter.headers["ce-reason"] == "RuntimeError"
    assert letter.headers["ce-error"] == "always, [id-number]"
    assert letter.headers["ce-origin-queue"] == QUEUE
    lines = [line for line in toy.lines() if line.get("message_id") == one["id"]]
    assert [line["attempt"] for line in lines] == [1, 2, 3, 4, 5, 6]
    times = [datetime.fromisoformat(line["timestamp"]).timestamp() for line in lines]
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    for gap, delay in zip(gaps, (0.1, 0.2, 0.3, 0.4, 0.5), strict=True):
        assert delay <= gap < delay + 1
    assert [line["event"] for line in lines][-1] == "message set aside"


def test_poison_is_set_aside_at_once(toy, bus):
    one = tell(bus, f"poison {new_id()}")
    (letter,) = bus.dead_letters()
    assert letter.payload == one
    assert [line["attempt"] for line in toy.lines() if line.get("message_id") == one["id"]] == [1]
    assert (letter.headers["ce-reason"], letter.headers["ce-error"]) == ("Poison", "never")


def test_dead_letter_can_be_put_back(toy, bus, rows):
    """What an operator does after mending the cause: publish it to the queue it came from."""
    text = f"mended {new_id()}"
    tell(bus, "poison", headers={"ce-note": "kept"})
    (letter,) = bus.dead_letters()
    assert letter.headers["ce-note"] == "kept"
    body = letter.body.encode() if isinstance(letter.body, str) else letter.body
    bus.raw("", letter.headers["ce-origin-queue"], body.replace(b"poison", text.encode()))
    rows.wait(f"heard {text}")


def test_while_another_service_is_away_events_wait_and_are_not_set_aside(toy, bus, rows):
    text = f"away {new_id()}"
    tell(bus, text)
    rows.wait(f"heard {text}")
    assert rows.count(f"try {text}") == 9  # more than a failing handler gets
    assert bus.take("ce.dead") == []


def test_failed_event_is_kept_while_the_broker_takes_no_copy_of_it(toy, bus, rows):
    """Acked only after its copy for the next try is confirmed."""
    text = f"flaky {new_id()}"
    with bus.channel() as channel:
        channel.exchange_delete("ce.retry.0")
        try:
            tell(bus, text)
            wait_for(lambda: rows.count(f"try {text}") == 2)  # it came again by itself
        finally:
            retry_queue(0)(channel).declare()
    rows.wait(f"heard {text}")


def test_message_that_comes_back_again_and_again_is_set_aside(toy, bus, own_bus):
    """E.g. one that kills its worker each time: the delivery limit of 5."""
    with own_bus.channel() as channel:
        for queue in (DEAD_QUEUE, event_queue("killed", NOTE)):
            queue(channel).declare()
        own_bus.tell(event(NOTE, {"text": "deadly"}))
        for _ in range(6):
            message = wait_for(lambda: channel.basic_get(f"killed.{NOTE}"), seconds=5)
            channel.basic_reject(message.delivery_tag, requeue=True)
        (letter,) = own_bus.dead_letters()
    assert letter.headers["x-death"][0]["reason"] == "delivery_limit"


def test_attempt_header_that_is_no_number_does_not_end_the_container(toy, bus):
    tell(bus, f"poison {new_id()}", headers={"ce-attempt": "many"})
    bus.dead_letters()
    assert toy.readiness() == (True, [])


def test_failed_handler_leaves_no_half_effect(toy, bus, rows):
    text = f"flaky {new_id()}"
    tell(bus, text)
    rows.wait(f"heard {text}")


def test_slow_handlers_do_not_hold_up_calls(toy, bus, rows):
    texts = [f"slow {new_id()}" for _ in range(5)]
    for text in texts:
        tell(bus, text)
    began = time.monotonic()
    bus.ask("toy.echo")
    assert time.monotonic() - began < 0.8
    for text in texts:
        rows.wait(f"heard {text}")


def test_nothing_is_left_over(toy, bus):
    wait_for(lambda: bus.depth(QUEUE) == 0)
    assert all(bus.depth(f"ce.retry.{level}") == 0 for level in range(5))
