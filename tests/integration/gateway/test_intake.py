"""Answer sheets at the door: proven, stored and queued before the receipt, whatever is killed in between."""

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import grpc
import kombu
import pytest
from google.protobuf.json_format import MessageToDict
from google.rpc import error_details_pb2, status_pb2
from grpc_status import rpc_status
from sqlalchemy import delete, event, func, insert, select, text, update

from ce.exam.v1 import exam_service_pb2 as pb
from ce_exam import cli
from ce_gateway.federation.tables import metadata
from ce_gateway.intake.sheet import Sheet, SheetKind, sha256_of
from ce_gateway.intake.store import ReceiptStore
from ce_gateway.intake.tables import desk, receipt
from ce_keys.ed25519 import KeySet, SigningKey
from ce_kit.ids import new_id
from ce_kit.testing.store import schema_differences
from ce_kit.testing.waiting import wait_for

QUEUE = "work.exam.submissions"
NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
MANY_RECEIPTS = """
INSERT INTO receipt (attempt_id, request_id, person_id, kind, sequence, answers, answers_sha256, received_at, key_id,
                     signature, state, desk)
SELECT 'attempt-' || n, 'request-' || n, 'person-' || n, 'submit', n, '[]', '', :at - interval '1 second' * (30001 - n),
       'key', '', 'kept', :desk
FROM generate_series(1, 30000) AS n
"""
"""One each second, up to an instant."""


def refused(call, *args, **fields):
    with pytest.raises(grpc.RpcError) as error:
        call(*args, **fields)
    status: status_pb2.Status = rpc_status.from_call(error.value)
    info, retry = error_details_pb2.ErrorInfo(), error_details_pb2.RetryInfo()
    for detail in status.details:
        detail.Unpack(info)
        detail.Unpack(retry)
    return error.value.code(), info, retry.retry_delay.ToTimedelta().total_seconds()


def published_keys(gateway):
    with urllib.request.urlopen(f"http://127.0.0.1:{gateway.process.port}/.well-known/jwks.json", timeout=5) as answer:
        return json.load(answer)["keys"]


def jobs_of(bundles):
    return [job for bundle in bundles for job in bundle.payload["sheets"]]


def count(engine):
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(receipt)).scalar_one()


def test_model_and_migrations_are_equal(gateway_engine):
    assert schema_differences(gateway_engine, metadata) == []


def test_a_receipt_proves_what_was_queued(gateway, own_bus):
    own_bus.take(QUEUE)
    sheet = gateway.sheet()
    given = gateway.submit(**sheet)
    (job,) = jobs_of(own_bus.take(QUEUE))
    assert job["answers"] == [[1, "AC"], [2, "B"]]
    assert (job["request_id"], job["person_id"]) == (sheet["request_id"], "lin")
    assert job["answers_sha256"] == given.answers_sha256
    signed = json.loads(given.signed)
    moment = job["received_at"].replace("+00:00", "Z")
    assert signed == [
        "ce.exam.receipt.v1", "370300", sheet["attempt_id"], sheet["request_id"], "submit", 1,
        given.answers_sha256, moment, given.key_id,
    ]  # fmt: skip
    assert KeySet(published_keys(gateway)).verify(given.key_id, given.signature, given.signed)
    assert not KeySet(published_keys(gateway)).verify(given.key_id, given.signature, given.signed + b" ")
    proven = cli.verify(MessageToDict(given), KeySet(published_keys(gateway)))
    cli.check_answers(proven, [[1, "AC"], [2, "B"]])
    assert proven["received_at"] == moment


def test_two_clicks_and_twenty_get_one_receipt_and_one_row(gateway, gateway_engine):
    sheet, before = gateway.sheet(), count(gateway_engine)
    with ThreadPoolExecutor(20) as pool:
        receipts = list(pool.map(lambda _: gateway.submit(**sheet).SerializeToString(), range(20)))
    assert len(set(receipts)) == 1
    assert count(gateway_engine) == before + 1


