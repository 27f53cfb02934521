"""Ask to be taken up as staff of an employer (个人注册到单位)."""

from datetime import date, datetime
from typing import Any

from ce_kit.ids import new_id
from ce_org.application.ports import OrgUnitOfWork
from ce_org.application.shown import show_employments
from ce_org.domain.employment import Employment, EmploymentState, check_first_day, first_free_day
from ce_org.domain.errors import AlreadyEmployed, EmploymentAlreadyRequested


def request_employment(
    uow: OrgUnitOfWork,
    *,
    now: datetime,
    today: date,
    person_id: str,
    person_name: str,
    employer_id: str,
    title: str,
    specialty: str,
    started_on: date | None,
) -> dict[str, Any]:
    """Ask for an employment from `started_on` (today when not given); the employer's administrator decides.

    Raises:
        UnitNotFound, ParentNotRegistered: there is no such employer, or nobody administers it yet.
        AlreadyEmployed, EmploymentAlreadyRequested, BadDay: see there.
    """
    first_day = started_on or today
    check_first_day(first_day, today)
    with uow:
        employer = uow.units.get(employer_id)
        employer.check_has_staff()
        past = uow.employments.between([employer_id], [person_id])
        for known in past:
            if known.state is EmploymentState.ACTIVE:
                raise AlreadyEmployed(f"您已是“{employer.name}”的人员，无需再申请", employment_id=known.employment_id)
            if known.state is EmploymentState.REQUESTED:
                raise EmploymentAlreadyRequested(
                    f"您的申请正在由“{employer.name}”审核", employment_id=known.employment_id
                )
        employment = Employment(
            new_id(),
            person_id,
            person_name,
            employer_id,
            title,
            specialty,
            first_free_day(past, first_day),
            EmploymentState.REQUESTED,
        )
        uow.employments.add_all([employment], now)
        (shown,) = show_employments(uow, [employment])
        uow.commit()
    return {"employment": shown}
