"""Learn what exam and org tell (event handlers)."""

from collections.abc import Sequence
from datetime import date

from ce_billing.application.ports import BillingUnitOfWork
from ce_billing.domain.employment import Employment
from ce_billing.domain.resit import Attempt


def learn_attempts(uow: BillingUnitOfWork, attempts: Sequence[tuple[Attempt, int]]) -> None:
    """Keep graded attempts, each with its version: a resit is sold after a failure only."""
    with uow:
        uow.attempts.put(attempts)
        uow.commit()


def learn_start(
    uow: BillingUnitOfWork, employment: Employment, *, employment_id: str, started_on: date, version: int
) -> None:
    """Keep that an employment holds from a day on."""
    with uow:
        uow.employments.start(employment_id, employment, started_on, version)
        uow.commit()


def learn_end(uow: BillingUnitOfWork, *, employment_id: str, ended_on: date, version: int) -> None:
    """Keep an employment's last day."""
    with uow:
        uow.employments.end(employment_id, ended_on, version)
        uow.commit()
