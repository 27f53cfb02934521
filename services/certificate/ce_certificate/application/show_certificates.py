"""Show certificates: one's own, those within reach, and at the province those of the cities."""

from dataclasses import dataclass
from typing import Any

from ce_certificate.application.ports import CertificateUnitOfWork, Tickets
from ce_certificate.application.reach import ADMINISTRATORS, check_reach, not_found
from ce_certificate.domain.certificate import Certificate, Kind, State
from ce_certificate.domain.city_record import CityCertificate
from ce_kit.call import Actor
from ce_kit.errors import PermissionDenied
from ce_kit.pages import DEFAULT_PAGE_SIZE, after, cut

PROVINCE_READERS = ("hrss_admin", "title_reader")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which certificates to list."""

    in_reach: bool
    person_id: str
    year: int
    state: State | None
    needs_review: bool
    page_size: int
    page_token: str

    @property
    def before(self) -> str | None:
        """The id of the last certificate shown. Raises BadPageToken."""
        key = after(self.page_token)
        return None if key is None else str(key[0])

    @property
    def limit(self) -> int:
        """How many rows to read: one more than is shown."""
        return (self.page_size or DEFAULT_PAGE_SIZE) + 1


def get_certificate(
    uow: CertificateUnitOfWork, tickets: Tickets, actor: Actor, *, platform: str, certificate_id: str
) -> dict[str, Any]:
    """Return a certificate of this platform with a ticket for its PDF. Raises CertificateNotFound."""
    with uow:
        certificate = uow.certificates.get(certificate_id)
        if certificate.person_id != actor.id:
            check_reach(uow, certificate, actor.scopes(*ADMINISTRATORS))
    ticket = tickets.ticket(certificate, actor.id) if certificate.state is State.ISSUED else ""
    return {"certificate": shown(certificate, platform), "file_ticket": ticket}


def list_certificates(uow: CertificateUnitOfWork, actor: Actor, wanted: Wanted, *, platform: str) -> dict[str, Any]:
    """Return a page of certificates of this platform.

    Raises:
        PermissionDenied: the caller administers nothing, or asks for another person's without saying in reach.
    """
    if wanted.in_reach:
        if not actor.has(*ADMINISTRATORS):
            raise PermissionDenied("只有单位管理员可以查看管理范围内的证书", roles=",".join(ADMINISTRATORS))
    elif wanted.person_id not in ("", actor.id):
        raise PermissionDenied("查看他人证书须由其单位管理员进行")
    with uow:
        units = uow.units.with_those_below(actor.scopes(*ADMINISTRATORS)) if wanted.in_reach else None
        rows = uow.certificates.page(
            person_id=wanted.person_id if wanted.in_reach else actor.id,
            units=units,
            year=wanted.year,
            state=wanted.state,
            needs_review=wanted.needs_review,
            before=wanted.before,
            limit=wanted.limit,
        )
    page, token = cut(rows, wanted.page_size, lambda one: [one.certificate_id])
    return {"certificates": [shown(one, platform) for one in page], "next_page_token": token}


def get_received(uow: CertificateUnitOfWork, actor: Actor, *, certificate_id: str) -> dict[str, Any]:
    """Return a city's certificate at the province; its PDF lies with the city. Raises CertificateNotFound."""
    with uow:
        found = uow.records.get(certificate_id)
        if found is None or (found[1] != actor.id and not actor.has(*PROVINCE_READERS)):
            raise not_found()
        masked = uow.records.linked(found[0].city, found[0].city_person_id)
    return {"certificate": _received(*found, masked), "file_ticket": ""}


def list_received(uow: CertificateUnitOfWork, actor: Actor, wanted: Wanted) -> dict[str, Any]:
    """Return a page of the cities' certificates at the province.

    Raises:
        PermissionDenied: the caller may not see others'.
    """
    others = wanted.in_reach or wanted.person_id not in ("", actor.id)
    if others and not actor.has(*PROVINCE_READERS):
        raise PermissionDenied("只有省级管理人员和职称评审人员可以查看他人证书", roles=",".join(PROVINCE_READERS))
    with uow:
        rows = uow.records.page(
            person_id=wanted.person_id if others else actor.id,
            year=wanted.year,
            state=wanted.state,
            before=wanted.before,
            limit=wanted.limit,
        )
        page, token = cut(rows, wanted.page_size, lambda row: [row[0].certificate_id])
        listed = [_received(one, person, uow.records.linked(one.city, one.city_person_id)) for one, person in page]
    return {"certificates": listed, "next_page_token": token}


def shown(one: Certificate, platform: str) -> dict[str, Any]:
    """Return a certificate as Certificate of the contract."""
    said, (line,) = one.content, one.content.years
    return {
        "certificate_id": one.certificate_id,
        "number": one.number,
        "kind": one.kind,
        "title": said.title,
        "year": one.year,
        "revision": one.revision,
        "state": one.state,
        "person_id": one.person_id,
        "person_name": said.name,
        "id_number_masked": said.id_number,
        "employer_name": said.employer,
        "job_title": said.job_title,
        "specialty": said.specialty,
        "unit": said.unit,
        "public_amount": line.public,
        "professional_amount": line.professional,
        "total_amount": line.total,
        "required_amount": line.needed,
        "issuer": said.issuer,
        "issued_on": said.issued_on,
        "verification_code": one.code,
        "verification_url": said.verification_url,
        "pdf_sha256": one.pdf_sha256,
        "revoked_at": one.revoked_at,
        "revocation_reason": one.revocation_reason,
        "needs_review": one.review_since is not None,
        "review_reason": one.review_reason,
        "city": platform,
    }


def _received(one: CityCertificate, person_id: str, id_number_masked: str) -> dict[str, Any]:
    return {
        "certificate_id": one.certificate_id,
        "number": one.number,
        "kind": Kind(one.kind) if one.kind else None,
        "title": one.title,
        "year": one.year,
        "state": State.REVOKED if one.revoked_at else State.ISSUED,
        "person_id": person_id,
        "person_name": one.name,
        "id_number_masked": id_number_masked,
        "unit": one.unit,
        "public_amount": one.public_amount,
        "professional_amount": one.professional_amount,
        "total_amount": one.total_amount,
        "issuer": one.issuer,
        "issued_on": one.issued_on.isoformat() if one.issued_on else "",
        "verification_code": one.code or "",
        "pdf_sha256": one.pdf_sha256,
        "revoked_at": one.revoked_at,
        "revocation_reason": one.revocation_reason,
        "city": one.city,
    }
