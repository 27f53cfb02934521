"""Plain reads."""

from datetime import datetime
from typing import Any

from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.application.views import (
    attempt_view,
    exam_view,
    handed_in_view,
    paper_view,
    set_aside_view,
    sheet_view,
    standing_view,
    without_none,
)
from ce_exam.domain.attempt import Attempt, AttemptState, Submission
from ce_exam.domain.errors import AttemptNotFound
from ce_exam.domain.received import SetAside, SetAsideReason
from ce_exam.domain.standing import Record, standing_of
from ce_kit.call import Actor
from ce_kit.errors import PermissionDenied
from ce_kit.pages import DEFAULT_PAGE_SIZE, after, cut

EVERYONE = "-"


def list_exams(
    uow: ExamUnitOfWork, *, person_id: str, now: datetime, year: int, page_size: int, page_token: str
) -> dict[str, Any]:
    """Return exams, newest first, each with the caller's standing."""
    key = after(page_token)
    with uow:
        found = uow.exams.page(year or None, key[0] if key else None, (page_size or DEFAULT_PAGE_SIZE) + 1)
        records = uow.records.of_person(person_id)
    exams, token = cut(found, page_size, lambda exam: [exam.exam_id])
    standings = [standing_of(exam, records.get((exam.year, exam.category), Record()), now) for exam in exams]
    return {
        "exams": [
            {"exam": exam_view(exam), "standing": standing_view(standing)}
            for exam, standing in zip(exams, standings, strict=True)
        ],
        "next_page_token": token,
    }


def get_attempt(uow: ExamUnitOfWork, actor: Actor, *, now: datetime, attempt_id: str) -> dict[str, Any]:
    """Return an attempt; to its person also its sheets: while it is live the paper and the sheet saved last.

    Raises:
        AttemptNotFound: there is none, or it is another person's and the caller is no administrator.
    """
    with uow:
        attempt, shown = own_view(uow, attempt_id, now)
    if attempt.person_id == actor.id:
        return shown
    if not actor.has("city_admin"):
        raise AttemptNotFound("没有这次考试记录", attempt_id=attempt_id)
    return {"attempt": shown["attempt"]}


def own_view(uow: ExamUnitOfWork, attempt_id: str, now: datetime) -> tuple[Attempt, dict[str, Any]]:
    """Return an attempt, and what its person sees of it: ce.exam.v1.GetAttemptResponse.

    Raises:
        AttemptNotFound: there is none.
    """
    # last first: whoever sees a sheet set aside also sees the one that counts and its mark, written with it
    aside = uow.set_asides.of_attempt(attempt_id)
    handed_in = uow.attempts.submissions([attempt_id]).get(attempt_id)
    attempt = uow.attempts.get(attempt_id)
    shown = {
        "attempt": attempt_view(attempt, now),
        "handed_in": handed_in_view(handed_in),
        "set_aside": [
            set_aside_view(one)
            for one in aside
            if one.person_id == attempt.person_id and not _graded_since(one, attempt, handed_in)
        ],
    }
    if attempt.state_at(now) is AttemptState.LIVE:
        exam = uow.exams.get(attempt.exam_id)
        paper = uow.papers.among([attempt.paper_hash])[attempt.paper_hash]
        items = uow.items.versions([drawn.item_version_id for drawn in paper.drawn])
        shown["paper"] = paper_view(paper, items, exam.points_per_item)
        shown["saved"] = sheet_view(uow.sheets.among([attempt_id]).get(attempt_id))
    return attempt, without_none(shown)


def _graded_since(one: SetAside, attempt: Attempt, handed_in: Submission | None) -> bool:
    graded = attempt.mark is not None and handed_in is not None and handed_in.request_id == one.request_id
    return one.reason is SetAsideReason.UNGRADABLE and graded


def list_attempts(
    uow: ExamUnitOfWork,
    actor: Actor,
    *,
    now: datetime,
    exam_id: str,
    person_id: str,
    page_size: int,
    page_token: str,
) -> dict[str, Any]:
    """Return attempts, newest first: one's own, or those of `person_id` ("-": of everybody) for administrators.

    Raises:
        PermissionDenied: other people's attempts, and the caller is no administrator.
    """
    whose = person_id or actor.id
    if whose != actor.id and not actor.has("city_admin"):
        raise PermissionDenied("只能查看本人的考试记录")
    key = after(page_token)
    with uow:
        found = uow.attempts.page(
            None if whose == EVERYONE else whose,
            exam_id or None,
            key[0] if key else None,
            (page_size or DEFAULT_PAGE_SIZE) + 1,
        )
    attempts, token = cut(found, page_size, lambda attempt: [attempt.attempt_id])
    return {"attempts": [attempt_view(attempt, now) for attempt in attempts], "next_page_token": token}