def test_the_same_request_with_other_answers_is_refused(gateway):
    sheet = gateway.sheet()
    first = gateway.submit(**sheet)
    other = {**sheet, "answers": [pb.Answer(number=1, chosen="B")]}
    code, info, _ = refused(gateway.submit, **other)
    assert (code, info.reason) == (grpc.StatusCode.ALREADY_EXISTS, "REQUEST_ID_REUSED")
    assert refused(gateway.save, **sheet)[1].reason == "REQUEST_ID_REUSED"
    assert gateway.submit(**sheet) == first


def test_the_receipt_is_the_same_after_a_restart_with_a_new_key_and_the_old_key_stays_listed(make_gateway):
    gateway = make_gateway()
    sheet = gateway.sheet()
    first, old = gateway.submit(**sheet), gateway.key
    gateway.restart(key=SigningKey.generate())
    again = gateway.submit(**sheet)
    assert again.SerializeToString() == first.SerializeToString()
    fresh = gateway.submit(**gateway.sheet())
    assert (again.key_id, fresh.key_id) == (old.id, gateway.key.id)
    keys = KeySet(published_keys(gateway))
    assert all(keys.verify(one.key_id, one.signature, one.signed) for one in (again, fresh))


@pytest.mark.parametrize("whose", ["another person", "another attempt", "another platform", "garbage"])
def test_a_capability_is_good_for_its_person_and_attempt_only(gateway, gateway_engine, whose):
    sheet, before = gateway.sheet(), count(gateway_engine)
    forged = {
        "another person": gateway.capability(sheet["attempt_id"], "wang"),
        "another attempt": gateway.capability(new_id(), "lin"),
        "another platform": sheet["capability"][:-2] + "00",
        "garbage": "中文.凭据",
    }[whose]
    code, info, _ = refused(gateway.submit, **{**sheet, "capability": forged})
    assert (code, info.reason) == (grpc.StatusCode.PERMISSION_DENIED, "BAD_CAPABILITY")
    assert refused(gateway.submit, "wang", **sheet)[1].reason == "BAD_CAPABILITY"
    assert count(gateway_engine) == before


def test_nobody_hands_in_without_signing_in(gateway):
    with pytest.raises(grpc.RpcError) as error:
        gateway.stub.SubmitAttempt(pb.SubmitAttemptRequest(**gateway.sheet()), timeout=5)
    assert error.value.code() is grpc.StatusCode.UNAUTHENTICATED


def test_too_late_is_refused_but_who_came_in_time_gets_the_receipt_again(gateway, gateway_engine):
    attempt_id = new_id()
    sheet = gateway.sheet(attempt_id=attempt_id)
    first = gateway.submit(**sheet)
    over = gateway.capability(attempt_id, "lin", minutes=-0.001)
    before = count(gateway_engine)
    code, info, _ = refused(gateway.submit, **gateway.sheet(attempt_id=attempt_id, capability=over))
    assert (code, info.reason) == (grpc.StatusCode.FAILED_PRECONDITION, "ATTEMPT_OVER")
    assert gateway.submit(**{**sheet, "capability": over}) == first
    assert count(gateway_engine) == before


def test_oversize_is_refused(gateway):
    answers = [pb.Answer(number=1 + number % 200, chosen="ABCDEF") for number in range(3000)]
    assert refused(gateway.submit, **gateway.sheet(answers=answers))[1].reason == "SHEET_TOO_LARGE"


