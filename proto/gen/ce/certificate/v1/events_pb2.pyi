from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class CertificateIssued(_message.Message):
    __slots__ = ("certificate_id", "number", "person_id", "person_name", "kind", "year", "public_amount", "professional_amount", "total_amount", "verification_code", "pdf_sha256", "issued_on", "unit", "issuer", "title")
    CERTIFICATE_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PROFESSIONAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    VERIFICATION_CODE_FIELD_NUMBER: _ClassVar[int]
    PDF_SHA256_FIELD_NUMBER: _ClassVar[int]
    ISSUED_ON_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    ISSUER_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    certificate_id: str
    number: str
    person_id: str
    person_name: str
    kind: str
    year: int
    public_amount: str
    professional_amount: str
    total_amount: str
    verification_code: str
    pdf_sha256: str
    issued_on: str
    unit: str
    issuer: str
    title: str
    def __init__(self, certificate_id: _Optional[str] = ..., number: _Optional[str] = ..., person_id: _Optional[str] = ..., person_name: _Optional[str] = ..., kind: _Optional[str] = ..., year: _Optional[int] = ..., public_amount: _Optional[str] = ..., professional_amount: _Optional[str] = ..., total_amount: _Optional[str] = ..., verification_code: _Optional[str] = ..., pdf_sha256: _Optional[str] = ..., issued_on: _Optional[str] = ..., unit: _Optional[str] = ..., issuer: _Optional[str] = ..., title: _Optional[str] = ...) -> None: ...

class CertificatePrepared(_message.Message):
    __slots__ = ("certificate_id",)
    CERTIFICATE_ID_FIELD_NUMBER: _ClassVar[int]
    certificate_id: str
    def __init__(self, certificate_id: _Optional[str] = ...) -> None: ...

class CertificateRevoked(_message.Message):
    __slots__ = ("certificate_id", "number", "person_id", "reason", "revoked_at")
    CERTIFICATE_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REVOKED_AT_FIELD_NUMBER: _ClassVar[int]
    certificate_id: str
    number: str
    person_id: str
    reason: str
    revoked_at: str
    def __init__(self, certificate_id: _Optional[str] = ..., number: _Optional[str] = ..., person_id: _Optional[str] = ..., reason: _Optional[str] = ..., revoked_at: _Optional[str] = ...) -> None: ...

class RecordJudged(_message.Message):
    __slots__ = ("city", "record_id", "record_version", "accepted", "reason")
    CITY_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    RECORD_VERSION_FIELD_NUMBER: _ClassVar[int]
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    city: str
    record_id: str
    record_version: int
    accepted: bool
    reason: str
    def __init__(self, city: _Optional[str] = ..., record_id: _Optional[str] = ..., record_version: _Optional[int] = ..., accepted: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...
