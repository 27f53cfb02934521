"""Show a person's year and ledger to the person and to administrators in reach."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ce_credit.application.assess import Office, open_files
from ce_credit.application.explain import explain
from ce_credit.application.pages import key_of, limit_of
from ce_credit.application.ports import CreditUnitOfWork
from ce_credit.domain.activity import Activity
from ce_credit.domain.assessment import Assessment
from ce_credit.domain.employment import on_day
from ce_kit.call import Actor
from ce_kit.clock import local_date
from ce_kit.errors import PermissionDenied
from ce_kit.pages import cut


def get_year(uow: CreditUnitOfWork, office: Office, actor: Actor, *, person_id: str, year: int) -> dict[str, Any]:
    """Return a year's assessment with its explanation; of a year without any record, what the rules ask for.

    Raises:
        PermissionDenied: the person is not within the caller's reach.
        NoRuleSet: no notice rules this year.
    """
    person_id = person_id or actor.id
    with uow:
        check_reach(uow, actor, person_id, local_date(office.now))
        standing = uow.years.latest(person_id, year)
        file = open_files(uow, office, [(person_id, year)])[person_id, year]
    if standing is None:
        decision = office.book.rules(file.jurisdiction, year).decide([])
        standing = Assessment("", 0, person_id, year, file.jurisdiction, decision, "", office.now)
    return {"assessment": explain(standing, titles_of(file.activities))}


def list_hours(
    uow: CreditUnitOfWork,
    actor: Actor,
    *,
    today: date,
    person_id: str,
    year: int,
    page_size: int,
    page_token: str,
) -> dict[str, Any]:
    """List entries of the ledger, newest first. Raises PermissionDenied."""
    person_id = person_id or actor.id
    with uow:
        check_reach(uow, actor, person_id, today)
        last = key_of(page_token, int)
        rows = uow.ledger.page(person_id, year, last, limit_of(page_size))
    page, token = cut(rows, page_size, lambda row: [row[0]])
    return {"entries": [entry for _, entry in page], "next_page_token": token}


def titles_of(activities: Iterable[Activity]) -> dict[str, str]:
    """Return the titles of activities by id."""
    return {one.activity_id: one.title for one in activities}


def check_reach(uow: CreditUnitOfWork, actor: Actor, person_id: str, today: date) -> None:
    """Admit the person and the administrators of the employer and of the units above it, as of today.

    Raises:
        PermissionDenied: anybody else; says nothing about whether there is such a person.
    """
    if actor.id == person_id:
        return
    for employment in on_day(uow.employments.of([person_id]).get(person_id, ()), today):
        if employment.administrators.intersection(actor.roles):
            return
    raise PermissionDenied("只能查看本人、本单位或所辖单位人员的学时")
