"""Records of cities at the province: what is consistent enough to count there (省级汇总)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ce_credit.domain import amounts
from ce_credit.domain.assessment import Assessment
from ce_credit.domain.compliance import Compliance
from ce_credit.domain.decision import PROFESSIONAL, PUBLIC, UNSPLIT, counted

MOST = Decimal("9999.99")
UNITS = ("hours", "credits")


class RecordState(StrEnum):
    """What became of a record."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Record:
    """A city's record as received; `fact` is the city's own event."""

    city: str
    kind: str
    record_id: str
    version: int
    city_person_id: str
    fact: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What a verdict is given on, once."""
        return self.city, self.kind, self.record_id, self.version

    @property
    def year(self) -> int:
        """Year of the fact; 0 when it has none."""
        year = self.fact.get("year")
        return year if isinstance(year, int) else 0


def assessment_of(record: Record) -> Assessment:
    """Read an assessment out of its record.

    Raises:
        KeyError, ValueError, TypeError: something is missing or malformed.
    """
    fact = record.fact
    return Assessment(
        fact["assessment_id"],
        record.version,
        fact["person_id"],
        record.year,
        fact["jurisdiction"],
        fact["decision"],
        "",
        datetime.fromisoformat(fact["assessed_at"]),
    )


def problem_of(record: Record, *, is_known: bool) -> str:
    """Return why a record cannot count at the province, for people; empty when it can.

    `is_known` tells whether rules are installed for the fact's jurisdiction.
    """
    problem = _place_problem(record, is_known=is_known)
    if problem:
        return problem
    try:
        return _hours_problem(record.fact) if record.kind == "hours" else _assessment_problem(record)
    except (ValueError, KeyError, TypeError, ArithmeticError):
        return "数额不是规范的十进制数，或核定内容不完整"


def _place_problem(record: Record, *, is_known: bool) -> str:
    fact, jurisdiction = record.fact, str(record.fact.get("jurisdiction", ""))
    of_city = record.city.endswith("0000") or jurisdiction[:4] == record.city[:4]
    checks = (
        (fact.get("person_id") == record.city_person_id, "记录所属人员与其内容不一致"),
        (is_known, f"属地代码 {jurisdiction or '（空）'} 没有已知的规则，请核对单位的行政区划代码"),
        (of_city, f"属地代码 {jurisdiction} 不属于上报平台 {record.city}"),
        (1990 <= record.year <= 2100, f"年度 {fact.get('year')!r} 无效"),
        (fact.get("unit") in UNITS, f"计量单位 {fact.get('unit')!r} 无效，应为 hours（学时）或 credits（学分）"),
    )
    return next((problem for is_right, problem in checks if not is_right), "")


def _hours_problem(fact: Mapping[str, Any]) -> str:
    amount = amounts.read(fact["amount"])
    if fact["category"] not in (PUBLIC, PROFESSIONAL, UNSPLIT):
        return f"科目 {fact['category']!r} 无效"
    if amount is None or not amount or abs(amount) > MOST:
        return f"学时数 {fact['amount']!r} 无效：不能为零，绝对值不超过 {MOST}"
    return ""


def _assessment_problem(record: Record) -> str:
    fact = record.fact
    if int(fact["revision"]) != record.version:
        return f"核定次数 {fact['revision']} 与记录版本 {record.version} 不一致"
    if fact["compliant"] not in set(Compliance):
        return f"达标结论 {fact['compliant']!r} 无效"
    public, professional, whole = (amounts.read(fact[f"{name}_amount"]) for name in ("public", "professional", "total"))
    parts = counted(fact["decision"])
    sums = {name: sum((v for (_, c), v in parts.items() if c == name), Decimal(0)) for name in (PUBLIC, PROFESSIONAL)}
    for name, told, label in ((PUBLIC, public, "公需"), (PROFESSIONAL, professional, "专业")):
        if told is not None and told != sums[name]:
            return f"{label}合计 {told} 与各项之和 {sums[name]} 不符"
    if whole is not None and whole != sum(parts.values()):
        return f"合计 {whole} 与各项之和 {sum(parts.values())} 不符"
    return ""
