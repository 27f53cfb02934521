"""Learn people, employments and units from the facts of other services (event handlers)."""

from collections.abc import Mapping, Sequence
from typing import Any

from ce_certificate.application.ports import CertificateUnitOfWork

Events = Sequence[Mapping[str, Any]]


def learn_persons(uow: CertificateUnitOfWork, events: Events) -> None:
    """Learn names and masked ID numbers ({event_id, version, person_id, name, id_number_masked})."""
    with uow:
        uow.people.put_persons(uow.fresh(events, "event_id"))
        uow.commit()


def learn_started(uow: CertificateUnitOfWork, events: Events) -> None:
    """Learn employments ({event_id, version, …EmploymentStarted})."""
    with uow:
        uow.people.put_started(uow.fresh(events, "event_id"))
        uow.commit()


def learn_ended(uow: CertificateUnitOfWork, events: Events) -> None:
    """Learn last days ({event_id, employment_id, person_id, ended_on})."""
    with uow:
        uow.people.put_ended(uow.fresh(events, "event_id"))
        uow.commit()


def learn_unit(uow: CertificateUnitOfWork, *, kind: str, **unit: Any) -> None:
    """Learn an HRSS unit, which issues certificates ({unit_id, parent_id, name, version}); others are let be."""
    with uow:
        if kind == "hrss":
            uow.units.put(unit)
        uow.commit()
