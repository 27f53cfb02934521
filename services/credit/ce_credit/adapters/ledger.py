"""Ledger entries and assessments in the database; both only grow."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, insert, select

from ce_credit.adapters.facts import of_years
from ce_credit.adapters.tables import assessment, ledger_entry, person_year
from ce_credit.domain.activity import PersonYear
from ce_credit.domain.assessment import Assessment, Standing
from ce_credit.domain.decision import Place, total
from ce_credit.domain.ledger import Entry
from ce_kit.db.newer import put_newer

_ENTRY = [ledger_entry.c[name] for name in Entry.__slots__]
_STANDING = [person_year.c[name] for name in Standing.__slots__]


class SqlLedger:
    """Entries of hours."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def sums(self, keys: Collection[PersonYear]) -> dict[PersonYear, dict[Place, Decimal]]:
        place = [ledger_entry.c[name] for name in ("person_id", "year", "activity_id", "category")]
        amount = func.sum(ledger_entry.c.amount)
        query = select(*place, amount.label("amount")).where(of_years(ledger_entry, keys)).group_by(*place)
        found: dict[PersonYear, dict[Place, Decimal]] = {}
        for row in self.connection.execute(query.having(amount != 0)):
            found.setdefault((row.person_id, row.year), {})[row.activity_id, row.category] = row.amount
        return found

    def post(self, entries: Sequence[Entry]) -> None:
        if entries:
            self.connection.execute(insert(ledger_entry), [asdict(entry) for entry in entries])

    def page(self, person_id: str, year: int, before: int | None, limit: int) -> list[tuple[int, Entry]]:
        query = select(ledger_entry.c.position, *_ENTRY).where(ledger_entry.c.person_id == person_id)
        if year:
            query = query.where(ledger_entry.c.year == year)
        if before is not None:
            query = query.where(ledger_entry.c.position < before)
        rows = self.connection.execute(query.order_by(ledger_entry.c.position.desc()).limit(limit))
        return [(row[0], Entry(*row[1:])) for row in rows]


class SqlYears:
    """Assessments: where each year stands, and every revision."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def standing(self, keys: Collection[PersonYear]) -> dict[PersonYear, Standing]:
        query = select(person_year.c.person_id, person_year.c.year, *_STANDING).where(of_years(person_year, keys))
        return {(row[0], row[1]): Standing(*row[2:]) for row in self.connection.execute(query)}

    def save(self, assessments: Sequence[Assessment]) -> None:
        if not assessments:
            return
        self.connection.execute(insert(assessment), [_row(one) for one in assessments])
        put_newer(self.connection, person_year, [_standing(one) for one in assessments], by="revision")

    def latest(self, person_id: str, year: int) -> Assessment | None:
        columns = [assessment.c[name] for name in Assessment.__slots__]
        here = (person_year.c.assessment_id == assessment.c.assessment_id) & (
            person_year.c.revision == assessment.c.revision
        )
        query = (
            select(*columns)
            .join(person_year, here)
            .where(person_year.c.person_id == person_id, person_year.c.year == year)
        )
        row = self.connection.execute(query).one_or_none()
        return None if row is None else Assessment(*row)


def _standing(one: Assessment) -> dict[str, Any]:
    names = ("person_id", "year", "assessment_id", "revision", "jurisdiction", "sha256")
    return {name: getattr(one, name) for name in names}


def _row(one: Assessment) -> dict[str, Any]:
    decision, rule_set = one.decision, one.decision["rule_set"]
    return {
        **asdict(one),
        "unit": decision["unit"],
        "public_amount": total(decision, "public"),
        "professional_amount": total(decision, "professional"),
        "total_amount": total(decision, "total"),
        "compliant": decision["compliant"],
        "rule_set": rule_set["id"],
        "rule_version": rule_set["version"],
    }
