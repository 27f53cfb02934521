"""Show an attempt that is over as its marks were given (查阅答卷): for appeals, corrections and flags."""

from datetime import datetime
from typing import Any

from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.application.views import attempt_view, handed_in_view, paper_view, set_aside_view, without_none
from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.attempt import AttemptState
from ce_exam.domain.errors import AttemptLive


def review_attempt(uow: ExamUnitOfWork, *, now: datetime, attempt_id: str, reason: str) -> dict[str, Any]:
    """Return the paper with its key, the sheet that counts and those that do not; audited. One transaction.

    Raises:
        AttemptNotFound: there is none.
        AttemptLive: it is not over.
    """
    with uow:
        aside = uow.set_asides.of_attempt(attempt_id)
        counted = uow.attempts.submissions([attempt_id]).get(attempt_id)
        attempt = uow.attempts.get(attempt_id)
        if attempt.state_at(now) is AttemptState.LIVE:
            raise AttemptLive("考试尚未结束，交卷或到时后才能查阅答卷", attempt_id=attempt_id)
        paper = uow.papers.among([attempt.paper_hash])[attempt.paper_hash]
        items = uow.items.versions([drawn.item_version_id for drawn in paper.drawn])
        exam = uow.exams.get(attempt.exam_id)
        uow.audit.record("attempt.reviewed", attempt_id, {"reason": reason})
        uow.commit()
    chosen = (counted.sheet if counted else AnswerSheet()).by_number
    questions = [
        {
            **question,
            "item_version_id": drawn.item_version_id,
            "key": drawn.shown(items[drawn.item_version_id].answer),
            "chosen": chosen.get(question["number"], ""),
        }
        for drawn, question in zip(
            paper.drawn, paper_view(paper, items, exam.points_per_item)["questions"], strict=True
        )
    ]
    shown = {"attempt": attempt_view(attempt, now), "questions": questions, "handed_in": handed_in_view(counted)}
    return without_none({**shown, "set_aside": [set_aside_view(one) for one in aside]})
