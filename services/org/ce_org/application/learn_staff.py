"""Take over what employers' staff lists say (event handler of identity.staff.imported.v1)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ce_org.application.facts import employment_started
from ce_org.application.ports import OrgUnitOfWork
from ce_org.domain.employment import Employment
from ce_org.domain.staff_list import ListEntry, take_up

Pair = tuple[str, str]


def learn_staff(
    uow: OrgUnitOfWork, events: Sequence[Mapping[str, Any]], entries: Mapping[str, ListEntry], *, now: datetime
) -> None:
    """Begin or revise the employments that the lists speak of; one transaction for a batch of events.

    Args:
        entries: what each event says, by event id.

    Raises:
        UnitNotFound, ParentNotRegistered: an employer is not known or registered yet; its events must come again.
    """
    with uow:
        wanted = sorted((entries[event["id"]] for event in uow.fresh(events)), key=lambda entry: entry.version)
        branches = {unit_id: uow.units.branch(unit_id) for unit_id in {entry.employer_id for entry in wanted}}
        for branch in branches.values():
            branch.unit.check_has_staff()
        known = uow.employments.between(list(branches), {entry.person_id for entry in wanted})
        history: dict[Pair, list[Employment]] = {}
        for one in known:
            history.setdefault((one.person_id, one.employer_id), []).append(one)
        facts = []
        for entry in wanted:
            employment, changed = take_up(history.setdefault((entry.person_id, entry.employer_id), []), entry)
            if employment is not None:
                facts.append(employment_started(employment, branches[entry.employer_id]))
            if employment is not None and changed:
                uow.audit.record("employment.revised", employment.employment_id, changed)
        ids = {one.employment_id for one in known}
        touched = [one for employments in history.values() for one in employments]
        uow.employments.add_all([one for one in touched if one.employment_id not in ids], now)
        uow.employments.save_all([one for one in touched if one.employment_id in ids])
        uow.outbox.extend(facts)
        uow.commit()
