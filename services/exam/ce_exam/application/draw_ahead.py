"""Draw papers before anybody begins (预先组卷): the start of an exam is a rush, and a start then costs one row."""

import secrets
from datetime import datetime, timedelta

from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.errors import PoolTooSmall
from ce_exam.domain.exam import Exam
from ce_exam.domain.paper import Paper, draw
from ce_kit.clock import local_date

BATCH = 20
DAYS_AHEAD = timedelta(days=1)


def draw_papers(uow: ExamUnitOfWork, exam: Exam, count: int) -> list[Paper]:
    """Draw papers from the present pool, each from a seed of its own. Raises PoolTooSmall."""
    pool = uow.items.pool(exam.year, exam.category)
    return [draw(exam.exam_id, pool.pool_id, secrets.token_hex(16), pool.items, exam.blueprint) for _ in range(count)]


def draw_ahead(uow: ExamUnitOfWork, now: datetime, wanted: int) -> bool:
    """Bring one exam that is open or opens tomorrow closer to `wanted` ready papers; tell whether there is more to do.

    One transaction. Papers of a pool that has changed since are withdrawn.
    """
    with uow:
        today = local_date(now)
        for exam in uow.exams.online_between(today, today + DAYS_AHEAD):
            have = uow.papers.ready(exam.exam_id, uow.items.pool_id(exam.year, exam.category))
            if have >= wanted:
                continue
            try:
                papers = draw_papers(uow, exam, min(BATCH, wanted - have))
            except PoolTooSmall:
                continue  # whoever starts is told
            uow.papers.lay_ready(papers)
            uow.commit()
            return True
        uow.commit()
    return False
