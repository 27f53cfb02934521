"""What the certificate service tells the platform."""

from ce_certificate.domain.certificate import Certificate
from ce_certificate.domain.city_record import CityRecord
from ce_kit.facts import Fact


def prepared(one: Certificate) -> Fact:
    """Tell, to this service itself, that a PDF is to be made."""
    data = {"certificate_id": one.certificate_id}
    return Fact("certificate.certificate.prepared.v1", one.certificate_id, one.version, data)


def issued(one: Certificate) -> Fact:
    """Tell that a certificate is good."""
    said, (line,) = one.content, one.content.years
    data = {
        "certificate_id": one.certificate_id,
        "number": one.number,
        "person_id": one.person_id,
        "person_name": said.name,
        "kind": one.kind.value,
        "year": one.year,
        "public_amount": line.public,
        "professional_amount": line.professional,
        "total_amount": line.total,
        "verification_code": one.code,
        "pdf_sha256": one.pdf_sha256,
        "issued_on": said.issued_on,
        "unit": said.unit,
        "issuer": said.issuer,
        "title": said.title,
    }
    return Fact("certificate.certificate.issued.v1", one.certificate_id, one.version, data)


def revoked(one: Certificate) -> Fact:
    """Tell that a certificate is no longer good."""
    data = {
        "certificate_id": one.certificate_id,
        "number": one.number,
        "person_id": one.person_id,
        "reason": one.revocation_reason,
        "revoked_at": one.revoked_at.isoformat() if one.revoked_at else "",
    }
    return Fact("certificate.certificate.revoked.v1", one.certificate_id, one.version, data)


def judged(record: CityRecord, reason: str) -> Fact:
    """Answer a city's record; an empty reason accepts it."""
    data = {
        "city": record.city,
        "record_id": record.record_id,
        "record_version": record.version,
        "accepted": not reason,
        "reason": reason,
    }
    return Fact("certificate.record.judged.v1", record.record_id, record.version, data)