def test_what_was_stored_but_not_queued_when_the_gateway_died_is_queued_by_the_next_one(
    make_gateway, gateway_engine, own_bus
):
    """As kill -9 between insert and publish leaves it: nobody has a receipt, the sheet is there."""
    gateway = make_gateway()
    sheet = gateway.sheet()
    first = gateway.submit(**sheet)
    gateway.process.kill()
    own_bus.take(QUEUE)
    mine = receipt.c.attempt_id == sheet["attempt_id"]
    with gateway_engine.begin() as connection:
        number = connection.execute(select(receipt.c.desk).where(mine)).scalar_one()
        earlier = func.now() - func.make_interval(0, 0, 0, 0, 0, 1)
        connection.execute(update(receipt).where(mine).values(received_at=earlier))
        connection.execute(update(desk).where(desk.c.number == number).values(settled_before=earlier))
    gateway.process = gateway._make()
    gateway.start()
    jobs = jobs_of(wait_for(lambda: own_bus.take(QUEUE), seconds=15))
    assert [one["request_id"] for one in jobs] == [sheet["request_id"]]
    assert gateway.submit(**sheet).answers_sha256 == first.answers_sha256
    wait_for(lambda: not unsettled(gateway_engine))


def test_killed_at_any_moment_every_receipt_has_its_job(make_gateway, own_bus, gateway_engine):
    gateway = make_gateway()
    own_bus.take(QUEUE)
    sheets = [gateway.sheet() for _ in range(60)]
    receipts = {}

    def until_answered(sheet):
        while True:
            try:
                receipts[sheet["request_id"]] = gateway.submit(seconds=5, **sheet)
                return
            except (grpc.RpcError, ValueError):  # killed meanwhile: unknown, so the same again
                continue

    with ThreadPoolExecutor(12) as pool:
        running = [pool.submit(until_answered, sheet) for sheet in sheets]
        for _ in range(2):
            wait_for(lambda: sum(one.done() for one in running) >= 10)
            gateway.process.kill()
            gateway.process = gateway._make()
            gateway.start()
        for one in running:
            one.result(60)
    jobs = {one["request_id"]: one for one in jobs_of(own_bus.take(QUEUE))}
    assert set(jobs) >= set(receipts)
    assert all(jobs[key]["answers_sha256"] == one.answers_sha256 for key, one in receipts.items())


def test_beyond_the_backlog_everybody_is_refused_before_anything_is_taken_and_sent_away_for_different_times(
    make_gateway, gateway_engine, own_bus
):
    own_bus.take(QUEUE)
    gateway = make_gateway(gateway_intake_backlog="3")
    for _ in range(3):
        gateway.submit(**gateway.sheet())
    wait_for(lambda: _is_busy(gateway))
    before = count(gateway_engine)
    waits = []
    for _ in range(8):
        code, info, seconds = refused(gateway.submit, **gateway.sheet())
        assert (code, info.reason, info.metadata["cause"]) == (
            grpc.StatusCode.RESOURCE_EXHAUSTED,
            "INTAKE_BUSY",
            "BACKLOG",
        )
        waits.append(seconds)
    assert len(set(waits)) > 4
    assert all(2 <= one <= 12 for one in waits)
    assert count(gateway_engine) == before
    own_bus.take(QUEUE)
    wait_for(lambda: not _is_busy(gateway))


def test_a_full_queue_refuses_and_takes_the_same_sheet_when_there_is_room(make_gateway, own_bus, gateway_engine, full):
    gateway = make_gateway()
    sheet = gateway.sheet()
    code, info, _ = refused(gateway.submit, **sheet)
    assert (code, info.metadata["cause"]) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "NOT_TAKEN")
    mine = receipt.c.attempt_id == sheet["attempt_id"]
    assert _state(gateway_engine, mine) == "refused"
    own_bus.take(QUEUE)
    wait_for(lambda: _takes(gateway, sheet))
    assert _state(gateway_engine, mine) == "kept"
    assert [one["request_id"] for one in jobs_of(own_bus.take(QUEUE))] == [sheet["request_id"]]


