"""Claims and their reviews in the database."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select, tuple_, update

from ce_credit.adapters.tables import claim, claim_review
from ce_credit.domain.claim import Claim, ClaimState, Review, Roles, Step, reviewer_of
from ce_credit.domain.errors import ClaimNotFound
from ce_credit.domain.evidence import Evidence

_REVIEW = [claim_review.c[name] for name in Review.__slots__]


class SqlClaims:
    """Claims; a step is decided once, by constraint."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, one: Claim) -> None:
        self.connection.execute(insert(claim).values(**_row(one)))

    def find(self, claim_id: str) -> Claim | None:
        found = self._read(select(claim).where(claim.c.claim_id == claim_id))
        return found[0] if found else None

    def get_for_decision(self, claim_id: str) -> Claim:
        found = self._read(select(claim).where(claim.c.claim_id == claim_id).with_for_update())
        if not found:
            raise ClaimNotFound("没有这项申报", claim_id=claim_id)
        return found[0]

    def save(self, one: Claim) -> None:
        row = _row(one)
        changed = {name: row[name] for name in ("state", "recorded", "version", "awaits_role", "awaits_unit")}
        self.connection.execute(update(claim).where(claim.c.claim_id == one.claim_id).values(**changed))
        known = select(claim_review.c.step).where(claim_review.c.claim_id == one.claim_id)
        steps = set(self.connection.execute(known).scalars())
        rows = [{**asdict(review), "claim_id": one.claim_id} for review in one.reviews if review.step not in steps]
        if rows:
            self.connection.execute(insert(claim_review), rows)

    def filed_by(self, person_id: str, year: int, before: str | None, limit: int) -> list[Claim]:
        query = _of_year(select(claim).where(claim.c.person_id == person_id), year)
        if before is not None:
            query = query.where(claim.c.claim_id < before)
        return self._read(query.order_by(claim.c.claim_id.desc()).limit(limit))

    def awaiting_review_by(self, roles: Roles, year: int, after: str | None, limit: int) -> list[Claim]:
        if not roles:
            return []
        mine = tuple_(claim.c.awaits_role, claim.c.awaits_unit).in_(sorted(set(roles)))
        query = _of_year(select(claim).where(mine), year)
        if after is not None:
            query = query.where(claim.c.claim_id > after)
        return self._read(query.order_by(claim.c.claim_id).limit(limit))

    def _read(self, query: Any) -> list[Claim]:
        rows = self.connection.execute(query).all()
        reviews: dict[str, list[Review]] = {row.claim_id: [] for row in rows}
        if rows:
            mine = claim_review.c.claim_id.in_(sorted(reviews))
            order = (claim_review.c.decided_at, claim_review.c.step)
            for row in self.connection.execute(select(claim_review.c.claim_id, *_REVIEW).where(mine).order_by(*order)):
                reviews[row.claim_id].append(Review(Step(row.step), *row[2:]))
        return [_claim(row, reviews[row.claim_id]) for row in rows]


def _of_year(query: Any, year: int) -> Any:
    return query.where(claim.c.year == year) if year else query


def _row(one: Claim) -> dict[str, Any]:
    role, unit = reviewer_of(one.awaits, one) if one.awaits else ("", "")
    row = {name: getattr(one, name) for name in Claim.__slots__ if name != "reviews"}
    files = [asdict(file) for file in one.evidence]
    return {**row, "facts": dict(one.facts), "evidence": files, "awaits_role": role, "awaits_unit": unit}


def _claim(row: Any, reviews: Sequence[Review]) -> Claim:
    values = {name: getattr(row, name) for name in Claim.__slots__ if name != "reviews"}
    values |= {
        "evidence": tuple(Evidence(**file) for file in row.evidence),
        "chain": tuple(Step(step) for step in row.chain),
        "state": ClaimState(row.state),
    }
    return Claim(**values, reviews=list(reviews))
