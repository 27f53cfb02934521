"""What crosses the bus: JSON primitives, amounts and dates as text."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

import pytest
from marshmallow import ValidationError

from ce_kit import checks, fields
from ce_kit.wire import Day, Hours, Instant, Message, PageRequest, RequestId, Text, WireEnum, hours_text


class State(Enum):
    SUBMITTED = "submitted"
    APPROVED = "approved"


class Everything(Message):
    request_id = RequestId()
    name = Text(5, required=True)
    note = Text(5)
    hours = Hours(load_default=None)
    day = Day(load_default=None)
    must = Day(required=True)
    at = Instant(load_default=None)
    state = WireEnum(State, "STATE", load_default=None)


LEAST = {"request_id": "01A1F9FF-1C41-7308-AD54-EF949FFD0549", "name": "张三", "must": "2026-03-02"}


class Form(Message):
    name = Text(5)
    year = fields.Integer(validate=checks.Range(min=1990))
    month = fields.Integer(validate=checks.Range(min=1, max=12))
    files = fields.List(Text(36, required=True), validate=checks.Count(max=2))
    unit = Text(10, validate=checks.OneOf(["hours", "credits"]))
    code = Text(6, validate=checks.Regexp("[0-9]{6}"))


def load(**more):
    return Everything().load(LEAST | more)


def refused(**more):
    with pytest.raises(ValidationError) as error:
        load(**more)
    return set(error.value.messages)


def test_newer_peer_may_send_more():
    assert "unheard_of" not in load(unheard_of=1)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("name", "六个字的名字", "长度须不超过 5 个字符"),
        ("name", 5, "须为文本"),
        ("name", None, "不可为 null"),
        ("year", 1989, "须不小于 1990"),
        ("year", "many", "须为整数"),
        ("month", 13, "须不小于 1 且不大于 12"),
        ("files", ["a", "b", "c"], "须不超过 2 项"),
        ("files", [""], {0: ["长度须为 1 至 36 个字符"]}),
        ("unit", "days", "须为下列之一：hours, credits"),
        ("code", "x", "格式不符，须符合 [0-9]{6}"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_is_allowed(field, value, text):
    with pytest.raises(ValidationError) as error:
        Form().load({field: value})
    assert error.value.messages == {field: text if isinstance(text, dict) else [text]}


def test_what_must_be_given_is_named():
    with pytest.raises(ValidationError) as error:
        Everything().load({})
    assert error.value.messages == {"request_id": ["必填"], "name": ["必填"], "must": ["必填"]}


def test_request_id():
    assert load()["request_id"] == "01a1f9ff-1c41-7308-ad54-ef949ffd0549"
    for wrong in ("", "7", None, 5, "x" * 36):
        assert refused(request_id=wrong) == {"request_id"}


def test_text():
    assert load(name=" 张三 ")["name"] == "张三"
    assert load()["note"] == ""
    assert Everything().dump({"name": "a"}).get("note") == ""
    assert refused(name="") == refused(name="六个字的名字") == refused(name=5) == {"name"}
    assert refused(name="   ") == {"name"}  # blanks are no name
    assert load(name="   五个字啊呀   ")["name"] == "五个字啊呀"  # the length counts without blanks


@pytest.mark.parametrize(("text", "amount"), [("40", 40), ("7.5", "7.5"), ("0", 0), ("9999.9", "9999.9"), ("1e1", 10)])
def test_hours(text, amount):
    assert load(hours=text)["hours"] == Decimal(amount)


@pytest.mark.parametrize(
    "wrong",
    [
        "7.25",
        "-1",
        "10000",
        "nan",
        "inf",
        "-inf",
        "NaN",
        "sNaN",
        "",
        "x",
        "1e400",
        "1e-400",
        "7.5" + "0" * 40 + "1",
        True,
    ],
)
def test_hours_that_are_none(wrong):
    assert refused(hours=wrong) == {"hours"}


def test_hours_are_written_short():
    assert [hours_text(Decimal(text)) for text in ("40.0", "7.5", "0.0", "100", "1E+2")] == [
        "40",
        "7.5",
        "0",
        "100",
        "100",
    ]
    assert Everything().dump({"hours": Decimal("40.0")})["hours"] == "40"


def test_days_and_instants():
    loaded = load(day="2026-12-31", at="2026-01-01T00:00:00+08:00")
    assert loaded["day"] == date(2026, 12, 31)
    assert loaded["at"] == datetime(2025, 12, 31, 16, tzinfo=UTC)
    assert load(day="")["day"] is None
    assert refused(must="") == {"must"}
    assert refused(at="2026-01-01T00:00:00") == {"at"}  # an instant has a zone
    assert Everything().dump({"day": None, "at": None}) == {"day": "", "at": None, "note": ""}
    assert Everything().dump({"at": datetime(2026, 1, 1, tzinfo=UTC)})["at"] == "2026-01-01T00:00:00.000000Z"


def test_enums():
    assert load(state="STATE_APPROVED")["state"] is State.APPROVED
    assert load(state="STATE_UNSPECIFIED")["state"] is None
    assert refused(state="STATE_LOST") == refused(state="submitted") == {"state"}
    assert Everything().dump({"state": State.SUBMITTED})["state"] == "STATE_SUBMITTED"


def test_page_request():
    class Listing(PageRequest):
        name = fields.String()

    assert Listing().load({}) == {"page_size": 50, "page_token": ""}
    for wrong in (-1, 501, "many"):
        with pytest.raises(ValidationError):
            Listing().load({"page_size": wrong})
