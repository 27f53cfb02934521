import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CertificateKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CERTIFICATE_KIND_UNSPECIFIED: _ClassVar[CertificateKind]
    CERTIFICATE_KIND_ANNUAL: _ClassVar[CertificateKind]

class CertificateState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CERTIFICATE_STATE_UNSPECIFIED: _ClassVar[CertificateState]
    CERTIFICATE_STATE_PREPARING: _ClassVar[CertificateState]
    CERTIFICATE_STATE_ISSUED: _ClassVar[CertificateState]
    CERTIFICATE_STATE_REVOKED: _ClassVar[CertificateState]

class CertificateView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CERTIFICATE_VIEW_UNSPECIFIED: _ClassVar[CertificateView]
    CERTIFICATE_VIEW_MINE: _ClassVar[CertificateView]
    CERTIFICATE_VIEW_IN_REACH: _ClassVar[CertificateView]

class VerificationState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VERIFICATION_STATE_UNSPECIFIED: _ClassVar[VerificationState]
    VERIFICATION_STATE_VALID: _ClassVar[VerificationState]
    VERIFICATION_STATE_REVOKED: _ClassVar[VerificationState]
    VERIFICATION_STATE_NOT_FOUND: _ClassVar[VerificationState]
CERTIFICATE_KIND_UNSPECIFIED: CertificateKind
CERTIFICATE_KIND_ANNUAL: CertificateKind
CERTIFICATE_STATE_UNSPECIFIED: CertificateState
CERTIFICATE_STATE_PREPARING: CertificateState
CERTIFICATE_STATE_ISSUED: CertificateState
CERTIFICATE_STATE_REVOKED: CertificateState
CERTIFICATE_VIEW_UNSPECIFIED: CertificateView
CERTIFICATE_VIEW_MINE: CertificateView
CERTIFICATE_VIEW_IN_REACH: CertificateView
VERIFICATION_STATE_UNSPECIFIED: VerificationState
VERIFICATION_STATE_VALID: VerificationState
VERIFICATION_STATE_REVOKED: VerificationState
VERIFICATION_STATE_NOT_FOUND: VerificationState

class Certificate(_message.Message):
    __slots__ = ("certificate_id", "number", "kind", "title", "year", "revision", "state", "person_id", "person_name", "id_number_masked", "employer_name", "job_title", "specialty", "unit", "public_amount", "professional_amount", "total_amount", "required_amount", "issuer", "issued_on", "verification_code", "verification_url", "pdf_sha256", "revoked_at", "revocation_reason", "needs_review", "review_reason", "city")
    CERTIFICATE_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_NAME_FIELD_NUMBER: _ClassVar[int]
    ID_NUMBER_MASKED_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_NAME_FIELD_NUMBER: _ClassVar[int]
    JOB_TITLE_FIELD_NUMBER: _ClassVar[int]
    SPECIALTY_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PROFESSIONAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    ISSUER_FIELD_NUMBER: _ClassVar[int]
    ISSUED_ON_FIELD_NUMBER: _ClassVar[int]
    VERIFICATION_CODE_FIELD_NUMBER: _ClassVar[int]
    VERIFICATION_URL_FIELD_NUMBER: _ClassVar[int]
    PDF_SHA256_FIELD_NUMBER: _ClassVar[int]
    REVOKED_AT_FIELD_NUMBER: _ClassVar[int]
    REVOCATION_REASON_FIELD_NUMBER: _ClassVar[int]
    NEEDS_REVIEW_FIELD_NUMBER: _ClassVar[int]
    REVIEW_REASON_FIELD_NUMBER: _ClassVar[int]
    CITY_FIELD_NUMBER: _ClassVar[int]
    certificate_id: str
    number: str
    kind: CertificateKind
    title: str
    year: int
    revision: int
    state: CertificateState
    person_id: str
    person_name: str
    id_number_masked: str
    employer_name: str
    job_title: str
    specialty: str
    unit: str
    public_amount: str
    professional_amount: str
    total_amount: str
    required_amount: str
    issuer: str
    issued_on: str
    verification_code: str
    verification_url: str
    pdf_sha256: str
    revoked_at: _timestamp_pb2.Timestamp
    revocation_reason: str
    needs_review: bool
    review_reason: str
    city: str
    def __init__(self, certificate_id: _Optional[str] = ..., number: _Optional[str] = ..., kind: _Optional[_Union[CertificateKind, str]] = ..., title: _Optional[str] = ..., year: _Optional[int] = ..., revision: _Optional[int] = ..., state: _Optional[_Union[CertificateState, str]] = ..., person_id: _Optional[str] = ..., person_name: _Optional[str] = ..., id_number_masked: _Optional[str] = ..., employer_name: _Optional[str] = ..., job_title: _Optional[str] = ..., specialty: _Optional[str] = ..., unit: _Optional[str] = ..., public_amount: _Optional[str] = ..., professional_amount: _Optional[str] = ..., total_amount: _Optional[str] = ..., required_amount: _Optional[str] = ..., issuer: _Optional[str] = ..., issued_on: _Optional[str] = ..., verification_code: _Optional[str] = ..., verification_url: _Optional[str] = ..., pdf_sha256: _Optional[str] = ..., revoked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., revocation_reason: _Optional[str] = ..., needs_review: _Optional[bool] = ..., review_reason: _Optional[str] = ..., city: _Optional[str] = ...) -> None: ...

