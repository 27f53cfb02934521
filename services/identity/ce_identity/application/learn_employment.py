"""Learn from org who is employed where (event handlers): an administrator's reach ends with the employment."""

from collections.abc import Mapping, Sequence
from typing import Any

from ce_identity.application.ports import IdentityUnitOfWork
from ce_identity.application.sessions import security_now
from ce_identity.domain.person import EmploymentNote


def learn_employments(
    uow: IdentityUnitOfWork, events: Sequence[Mapping[str, Any]], notes: Mapping[str, EmploymentNote]
) -> None:
    """Note which employments hold; one transaction for a batch of events, `notes` by event id."""
    with uow:
        fresh = [notes[event["id"]] for event in uow.fresh(events)]
        uow.staff.note_employments(fresh, security_now())
        uow.commit()
