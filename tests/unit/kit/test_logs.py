"""Logs: one JSON object a line, with service, request and trace, without anybody's ID number."""

import io
import json
import logging

import eventlet
import pytest

from ce_kit import logs
from ce_kit.call import Call, current_call
from ce_kit.logs import current_service, mask_id_numbers

NUMBER = "370303199001011234"
LEGACY_FREE = ["3703031990010112345", "20260302010000000001", "370303199013011234", "0370303199001011234"]


@pytest.fixture
def lines():
    before = logging.getLogger().handlers[:], logging.getLogger().level
    stream = io.StringIO()
    logs.configure("credit", "INFO", stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logs.configure("tests", "WARNING")
    logging.getLogger().handlers[:], _ = before
    logging.getLogger().setLevel(before[1])


@pytest.mark.parametrize("number", [NUMBER, "37030319900101123X", "37030319900101123x", "110101200002290017"])
def test_id_number_is_masked_wherever_it_stands(number):
    assert mask_id_numbers(f"身份证{number}，重复") == "身份证[id-number]，重复"
    assert mask_id_numbers(f"{number},{number}") == "[id-number],[id-number]"
    assert number not in mask_id_numbers(json.dumps({"a": [number]}))


@pytest.mark.parametrize("text", LEGACY_FREE)
def test_other_long_numbers_stay(text):
    assert mask_id_numbers(text) == text


def test_message_values_nested_values_and_exceptions_are_masked(lines):
    log = logs.get("ce_test")
    try:
        raise ValueError(f"bad {NUMBER}")
    except ValueError:
        log.exception(f"about {NUMBER}", who=NUMBER, nested={"rows": [{"id": NUMBER}]}, also=(NUMBER,), count=3)
    logging.getLogger("library").warning("from %s", NUMBER)
    logging.getLogger("library").warning("extra", extra={"who": NUMBER})
    assert NUMBER not in json.dumps(lines())
    first = lines()[0]
    assert first["event"] == "about [id-number]"
    assert first["who"] == "[id-number]"
    assert "[id-number]" in first["nested"]
    assert "ValueError: bad [id-number]" in first["exception"]
    assert first["count"] == 3


def test_a_number_that_is_an_id_number_is_masked_and_other_numbers_stay_numbers(lines):
    logs.get("ce_test").info(
        "read", who=int(NUMBER), longer=int(NUMBER + "5"), count=3, share=0.5, ready=True, none=None
    )
    (line,) = lines()
    assert line["who"] == "[id-number]"
    told = [line[name] for name in ("longer", "count", "share", "ready", "none")]
    assert told == [3703031990010112345, 3, 0.5, True, None]
    assert line["ready"] is True


def test_line_names_service_level_and_logger(lines):
    logs.get("ce_test").info("started", port=7)
    (line,) = lines()
    assert (line["service"], line["level"], line["logger"], line["event"]) == ("credit", "info", "ce_test", "started")
    assert line["timestamp"].endswith("Z")


def test_service_stands_also_in_new_greenlets(lines):
    def work(name):
        current_service.set(name)
        logs.get("ce_test").info("at work")

    eventlet.spawn(logs.get("ce_test").info, "from a greenlet").wait()
    eventlet.spawn(work, "exam").wait()
    assert [line["service"] for line in lines()] == ["credit", "exam"]


def test_request_and_trace_of_the_call(lines):
    def work():
        current_call.set(Call(request_id="request-1", traceparent="00-" + "a" * 32 + "-" + "b" * 16 + "-01"))
        logs.get("ce_test").info("at work")
        current_call.set(Call(traceparent="nonsense"))
        logs.get("ce_test").info("at work")

    eventlet.spawn(work).wait()
    first, second = lines()
    assert (first["request_id"], first["trace_id"]) == ("request-1", "a" * 32)
    assert second["event"] == "at work"