def test_the_same_sheets_at_two_desks_in_another_order_do_not_wait_for_each_other_for_ever(gateway_engine):
    store, key = ReceiptStore(gateway_engine, "370300"), SigningKey.generate()
    desks = [store.open_desk(NOW), store.open_desk(NOW)]

    def sent_again(turn):
        sheets = [
            Sheet(f"twice-{turn}", "lin", f"request-{number:03}", SheetKind.SAVE, number, [], sha256_of([]))
            for number in range(1, 201)
        ]
        return [one.received(NOW, key.id, key.sign(b"receipt"), b"receipt") for one in sheets]

    with ThreadPoolExecutor(2) as threads:
        for turn in range(20):
            sheets = sent_again(turn)
            both = [threads.submit(store.keep, *each) for each in zip(desks, (sheets, sheets[::-1]), strict=True)]
            there, here = (answer.result(20) for answer in both[::-1])
            assert [one.sheet.key for one in here] == [one.key for one in sheets]
            assert [one.sheet.key for one in there] == [one.key for one in sheets[::-1]]
        assert len(store.of_attempt("twice-0")) == 200


def test_what_was_left_behind_is_found_without_reading_what_is_settled(gateway_engine):
    """It is looked for every few seconds, all evening, beside all receipts of years."""
    with gateway_engine.begin() as connection:
        number = connection.execute(insert(desk).values(opened_at=NOW, settled_before=NOW).returning(desk.c.number))
        connection.execute(text(MANY_RECEIPTS), {"desk": (mine := number.scalar_one()), "at": NOW})
        connection.execute(text("ANALYZE receipt"))
    asked = []

    def note(connection, cursor, statement, parameters, context, executemany):
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(gateway_engine, "after_cursor_execute", note)
    try:
        settled = unsettled(gateway_engine)
        with gateway_engine.begin() as connection:
            connection.execute(
                update(desk).where(desk.c.number == mine).values(settled_before=NOW - timedelta(seconds=3))
            )
        left = unsettled(gateway_engine)
        with gateway_engine.connect() as connection:
            plans = [
                "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars())
                for statement, parameters in asked
            ]
    finally:
        event.remove(gateway_engine, "after_cursor_execute", note)
        with gateway_engine.begin() as connection:
            connection.execute(delete(receipt).where(receipt.c.desk == mine))
            connection.execute(delete(desk).where(desk.c.number == mine))
    assert [one for number, one in settled if number == mine] == []
    assert [one.sequence for number, one in left if number == mine] == [29_998, 29_999, 30_000]
    assert len(plans) >= 3
    assert [plan for plan in plans if "Seq Scan on receipt" in plan] == []


@pytest.fixture
def full(own_bus, own_platform, backing):
    """Bound the queue to two jobs and fill it."""
    vhost = own_platform.amqp_uri.rsplit("/", 1)[1]
    own_bus.take(QUEUE)
    definition = json.dumps({"overflow": "reject-publish", "max-length": 2})
    options = ("--vhost", vhost, "--priority", "9", "--apply-to", "queues")
    backing.rabbitmq.control("set_policy", *options, "test-full", r"^work\.", definition)

    def filled():
        with own_bus.channel() as channel:
            kombu.Producer(channel).publish({}, exchange="ce.work", routing_key="exam.submissions", delivery_mode=2)
        return own_bus.depth(QUEUE) >= 3

    wait_for(filled)
    yield
    backing.rabbitmq.control("clear_policy", "--vhost", vhost, "test-full")
    own_bus.take(QUEUE)


def unsettled(engine):
    return ReceiptStore(engine, "").unsettled(datetime.now(UTC) + timedelta(days=1), 10)


def _state(engine, condition):
    with engine.connect() as connection:
        return connection.execute(select(receipt.c.state).where(condition)).scalar_one()


def _is_busy(gateway):
    try:
        gateway.save(**gateway.sheet())
    except grpc.RpcError as error:
        return error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
    return False


def _takes(gateway, sheet):
    try:
        return gateway.submit(**sheet)
    except grpc.RpcError:
        return None
