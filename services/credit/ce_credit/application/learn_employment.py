"""Learn who works where (event handlers, in batches).

A person's years follow the rules of the employer's place, so they are assessed anew.
"""

from collections.abc import Sequence
from typing import Any

from ce_credit.application.assess import Office, assess
from ce_credit.application.ports import CreditUnitOfWork
from ce_credit.domain.employment import Employment


def learn_started(uow: CreditUnitOfWork, office: Office, events: Sequence[dict[str, Any]]) -> None:
    """Learn employments ({event_id, version, …EmploymentStarted})."""
    with uow:
        fresh = uow.fresh(events, "event_id")
        people = {event["person_id"]: event["person_name"] for event in fresh}
        uow.people.lock(people)
        uow.people.put_names(people)
        uow.employments.put_started((_employment(event), event["version"]) for event in fresh)
        assess(uow, office, uow.activities.years_of(people))
        uow.commit()


def learn_ended(uow: CreditUnitOfWork, office: Office, events: Sequence[dict[str, Any]]) -> None:
    """Learn last days ({event_id, employment_id, person_id, ended_on})."""
    with uow:
        fresh = uow.fresh(events, "event_id")
        people = {event["person_id"] for event in fresh}
        uow.people.lock(people)
        uow.employments.put_ended((event["employment_id"], event["person_id"], event["ended_on"]) for event in fresh)
        assess(uow, office, uow.activities.years_of(people))
        uow.commit()


def _employment(event: Any) -> Employment:
    return Employment(
        event["employment_id"],
        event["person_id"],
        event["employer_id"],
        event["employer_name"],
        event["authority_id"],
        event["hrss_id"],
        event["jurisdiction"],
        event["started_on"],
        None,
    )
