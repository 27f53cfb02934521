"""Facts the certificate service hears, as far as it reads them."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import ValidationError

from ce_certificate.domain.assessment import Assessment
from ce_certificate.domain.city_record import CityRecord
from ce_kit import checks, fields
from ce_kit.errors import ServiceFault
from ce_kit.wire import Day, Instant, Message, Text

REVOKED = "certificate.certificate.revoked.v1"


class PersonRegistered(Message):
    """The data of identity.person.registered.v1."""

    person_id = Text(36, required=True)
    name = Text(60, required=True)
    id_number_masked = Text(18, required=True)


class PersonLinked(Message):
    """The data of identity.person.linked.v1."""

    person_id = Text(36, required=True)
    city = Text(12, required=True)
    city_person_id = Text(36, required=True)
    id_number_masked = Text(18, required=True)


class UnitRegistered(Message):
    """The data of org.unit.registered.v1."""

    unit_id = Text(36, required=True)
    parent_id = Text(36)
    kind = Text(20, required=True)
    name = Text(200, required=True)


class EmploymentStarted(Message):
    """The data of org.employment.started.v1."""

    employment_id = Text(36, required=True)
    person_id = Text(36, required=True)
    employer_id = Text(36, required=True)
    employer_name = Text(200, required=True)
    authority_id = Text(36)
    hrss_id = Text(36)
    title = Text(100)
    specialty = Text(100)
    started_on = Day(required=True)


class EmploymentEnded(Message):
    """The data of org.employment.ended.v1."""

    employment_id = Text(36, required=True)
    person_id = Text(36, required=True)
    ended_on = Day(required=True)


class AssessmentChanged(Message):
    """The data of credit.assessment.changed.v1."""

    person_id = Text(36, required=True)
    year = fields.Integer(required=True)
    revision = fields.Integer(required=True)
    jurisdiction = Text(12, required=True)
    unit = Text(10, required=True, validate=checks.OneOf(["hours", "credits"]))
    public_amount = Text(12)
    professional_amount = Text(12)
    total_amount = Text(12)
    compliant = Text(10, required=True, validate=checks.OneOf(["yes", "no", "unknown"]))
    decision = fields.Dict(load_default=dict)


class CertificatePrepared(Message):
    """The data of certificate.certificate.prepared.v1."""

    certificate_id = Text(36, required=True)


class CertificateIssued(Message):
    """The data of certificate.certificate.issued.v1, as a city told it."""

    certificate_id = Text(36, required=True)
    number = Text(20, required=True)
    person_id = Text(36, required=True)
    person_name = Text(60, required=True)
    kind = Text(20, required=True, validate=checks.OneOf(["annual"]))
    year = fields.Integer(required=True)
    public_amount = Text(12)
    professional_amount = Text(12)
    total_amount = Text(12)
    verification_code = Text(14, required=True)
    pdf_sha256 = Text(64, required=True, validate=checks.Regexp("[0-9a-f]{64}$"))
    issued_on = Day(required=True)
    unit = Text(10)
    issuer = Text(200)
    title = Text(100)


class CertificateRevoked(Message):
    """The data of certificate.certificate.revoked.v1, as a city told it."""

    certificate_id = Text(36, required=True)
    number = Text(20, required=True)
    person_id = Text(36, required=True)
    reason = Text(500, required=True)
    revoked_at = Instant(required=True)


class RecordReceived(Message):
    """The data of federation.certificate.received.v1."""

    city = Text(12, required=True)
    record_id = Text(80, required=True)
    record_version = fields.Integer(required=True)
    city_person_id = Text(36, required=True)
    fact = fields.Dict(required=True)
    fact_type = Text(80, required=True)


def read_all(schema: Message, events: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Read a batch: the data of each event with its id and version."""
    return [
        {**schema.load(event["data"]), "event_id": event["id"], "version": int(event["version"])} for event in events
    ]


def read_assessments(events: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Read a batch of assessments: {event_id, assessment}."""
    return [{"event_id": event["id"], "assessment": _assessment(event["data"])} for event in events]


def _assessment(data: Any) -> Assessment:
    told = AssessmentChanged().load(data)
    decision = told.pop("decision")
    source = str((decision.get("rule_set") or {}).get("source") or "")
    return Assessment(**told, minimums=list(decision.get("minimums") or []), source=source[:500])


def read_records(events: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Read a batch of cities' records: {event_id, record}; a fact that cannot be read is refused, not retried."""
    return [{"event_id": event["id"], "record": _record(event["data"])} for event in events]


def _record(data: Any) -> CityRecord:
    told = RecordReceived().load(data)
    is_revocation = told["fact_type"] == REVOKED
    schema = CertificateRevoked() if is_revocation else CertificateIssued()
    place = (told["city"], told["record_id"], told["record_version"], told["city_person_id"], is_revocation)
    try:
        return CityRecord(*place, fact=schema.dump(schema.load(told["fact"])))
    except ValidationError as error:
        return CityRecord(
            *place, fact={}, problem=f"证书记录内容有误：{ServiceFault.of_fields(error.messages).message}"
        )