class IssueCertificateRequest(_message.Message):
    __slots__ = ("request_id", "year", "kind")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    year: int
    kind: CertificateKind
    def __init__(self, request_id: _Optional[str] = ..., year: _Optional[int] = ..., kind: _Optional[_Union[CertificateKind, str]] = ...) -> None: ...

class IssueCertificateResponse(_message.Message):
    __slots__ = ("certificate",)
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    certificate: Certificate
    def __init__(self, certificate: _Optional[_Union[Certificate, _Mapping]] = ...) -> None: ...

class GetCertificateRequest(_message.Message):
    __slots__ = ("certificate_id",)
    CERTIFICATE_ID_FIELD_NUMBER: _ClassVar[int]
    certificate_id: str
    def __init__(self, certificate_id: _Optional[str] = ...) -> None: ...

class GetCertificateResponse(_message.Message):
    __slots__ = ("certificate", "file_ticket")
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    FILE_TICKET_FIELD_NUMBER: _ClassVar[int]
    certificate: Certificate
    file_ticket: str
    def __init__(self, certificate: _Optional[_Union[Certificate, _Mapping]] = ..., file_ticket: _Optional[str] = ...) -> None: ...

class ListCertificatesRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "view", "person_id", "year", "state", "needs_review")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    NEEDS_REVIEW_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    view: CertificateView
    person_id: str
    year: int
    state: CertificateState
    needs_review: bool
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., view: _Optional[_Union[CertificateView, str]] = ..., person_id: _Optional[str] = ..., year: _Optional[int] = ..., state: _Optional[_Union[CertificateState, str]] = ..., needs_review: _Optional[bool] = ...) -> None: ...

class ListCertificatesResponse(_message.Message):
    __slots__ = ("certificates", "next_page_token")
    CERTIFICATES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    certificates: _containers.RepeatedCompositeFieldContainer[Certificate]
    next_page_token: str
    def __init__(self, certificates: _Optional[_Iterable[_Union[Certificate, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RevokeCertificateRequest(_message.Message):
    __slots__ = ("request_id", "certificate_id", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATE_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    certificate_id: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., certificate_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RevokeCertificateResponse(_message.Message):
    __slots__ = ("certificate",)
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    certificate: Certificate
    def __init__(self, certificate: _Optional[_Union[Certificate, _Mapping]] = ...) -> None: ...

class VerifyCertificateRequest(_message.Message):
    __slots__ = ("verification_code", "number")
    VERIFICATION_CODE_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    verification_code: str
    number: str
    def __init__(self, verification_code: _Optional[str] = ..., number: _Optional[str] = ...) -> None: ...

class VerifyCertificateResponse(_message.Message):
    __slots__ = ("state", "number", "title", "person_name", "id_number_masked", "year", "unit", "public_amount", "professional_amount", "total_amount", "issuer", "issued_on", "pdf_sha256", "revoked_at", "revocation_reason", "city", "verified_at", "specimen")
    STATE_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PERSON_NAME_FIELD_NUMBER: _ClassVar[int]
    ID_NUMBER_MASKED_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PROFESSIONAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    ISSUER_FIELD_NUMBER: _ClassVar[int]
    ISSUED_ON_FIELD_NUMBER: _ClassVar[int]
    PDF_SHA256_FIELD_NUMBER: _ClassVar[int]
    REVOKED_AT_FIELD_NUMBER: _ClassVar[int]
    REVOCATION_REASON_FIELD_NUMBER: _ClassVar[int]
    CITY_FIELD_NUMBER: _ClassVar[int]
    VERIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    SPECIMEN_FIELD_NUMBER: _ClassVar[int]
    state: VerificationState
    number: str
    title: str
    person_name: str
    id_number_masked: str
    year: int
    unit: str
    public_amount: str
    professional_amount: str
    total_amount: str
    issuer: str
    issued_on: str
    pdf_sha256: str
    revoked_at: _timestamp_pb2.Timestamp
    revocation_reason: str
    city: str
    verified_at: _timestamp_pb2.Timestamp
    specimen: bool
    def __init__(self, state: _Optional[_Union[VerificationState, str]] = ..., number: _Optional[str] = ..., title: _Optional[str] = ..., person_name: _Optional[str] = ..., id_number_masked: _Optional[str] = ..., year: _Optional[int] = ..., unit: _Optional[str] = ..., public_amount: _Optional[str] = ..., professional_amount: _Optional[str] = ..., total_amount: _Optional[str] = ..., issuer: _Optional[str] = ..., issued_on: _Optional[str] = ..., pdf_sha256: _Optional[str] = ..., revoked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., revocation_reason: _Optional[str] = ..., city: _Optional[str] = ..., verified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., specimen: _Optional[bool] = ...) -> None: ...
