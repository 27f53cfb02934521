"""Take items out of the bank, or back in (停用、恢复试题)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ce_exam.application.bank_ports import Retirement
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.blueprint import check_pool
from ce_exam.domain.errors import ItemNotFound
from ce_kit.call import Actor
from ce_kit.clock import local_date


def retire_items(
    uow: ExamUnitOfWork,
    actor: Actor,
    *,
    now: datetime,
    year: int,
    codes: Sequence[str],
    reinstate: bool,
    reason: str,
) -> dict[str, Any]:
    """Decide about items of a year; those that are so already are left alone. One transaction.

    Raises:
        ItemNotFound: a code is not in the bank.
        PoolTooSmall: an exam that is not over could not fill its papers any more.
        ImportInterfered: somebody changed the same items at the same time.
    """
    with uow:
        known = uow.items.current([year])
        if missing := [code for code in codes if (year, code) not in known]:
            raise ItemNotFound(f"题库中没有 {year} 年度的试题：{'、'.join(missing[:10])}", year=year)
        before = uow.items.retirements([year])
        decisions = [
            Retirement(year, code, last.number + 1 if last else 1, not reinstate, reason, actor.id, now)
            for code in dict.fromkeys(codes)
            for last in [before.get((year, code))]
            if (last is not None and last.retired) is reinstate
        ]
        if decisions:
            uow.items.retire(decisions)
            for exam in uow.exams.not_over(year, local_date(now)):
                check_pool(uow.items.pool(exam.year, exam.category).items, exam.blueprint)
            action = "items.reinstated" if reinstate else "items.retired"
            uow.audit.record(action, str(year), {"codes": [one.code for one in decisions], "reason": reason})
        uow.commit()
    return {"changed": len(decisions)}
