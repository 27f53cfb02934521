"""Employments as org told them: whose rules hold for a person, and which employer may pay."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ce_kit.errors import PermissionDenied


@dataclass(frozen=True, slots=True)
class Employment:
    """A person's present employment."""

    person_id: str
    employer_id: str
    jurisdiction: str


def jurisdiction_of(employments: Sequence[Employment]) -> str:
    """Return the GB/T 2260 code whose rules hold, the empty text for the platform's own."""
    return employments[-1].jurisdiction if employments else ""


def check_may_pay(employments: Sequence[Employment], employer_ids: Collection[str], person_id: str) -> None:
    """Refuse to order for somebody who is not on one's own staff (单位集中缴费, ZB20 三(三)).

    Raises:
        PermissionDenied: none of the person's employers is among `employer_ids`.
    """
    if not any(employment.employer_id in employer_ids for employment in employments):
        raise PermissionDenied("只能为本人缴费，或由单位管理员为本单位在职人员集中缴费", person_id=person_id)
