"""What anybody is shown of a certificate (公开验证): its content, so that a forgery of a real number is seen."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ce_certificate.domain.certificate import Certificate, State
from ce_certificate.domain.city_record import CityCertificate

HIDDEN = "＊＊"


class Finding(StrEnum):
    """What verification found."""

    VALID = "VALID"
    REVOKED = "REVOKED"
    NOT_FOUND = "NOT_FOUND"


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer to a verification."""

    state: Finding
    verified_at: datetime
    number: str = ""
    title: str = ""
    person_name: str = ""
    id_number_masked: str = ""
    year: int = 0
    unit: str = ""
    public_amount: str = ""
    professional_amount: str = ""
    total_amount: str = ""
    issuer: str = ""
    issued_on: date | None = None
    pdf_sha256: str = ""
    revoked_at: datetime | None = None
    revocation_reason: str = ""
    city: str = ""
    specimen: bool = False


def show(one: Certificate, platform: str, now: datetime, *, fully: bool) -> Shown:
    """Show a certificate of this platform; one still in preparation does not exist yet."""
    if one.state is State.PREPARING:
        return Shown(Finding.NOT_FOUND, now)
    said, (line,) = one.content, one.content.years
    return Shown(
        Finding.REVOKED if one.state is State.REVOKED else Finding.VALID,
        now,
        one.number,
        said.title,
        said.name if fully else surname(said.name),
        said.id_number if fully else "",
        one.year,
        said.unit,
        line.public,
        line.professional,
        line.total,
        said.issuer,
        date.fromisoformat(said.issued_on),
        one.pdf_sha256,
        one.revoked_at,
        one.revocation_reason,
        platform,
        said.specimen,
    )


def show_received(one: CityCertificate, id_number_masked: str, now: datetime, *, fully: bool, specimen: bool) -> Shown:
    """Show a city's certificate at the province."""
    return Shown(
        Finding.REVOKED if one.revoked_at is not None else Finding.VALID,
        now,
        one.number,
        one.title,
        one.name if fully else surname(one.name),
        id_number_masked if fully else "",
        one.year,
        one.unit,
        one.public_amount,
        one.professional_amount,
        one.total_amount,
        one.issuer,
        one.issued_on,
        one.pdf_sha256,
        one.revoked_at,
        one.revocation_reason,
        one.city,
        specimen,
    )


def surname(name: str) -> str:
    """Hide all of a name but its first character."""
    return name[:1] + HIDDEN if name else ""
