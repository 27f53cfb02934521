"""Take over completed courses and graded attempts (event handlers, in batches)."""

from collections.abc import Sequence
from typing import Any

from ce_credit.application.assess import Office, assess
from ce_credit.application.ports import CreditUnitOfWork
from ce_credit.domain.activity import course_activity
from ce_credit.domain.course import Attempt


def record_courses(uow: CreditUnitOfWork, office: Office, events: Sequence[dict[str, Any]]) -> None:
    """Record completed courses ({event_id, version, …CourseCompleted}) and assess the years they belong to."""
    with uow:
        activities = [course_activity(**_data(event)) for event in uow.fresh(events, "event_id")]
        keys = {one.person_year for one in activities}
        uow.people.lock({person_id for person_id, _ in keys})
        uow.activities.put_all(activities)
        assess(uow, office, keys)
        uow.commit()


def record_attempts(uow: CreditUnitOfWork, office: Office, events: Sequence[dict[str, Any]]) -> None:
    """Record graded attempts ({event_id, version, …AttemptGraded}) and assess the years they belong to."""
    with uow:
        attempts = [Attempt(**_data(event)) for event in uow.fresh(events, "event_id")]
        keys = {one.person_year for one in attempts}
        uow.people.lock({person_id for person_id, _ in keys})
        uow.attempts.put_all(attempts)
        assess(uow, office, keys)
        uow.commit()


def _data(event: Any) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name != "event_id"}
