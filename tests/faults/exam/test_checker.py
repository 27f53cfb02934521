"""The checker is silent about an evening that went well and names each thing that can go wrong."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ce.exam.v1 import exam_service_pb2 as exam
from ce_keys.ed25519 import SigningKey
from tests.faults.exam.caused import Caused
from tests.faults.exam.checker import violations
from tests.faults.exam.history import Call, Fate, History, Started, sha256_of
from tests.faults.exam.observe import Left

HOURS = 25
KEY = SigningKey.generate()
NOW = "2026-09-30T12:00:00Z"
RIGHT = dict.fromkeys(range(1, 21), "A")
GOOD = tuple((number, "A") for number in RIGHT)
SAVED = GOOD[:10]


def receipt(kind, attempt_id, request_id, sequence, sheet):
    signed = json.dumps(
        ["v1", "371000", attempt_id, request_id, kind, sequence, sha256_of(sheet), "t", KEY.id]
    ).encode()
    made = exam.Receipt(attempt_id=attempt_id, key_id=KEY.id, signed=signed, signature=KEY.sign(signed))
    return made.SerializeToString(deterministic=True)


def call(kind, request_id, sequence, sheet, fate=Fate.OK, attempt_id="a1"):
    made = Call(kind, "lin", request_id, attempt_id, sequence, sheet)
    made.end(fate, receipt=receipt(kind, attempt_id, request_id, sequence, sheet) if fate is Fate.OK else b"")
    return made


@pytest.fixture
def history():
    """One person saved half a sheet, handed in a whole one, and asked for the receipt again."""
    calls = [call("save", "r1", 1, SAVED), call("submit", "r2", 2, GOOD, Fate.UNKNOWN), call("submit", "r2", 2, GOOD)]
    return History(calls, {"a1": Started("a1", "lin", 1, RIGHT)})


@pytest.fixture
def left():
    row = {"attempt_id": "a1", "request_id": "r2", "sequence": 2, "closing": "handed_in"}
    row |= {"answers": [list(one) for one in GOOD], "answers_sha256": sha256_of(GOOD)}
    saved = {"attempt_id": "a1", "request_id": "r1", "sequence": 1, "answers": [list(one) for one in SAVED]}
    return Left(
        attempts=[{"attempt_id": "a1", "person_id": "lin", "number": 1, "closed_at": datetime.now(UTC)}],
        submissions={"a1": row},
        marks={"a1": [{"points": 100, "passed": True, "version": 1}]},
        saved={"a1": saved},
        set_aside={},
        told={"a1": [{"version": 1}]},
        receipts={("a1", "r2"): {"state": "kept", "settled": True}},
        recorded={"a1": True},
        ledger={"lin": Decimal(HOURS)},
        dead=[],
        waiting={"work.exam.submissions": 0},
        errors=[],
        jwks=[KEY.jwk()],
    )


@pytest.fixture
def check(history, left):
    """Return what the checker says, as one text."""
    return lambda caused=None: "\n".join(violations(history, left, HOURS, caused or Caused()))


def test_nothing_is_said_about_a_good_evening(check):
    assert check() == ""


def test_a_receipt_without_a_mark(left, check):
    del left.submissions["a1"], left.marks["a1"]
    assert "never graded" in check()


def test_a_receipt_graded_by_other_answers(history, left, check):
    left.submissions["a1"]["answers_sha256"] = sha256_of(SAVED)
    assert "graded by other answers" in check()
    assert "a sheet that nobody sent" in check()
    assert "not those of their hash" in check()


def test_two_receipts_for_one_request(history, check):
    history.calls[1].end(Fate.OK, receipt=receipt("submit", "a1", "r2", 3, GOOD))
    assert "different receipts" in check()


def test_a_receipt_signed_by_nobody_known(left, check):
    left.jwks = [SigningKey.generate().jwk()]
    assert "does not prove" in check()


def test_a_second_sheet_with_the_same_request(history, check):
    history.add(call("reuse", "r2", 2, SAVED))
    assert "a second sheet, and it was accepted" in check()


def test_the_sheet_of_another_device_is_set_aside(history, left, check):
    history.add(call("submit", "r3", 3, SAVED))
    assert "instead" in check()
    left.set_aside["a1", "r3"] = {"reason": "handed_in_before"}
    assert check() == ""
    left.set_aside["a1", "r3"] = {"reason": "ungradable"}
    assert "without cause" in check()


def test_a_refused_sheet_that_was_graded(history, check):
    history.calls[1:] = [call("submit", "r2", 2, GOOD, Fate.REFUSED)]
    assert "which was refused" in check()


def test_a_saved_sheet_that_is_gone(left, check):
    left.saved["a1"]["sequence"] = 0
    assert "saved sheet 1 is gone" in check()


def test_closed_by_time_from_an_old_sheet(history, left, check):
    del history.calls[1:]
    row = {"request_id": "", "sequence": 0, "closing": "time", "answers": [], "answers_sha256": sha256_of(())}
    left.submissions["a1"] |= row
    assert "closed by time from sheet 0, not 1" in check()


def test_a_mark_that_the_answers_do_not_give(left, check):
    left.marks["a1"][0]["points"] = 95
    assert "worth 100" in check()


def test_an_attempt_graded_twice(left, check):
    left.told["a1"].append({"version": 1})
    assert "was told as [1, 1]" in check()


def test_more_attempts_than_the_rules_allow(left, check):
    left.attempts += [{**left.attempts[0], "attempt_id": f"a{number}", "number": number} for number in (2, 3)]
    assert "has 3 attempts" in check()
    assert "sat again after having passed" in check()


def test_a_ledger_that_differs(left, check):
    left.ledger["lin"] = Decimal(2 * HOURS)
    left.ledger["sun"] = Decimal(HOURS)
    assert "person lin has 50 hours" in check()
    assert "person sun has 25 hours" in check()


def test_a_graded_attempt_that_credit_never_heard_of(left, check):
    left.recorded.clear()
    assert "credit has None" in check()


def test_letters_and_complaints_nobody_expected(left, check):
    left.dead.append('{"attempt_id": "a1"}')
    left.errors.append({"process": "exam", "event": "sheet cannot be graded", "error": "KeyError", "timestamp": NOW})
    left.set_aside["a1", "r9"] = {"reason": "unreadable"}
    left.waiting["work.exam.submissions"] = 2
    said = check()
    assert "dead letters that nobody expected" in said
    assert "unexpected error in the log" in said
    assert "was set aside: unreadable" in said
    assert "2 messages are still in" in said


def test_poison_is_accounted_for(left, check):
    caused = Caused()
    caused.texts.add("no json 17")
    caused.sheets.add(("a1", "r9"))
    assert "poison vanished" in check(caused)
    assert "was not told" in check(caused)
    left.dead.append("{no json 17")
    left.set_aside["a1", "r9"] = {"reason": "unreadable"}
    assert check(caused) == ""


def test_complaints_about_a_server_that_is_away(left, check):
    moment = datetime.fromisoformat(NOW).timestamp()
    error = "sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection refused"
    left.errors.append({"process": "exam", "event": "unexpected error", "exception": error, "timestamp": NOW})
    caused = Caused()
    caused.away.append(("kill rabbitmq", moment - 1, moment))
    assert "unexpected error in the log: exam" in check(caused)
    caused.away.append(("kill postgres", moment - 99, moment - 98))
    assert "unexpected error in the log: exam" in check(caused)
    caused.away.append(("stop postgres", moment - 1, moment))
    assert check(caused) == ""


@pytest.mark.parametrize(
    ("row", "missing"), [({"settled": False}, True), ({"settled": False, "state": "refused"}, False)]
)
def test_what_was_taken_in_is_on_the_queue(left, check, row, missing):
    left.receipts["a1", "r2"] |= row
    assert ("still not on the queue" in check()) == missing


def test_a_sheet_accepted_under_the_id_under_which_it_was_refused_is_seen(history):
    assert history.accepted_after_refusal() == set()
    history.add(call("submit", "r3", 3, GOOD, Fate.REFUSED))
    history.add(call("submit", "r4", 3, GOOD))
    assert history.accepted_after_refusal() == set()
    history.add(call("submit", "r3", 3, GOOD))
    assert history.accepted_after_refusal() == {("a1", "r3")}
