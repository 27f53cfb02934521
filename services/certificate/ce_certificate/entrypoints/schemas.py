"""Messages of the certificate service; each equals its proto message (tests/contract)."""

from typing import Any

from ce_certificate.domain.certificate import Kind, State
from ce_certificate.domain.verification import Finding
from ce_certificate.entrypoints.enums import View
from ce_kit import checks, fields
from ce_kit.logs import mask_id_numbers
from ce_kit.wire import Day, Instant, Message, PageRequest, RequestId, Text, WireEnum

year = checks.Range(min=1990, max=2100)


class PublicText(Text):
    """Text that anybody will read: ID numbers in it are masked."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return mask_id_numbers(super()._deserialize(value, attr, data, **kwargs))


class CertificateMessage(Message):
    certificate_id = Text()
    number = Text()
    kind = WireEnum(Kind, "CERTIFICATE_KIND")
    title = Text()
    year = fields.Integer()
    revision = fields.Integer()
    state = WireEnum(State, "CERTIFICATE_STATE")
    person_id = Text()
    person_name = Text()
    id_number_masked = Text()
    employer_name = Text()
    job_title = Text()
    specialty = Text()
    unit = Text()
    public_amount = Text()
    professional_amount = Text()
    total_amount = Text()
    required_amount = Text()
    issuer = Text()
    issued_on = Text()
    verification_code = Text()
    verification_url = Text()
    pdf_sha256 = Text()
    revoked_at = Instant()
    revocation_reason = Text()
    needs_review = fields.Boolean(dump_default=False)
    review_reason = Text()
    city = Text()


class IssueCertificateRequest(Message):
    request_id = RequestId()
    year = fields.Integer(required=True, validate=year)
    kind = WireEnum(Kind, "CERTIFICATE_KIND", load_default=None)


class IssueCertificateResponse(Message):
    certificate = fields.Nested(CertificateMessage)


class GetCertificateRequest(Message):
    certificate_id = Text(36, required=True)


class GetCertificateResponse(IssueCertificateResponse):
    file_ticket = Text()


class ListCertificatesRequest(PageRequest):
    view = WireEnum(View, "CERTIFICATE_VIEW", load_default=None)
    person_id = Text(36)
    year = fields.Integer(load_default=0, validate=checks.Range(min=0, max=2100))
    state = WireEnum(State, "CERTIFICATE_STATE", load_default=None)
    needs_review = fields.Boolean(load_default=False)


class ListCertificatesResponse(Message):
    certificates = fields.List(fields.Nested(CertificateMessage))
    next_page_token = Text()


class RevokeCertificateRequest(Message):
    request_id = RequestId()
    certificate_id = Text(36, required=True)
    reason = PublicText(500, required=True)


class RevokeCertificateResponse(IssueCertificateResponse):
    pass


class VerifyCertificateRequest(Message):
    verification_code = Text(40)
    number = Text(40)


class VerifyCertificateResponse(Message):
    state = WireEnum(Finding, "VERIFICATION_STATE")
    number = Text()
    title = Text()
    person_name = Text()
    id_number_masked = Text()
    year = fields.Integer()
    unit = Text()
    public_amount = Text()
    professional_amount = Text()
    total_amount = Text()
    issuer = Text()
    issued_on = Day()
    pdf_sha256 = Text()
    revoked_at = Instant()
    revocation_reason = Text()
    city = Text()
    verified_at = Instant()
    specimen = fields.Boolean()
