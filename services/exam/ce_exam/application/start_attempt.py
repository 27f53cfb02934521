"""Begin an attempt, or go on with the one that is live (开始考试)."""

from datetime import datetime
from typing import Any

from ce_exam.application.close_attempts import close_overdue
from ce_exam.application.draw_ahead import draw_papers
from ce_exam.application.ports import Capabilities, Capability, ExamUnitOfWork
from ce_exam.application.queries import own_view
from ce_exam.domain.attempt import Attempt, AttemptState
from ce_exam.domain.errors import StartInterfered
from ce_exam.domain.exam import Exam
from ce_exam.domain.standing import Record, Status, check_may_start, standing_of
from ce_exam.domain.window import window_of
from ce_kit.errors import RequestIdReused
from ce_kit.ids import new_id

_A_PERSONS_OVERDUE = 10


def start_attempt(
    uow: ExamUnitOfWork,
    capabilities: Capabilities,
    *,
    person_id: str,
    now: datetime,
    horizon: datetime,
    request_id: str,
    exam_id: str,
) -> dict[str, Any]:
    """Return the attempt as its person sees it, while it is live with the capability to answer; one transaction.

    A second start, by a double click or on another device, returns the attempt that is live; a start repeated with
    its request id returns what it began, whatever has become of it. Up to `horizon` all sheets received are settled.

    Raises:
        ExamNotFound: see there; and the refusals of `check_may_start`.
        RequestIdReused: the request began an attempt at another exam.
        StartInterfered: another start changed what this one was decided on.
    """
    with uow:
        exam = uow.exams.get(exam_id)
        attempt = uow.attempts.by_request(person_id, request_id)
        if attempt is None:
            close_overdue(uow, min(horizon, now), now, limit=_A_PERSONS_OVERDUE, person_id=person_id)
            attempt = _live_or_new(uow, exam, person_id, now, request_id)
        if attempt.exam_id != exam_id:
            raise RequestIdReused("此请求编号已用于另一场考试，请换用新的请求编号", request_id=request_id)
        attempt, shown = own_view(uow, attempt.attempt_id, now)
        uow.commit()
    if attempt.state_at(now) is not AttemptState.LIVE:
        return shown
    capability = Capability(attempt.attempt_id, person_id, attempt.paper_hash, attempt.started_at, attempt.deadline)
    return {**shown, "capability": capabilities.encode(capability)}


def _live_or_new(uow: ExamUnitOfWork, exam: Exam, person_id: str, now: datetime, request_id: str) -> Attempt:
    uow.records.hold(person_id)
    record = _record(uow, exam, person_id)
    standing = standing_of(exam, record, now)
    if standing.status is not Status.LIVE:
        check_may_start(exam, standing)
        attempt = _draw_new(uow, exam, person_id, record, now, request_id)
        if uow.attempts.begin(attempt):
            return attempt
        record = _record(uow, exam, person_id)
    live = record.live_at(now)
    if live is None or live.exam_id != exam.exam_id:
        raise StartInterfered("另一次操作同时改变了考试状态，请重试")
    return live


def _record(uow: ExamUnitOfWork, exam: Exam, person_id: str) -> Record:
    return uow.records.of_person(person_id).get((exam.year, exam.category), Record())


def _draw_new(
    uow: ExamUnitOfWork, exam: Exam, person_id: str, record: Record, now: datetime, request_id: str
) -> Attempt:
    paper_hash = uow.papers.claim(exam.exam_id, uow.items.pool_id(exam.year, exam.category))
    if not paper_hash:
        paper = draw_papers(uow, exam, 1)[0]
        uow.papers.add(paper)
        paper_hash = paper.paper_hash
    return Attempt(
        attempt_id=new_id(),
        person_id=person_id,
        exam_id=exam.exam_id,
        year=exam.year,
        category=exam.category,
        number=len(record.attempts) + 1,
        round=record.round,
        request_id=request_id,
        paper_hash=paper_hash,
        started_at=now,
        deadline=window_of(exam, record.extensions).deadline_of(now),
    )
