"""A claim of hours on its way through the review chain (学时申报)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from ce_credit.domain.activity import Activity, Source
from ce_credit.domain.errors import ClaimAlreadyDecided, ClaimNotAtStep, OwnClaim, ReviewChainUnknown
from ce_credit.domain.evidence import Evidence


class ClaimState(StrEnum):
    """What a claim has come to."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """A step of the review chain, in the words of the rules."""

    EMPLOYER = "employer"
    INDUSTRY_AUTHORITY = "industry_authority"
    HRSS = "hrss"


WORDS = {Step.EMPLOYER: "用人单位审核", Step.INDUSTRY_AUTHORITY: "行业主管部门审验", Step.HRSS: "人社部门审验"}

Roles = Sequence[tuple[str, str]]
"""Roles an actor holds: (role, unit)."""


@dataclass(frozen=True, slots=True)
class Review:
    """One step's decision."""

    step: Step
    approved: bool
    reviewer_id: str
    reason: str
    reviewer_hours: str
    decided_at: datetime


@dataclass(slots=True)
class Claim:
    """Hours a person files with proof; the units that review it are those of the day of filing."""

    claim_id: str
    person_id: str
    person_name: str
    employer_id: str
    employer_name: str
    authority_id: str
    hrss_id: str
    jurisdiction: str
    year: int
    activity_type: str
    title: str
    facts: Mapping[str, Any]
    evidence: tuple[Evidence, ...]
    chain: tuple[Step, ...]
    state: ClaimState
    recorded: dict[str, str]
    filed_on: date
    filed_at: datetime
    version: int = 1
    reviews: list[Review] = field(default_factory=list)

    @property
    def awaits(self) -> Step | None:
        """The step that comes next; none when the claim is decided."""
        if self.state is not ClaimState.SUBMITTED:
            return None
        done = {review.step for review in self.reviews}
        return next(step for step in self.chain if step not in done)

    def is_readable_by(self, actor_id: str, roles: Roles) -> bool:
        """Tell whether the claim is any of this actor's business."""
        return actor_id == self.person_id or any(reviewer_of(step, self) in roles for step in self.chain)

    def decide(self, review_step: Step | None, roles: Roles, reviewer_id: str) -> Step:
        """Return the step that this reviewer may decide now.

        Raises:
            OwnClaim: it is the reviewer's own.
            ClaimAlreadyDecided: another reviewer was faster.
            ClaimNotAtStep: an earlier step comes first.
        """
        if reviewer_id == self.person_id:
            raise OwnClaim("不能审核本人的申报，请由本单位其他管理员审核", claim_id=self.claim_id)
        theirs = [step for step in self.chain if reviewer_of(step, self) in roles]
        asked = [step for step in theirs if review_step in (None, step)]
        awaits = self.awaits
        if awaits is not None and awaits in asked:
            return awaits
        done = {review.step for review in self.reviews}
        if awaits is None or done.intersection(asked):
            raise ClaimAlreadyDecided(self._already(), claim_id=self.claim_id, state=self.state)
        raise ClaimNotAtStep(f"此申报尚待{WORDS[awaits]}，之后才轮到您审核", claim_id=self.claim_id, awaits=awaits)

    def approve(self, step: Step, *, reviewer_id: str, recorded: Mapping[str, str], now: datetime) -> None:
        """Pass a step (审核通过); the last one recognises the claim (认定)."""
        self.recorded.update(recorded)
        hours = next(iter(recorded.values()), "")
        self.reviews.append(Review(step, True, reviewer_id, "", hours, now))
        if step == self.chain[-1]:
            self.state = ClaimState.APPROVED
        self.version += 1

    def reject(self, step: Step, *, reviewer_id: str, reason: str, now: datetime) -> None:
        """Reject at a step (驳回); final."""
        self.reviews.append(Review(step, False, reviewer_id, reason, "", now))
        self.state = ClaimState.REJECTED
        self.version += 1

    def withdraw(self) -> None:
        """Take the claim back (撤回).

        Raises:
            ClaimAlreadyDecided: it is no longer under review.
        """
        if self.state is not ClaimState.SUBMITTED:
            raise ClaimAlreadyDecided(self._already(), claim_id=self.claim_id, state=self.state)
        self.state = ClaimState.WITHDRAWN
        self.version += 1

    def activity(self, decided_on: date | None = None) -> Activity:
        """Return the claim as an activity whose facts tell how far its review is."""
        facts = {**self.facts, **self.recorded, "filed": self.filed_on.isoformat(), "filed_by": "person"}
        if not self.evidence:
            facts["proof"] = "missing"
        if self.state is ClaimState.APPROVED and decided_on is not None:
            facts["review_done"] = decided_on.isoformat()
        elif self.state is ClaimState.REJECTED:
            facts["rejected_by"] = str(self.reviews[-1].step)
        else:
            facts["review"] = [str(review.step) for review in self.reviews]
        return Activity(
            self.claim_id,
            self.person_id,
            self.year,
            Source.CLAIM,
            self.activity_type,
            self.title,
            facts,
            self.filed_on,
            self.version,
            withdrawn=self.state is ClaimState.WITHDRAWN,
        )

    def _already(self) -> str:
        if self.state is ClaimState.WITHDRAWN:
            return "此申报已由本人撤回"
        last = self.reviews[-1]
        return f"此申报已经{WORDS[last.step]}{'通过' if last.approved else '驳回'}，不能重复处理"


class Units(Protocol):
    """The units that may have to review: those of an employment, kept by the claim."""

    @property
    def employer_id(self) -> str: ...

    @property
    def authority_id(self) -> str: ...

    @property
    def hrss_id(self) -> str: ...


def reviewer_of(step: Step, units: Units) -> tuple[str, str]:
    """Return who decides a step: (role, unit). Where an employer has no authority, the HRSS unit acts for it."""
    if step is Step.EMPLOYER:
        return "employer_admin", units.employer_id
    if step is Step.INDUSTRY_AUTHORITY and units.authority_id:
        return "authority_admin", units.authority_id
    return "hrss_admin", units.hrss_id


def chain_of(steps: Sequence[str], units: Units) -> tuple[Step, ...]:
    """Return the review chain out of what the rules answer; filing itself (person) is no step.

    Raises:
        ReviewChainUnknown: the notice is silent, or a unit of the chain is not known.
    """
    chain = tuple(Step(step) for step in steps if step in set(Step))
    if not chain or not all(unit for _, unit in (reviewer_of(step, units) for step in chain)):
        raise ReviewChainUnknown("文件没有规定由谁审核，或本单位的上级单位尚未登记，请联系人社部门")
    return chain
