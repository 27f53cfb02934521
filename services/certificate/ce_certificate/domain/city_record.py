"""At the province: a city's certificate, and whether a record about it can count (省级归集)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from ce_certificate.domain import number as numbers


class RecordState(StrEnum):
    """What became of a record: its person is not linked yet, it counts, it was refused."""

    WAITING = "WAITING"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class CityRecord:
    """A city's fact as the gateway handed it over, JSON primitives; `is_revocation` tells which of both facts it is.

    `problem` says why the fact cannot even be read; then `fact` is empty.
    """

    city: str
    record_id: str
    version: int
    city_person_id: str
    is_revocation: bool
    fact: Mapping[str, Any]
    problem: str = ""

    @property
    def key(self) -> tuple[str, str, int]:
        """What is judged once."""
        return self.city, self.record_id, self.version


@dataclass(slots=True)
class CityCertificate:
    """What cities told of one certificate; a revocation may come first, then only its number is known."""

    city: str
    certificate_id: str
    number: str
    city_person_id: str
    code: str | None = None
    name: str = ""
    kind: str = ""
    year: int = 0
    title: str = ""
    unit: str = ""
    public_amount: str = ""
    professional_amount: str = ""
    total_amount: str = ""
    issuer: str = ""
    issued_on: date | None = None
    pdf_sha256: str = ""
    revoked_at: datetime | None = None
    revocation_reason: str = ""


def problem_of(record: CityRecord) -> str:
    """Return why a record cannot count by itself, the empty text when it can."""
    if record.problem:
        return record.problem
    fact, found = record.fact, numbers.parts(record.fact["number"])
    if found is None:
        return f"证书编号 {fact['number']} 的校验位不符，请核对后重新上报"
    if found[0] != record.city:
        return f"证书编号 {fact['number']} 不属于平台 {record.city}"
    if not record.is_revocation and found[1] != fact["year"]:
        return f"证书编号 {fact['number']} 与证书年度 {fact['year']} 不一致"
    if (fact["certificate_id"], fact["person_id"]) != (record.record_id, record.city_person_id):
        return "记录与其证书或人员的标识不一致"
    return ""


def conflict_of(record: CityRecord, known: CityCertificate | None, namesakes: Iterable[CityCertificate]) -> str:
    """Return why a record cannot count beside what is known, the empty text when it can.

    `namesakes` are certificates with its number or its verification code.
    """
    fact = record.fact
    for one in namesakes:
        if (one.city, one.certificate_id) != (record.city, record.record_id):
            return f"编号 {fact['number']} 或其验证码已属于另一证书，不得重复"
    if known is None:
        return ""
    if (known.number, known.city_person_id) != (fact["number"], record.city_person_id):
        return f"与此前上报的同一证书（编号 {known.number}）不一致；已核发的证书不得修改，请撤销后重新核发"
    if not record.is_revocation and known.code is not None:
        return f"证书 {known.number} 已上报过；已核发的证书不得修改，请撤销后重新核发"
    return ""
