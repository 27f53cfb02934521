"""From the door to the mark: gateway and exam service together, on the real broker and PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import grpc
import pytest
from sqlalchemy import select

from ce.exam.v1 import exam_service_pb2 as pb
from ce_exam.adapters.tables import attempt
from ce_exam.adapters.unit_of_work import SqlExamUnitOfWork
from ce_exam.app import APP
from ce_exam.domain.attempt_policy import AfterFailure, AttemptPolicy
from ce_exam.domain.blueprint import BlueprintLine
from ce_exam.domain.exam import Exam
from ce_exam.domain.exam_mode import ExamMode
from ce_exam.domain.grading import MultipleChoiceRule
from ce_exam.domain.item import Category, Difficulty, Item, ItemKind
from ce_kit.clock import SystemClock, local_date
from ce_kit.db.engine import make_engine
from ce_kit.ids import new_id
from ce_kit.testing.waiting import wait_for

YEAR = 2026
QUESTION = Item("", YEAR, "", 1, Category.PUBLIC, ItemKind.SINGLE, Difficulty.EASY, "", ("right", "wrong"), "A")


@pytest.fixture(scope="module")
def exam_database(own_platform):
    return own_platform.migrated(APP)


@pytest.fixture(scope="module")
def exam_engine(exam_database):
    engine = make_engine(exam_database)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def exam_id(exam_engine):
    today = local_date(datetime.now(UTC))
    days = (today - timedelta(days=1), today + timedelta(days=1))
    policy = AttemptPolicy(AfterFailure.NOTHING, None, None, None, "", "", "")
    exam = Exam(
        new_id(), YEAR, Category.PUBLIC, "考试", ExamMode.ONLINE, *days, 60, (BlueprintLine(Difficulty.EASY, 5),),
        20, 60, MultipleChoiceRule.ALL_OR_NOTHING, Decimal(0), policy,
    )  # fmt: skip
    with SqlExamUnitOfWork(exam_engine, SystemClock(), "test") as uow:
        items = [replace(QUESTION, item_version_id=new_id(), code=f"E{n}", stem=f"第 {n} 题") for n in range(9)]
        uow.items.add_versions(items, new_id())
        uow.exams.add(exam)
        uow.commit()
    return exam.exam_id


@pytest.fixture(scope="module")
def exam_process(own_platform, exam_database, exam_id):
    with own_platform.service("ce_exam", exam_database) as process:
        yield process


class Person:
    """A person who sits the exam through the gateway."""

    def __init__(self, gateway, exam_id, token):
        self.id = new_id()
        self.gateway, self.metadata = gateway, token(self.id)
        self.request_id = new_id()
        request = pb.StartAttemptRequest(request_id=self.request_id, exam_id=exam_id)
        self.started = gateway.stub.StartAttempt(request, metadata=self.metadata, timeout=10)
        self.attempt_id = self.started.attempt.attempt_id

    def sheet(self, right, sequence, **changed):
        answers = []
        for one in self.started.paper.questions:
            letters = {option.text: option.label for option in one.options}
            answers.append(pb.Answer(number=one.number, chosen=letters["right" if one.number <= right else "wrong"]))
        own = {"attempt_id": self.attempt_id, "capability": self.started.capability, "request_id": new_id()}
        return {**own, "sequence": sequence, "answers": answers, **changed}

    def get(self):
        request = pb.GetAttemptRequest(attempt_id=self.attempt_id)
        return self.gateway.stub.GetAttempt(request, metadata=self.metadata, timeout=10)

    def graded(self):
        return wait_for(lambda: (found := self.get()).attempt.state == pb.ATTEMPT_STATE_GRADED and found)


@pytest.fixture
def person(gateway, exam_process, exam_id, token):
    return Person(gateway, exam_id, token)


def test_the_receipt_the_mark_and_nothing_left_open(person, gateway):
    gateway.save(person.id, **person.sheet(1, 1))
    wait_for(lambda: person.get().saved.sequence == 1)
    assert not person.get().unconfirmed
    given = gateway.submit(person.id, **person.sheet(4, 2))
    found = person.graded()
    assert found.attempt.mark.points == 80
    assert found.handed_in.request_id == given.request_id
    assert found.handed_in.answers_sha256 == given.answers_sha256
    assert found.handed_in.received_at == given.received_at
    assert not found.unconfirmed and not found.set_aside


def test_on_another_device_one_sees_what_is_saved_and_what_is_still_on_its_way(
    person, gateway, exam_engine, exam_id, token
):
    gateway.save(person.id, **person.sheet(1, 1))
    wait_for(lambda: person.get().saved.sequence == 1)
    with exam_engine.begin() as connection:  # the worker waits for this row
        connection.execute(select(attempt).where(attempt.c.attempt_id == person.attempt_id).with_for_update())
        newer = gateway.save(person.id, **person.sheet(3, 2))
        handed = gateway.submit(person.id, **person.sheet(5, 3))
        again = gateway.stub.StartAttempt(
            pb.StartAttemptRequest(request_id=new_id(), exam_id=exam_id), metadata=person.metadata, timeout=10
        )
        assert again.attempt.attempt_id == person.attempt_id
        assert again.saved.sequence == 1
        assert [one.receipt.request_id for one in again.unconfirmed] == [newer.request_id, handed.request_id]
        assert len(again.unconfirmed[1].answers) == 5
        found = person.get()
        assert [one.receipt for one in found.unconfirmed] == [newer, handed]
        other = gateway.stub.GetAttempt(
            pb.GetAttemptRequest(attempt_id=person.attempt_id), metadata=token("hu", ("city_admin", "u")), timeout=10
        )
        assert not other.unconfirmed and not other.set_aside and not other.HasField("handed_in")
    found = person.graded()
    assert (found.attempt.mark.points, list(found.unconfirmed)) == (100, [])


def test_of_two_devices_that_saved_under_one_sequence_the_sheet_received_later_is_kept(person, gateway):
    first = gateway.save(person.id, **person.sheet(1, 7))
    later = gateway.save(person.id, **person.sheet(5, 7))
    assert first.request_id != later.request_id
    found = wait_for(lambda: (view := person.get()).saved.request_id == later.request_id and view)
    assert found.saved.received_at == later.received_at
    assert not found.unconfirmed


def test_a_start_repeated_when_all_is_over_gives_neither_paper_nor_capability(person, gateway, exam_id):
    gateway.save(person.id, **person.sheet(1, 1))
    given = gateway.submit(person.id, **person.sheet(4, 2))
    person.graded()
    request = pb.StartAttemptRequest(request_id=person.request_id, exam_id=exam_id)
    again = gateway.stub.StartAttempt(request, metadata=person.metadata, timeout=10)
    assert (again.attempt.attempt_id, again.attempt.state) == (person.attempt_id, pb.ATTEMPT_STATE_GRADED)
    assert not again.HasField("paper") and not again.capability and not again.unconfirmed
    assert again.handed_in.request_id == given.request_id


def test_each_receipt_has_one_result_its_owner_sees(person, gateway):
    first = gateway.submit(person.id, **person.sheet(2, 1))
    second = gateway.submit(person.id, **person.sheet(5, 2))
    found = wait_for(lambda: (view := person.get()).set_aside and view)
    assert found.handed_in.request_id == first.request_id
    (aside,) = found.set_aside
    assert (aside.request_id, aside.reason) == (second.request_id, pb.SET_ASIDE_REASON_HANDED_IN_BEFORE)
    assert "交卷，以先收到的答卷为准" in aside.message
    assert found.attempt.mark.points == 40
    assert not found.unconfirmed


def test_a_worker_killed_in_the_middle_of_a_batch_loses_and_doubles_nothing(
    gateway, exam_process, exam_engine, exam_id, token
):
    people = [Person(gateway, exam_id, token) for _ in range(20)]
    with exam_engine.begin() as connection:  # hold the batch in the middle of its transaction
        ids = [one.attempt_id for one in people]
        connection.execute(select(attempt).where(attempt.c.attempt_id.in_(ids[10:])).with_for_update())
        receipts = [gateway.submit(one.id, **one.sheet(number % 6, 1)) for number, one in enumerate(people)]
        exam_process.kill()
    exam_process.start()
    for number, (one, given) in enumerate(zip(people, receipts, strict=True)):
        found = one.graded()
        assert found.attempt.mark.points == 20 * (number % 6)
        assert found.handed_in.request_id == given.request_id
        assert not found.set_aside


def test_somebody_elses_attempt_cannot_be_handed_in(person, gateway, exam_id, token):
    other = Person(gateway, exam_id, token)
    with pytest.raises(grpc.RpcError) as refused:
        gateway.submit(other.id, **person.sheet(0, 1))
    assert refused.value.code() is grpc.StatusCode.PERMISSION_DENIED
    assert person.get().attempt.state == pb.ATTEMPT_STATE_LIVE
