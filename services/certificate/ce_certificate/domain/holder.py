"""Who a certificate is for (持证人), and the branch of units that stands behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ce_certificate.domain.errors import HolderIncomplete


@dataclass(frozen=True, slots=True)
class Person:
    """Name and masked ID number, as identity tells them."""

    person_id: str
    name: str
    id_number_masked: str


@dataclass(frozen=True, slots=True)
class Employment:
    """Where a person belongs, as org tells it; no last day while it lasts."""

    employment_id: str
    person_id: str
    employer_id: str
    employer_name: str
    authority_id: str
    hrss_id: str
    job_title: str
    specialty: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A person under the employment that counts, and the name of the issuing HRSS unit (颁证机构)."""

    person: Person
    employment: Employment
    issuer: str


def employment_on(employments: Iterable[Employment], day: date) -> Employment | None:
    """Return the employment that counts on a day: of those that last the newest, else the one that ended last."""

    def rank(one: Employment) -> tuple[bool, date, date]:
        lasts = one.started_on <= day and (one.ended_on is None or one.ended_on >= day)
        return lasts, date.min if lasts else one.ended_on or date.min, one.started_on

    return max(employments, key=rank, default=None)


def holder_of(person: Person | None, employment: Employment | None, issuer: str) -> Holder:
    """Put the holder together.

    Raises:
        HolderIncomplete: says what is missing.
    """
    if person is None:
        raise HolderIncomplete("人员登记信息尚未同步到证书服务，请稍后重试", missing="person")
    if employment is None:
        raise HolderIncomplete("没有工作单位信息：请先由用人单位将您列入人员名单并审核通过", missing="employment")
    if not issuer:
        raise HolderIncomplete("颁证机构（人社部门）名称尚未同步到证书服务，请稍后重试", missing="issuer")
    return Holder(person, employment, issuer)
