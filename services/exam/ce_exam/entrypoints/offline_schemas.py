"""Messages of OfflineExamService; each equals its proto message (tests/contract)."""

from ce_exam.application.offline_ports import ListForm
from ce_exam.domain.mark_list import Verdict
from ce_files.row_report import RowReport
from ce_kit import checks, fields
from ce_kit.wire import Instant, Message, PageRequest, RequestId, Text, WireEnum


class VenueMessage(Message):
    number = fields.Integer(load_default=0)
    name = Text(100, required=True)
    address = Text(200, required=True)
    seats = fields.Integer(required=True, validate=checks.Range(min=1, max=9999))
    free = fields.Integer(load_default=0)


class SessionMessage(Message):
    session_id = Text()
    exam_id = Text()
    number = fields.Integer()
    starts_at = Instant()
    ends_at = Instant()
    registration_opens_at = Instant()
    registration_closes_at = Instant()
    cancel_until = Instant()
    venues = fields.List(fields.Nested(VenueMessage))
    clause = Text()
    called_off_reason = Text()


class RegistrationMessage(Message):
    registration_id = Text()
    session_id = Text()
    admission_number = Text()
    venue_number = fields.Integer()
    seat_number = fields.Integer()
    registered_at = Instant()


class AnnounceSessionRequest(Message):
    request_id = RequestId()
    exam_id = Text(36, required=True)
    starts_at = Instant(required=True)
    ends_at = Instant(required=True)
    registration_opens_at = Instant(required=True)
    registration_closes_at = Instant(required=True)
    cancel_until = Instant(load_default=None, allow_none=True)
    venues = fields.List(
        fields.Nested(VenueMessage),
        required=True,
        validate=checks.Count(min=1, max=99),
    )


class AnnounceSessionResponse(Message):
    session = fields.Nested(SessionMessage)


class CallOffSessionRequest(Message):
    request_id = RequestId()
    session_id = Text(36, required=True)
    reason = Text(500, required=True)


class CallOffSessionResponse(Message):
    cancelled = fields.Integer()


class ListSessionsRequest(Message):
    exam_id = Text(36, required=True)


class ListedSessionMessage(Message):
    session = fields.Nested(SessionMessage)
    registration = fields.Nested(RegistrationMessage)


class ListSessionsResponse(Message):
    sessions = fields.List(fields.Nested(ListedSessionMessage))


class RegisterForSessionRequest(Message):
    request_id = RequestId()
    session_id = Text(36, required=True)
    venue_number = fields.Integer(load_default=0, validate=checks.Range(min=0, max=99))


class RegisterForSessionResponse(Message):
    registration = fields.Nested(RegistrationMessage)


class CancelRegistrationRequest(Message):
    request_id = RequestId()
    registration_id = Text(36, required=True)


class CancelRegistrationResponse(Message):
    pass


class WriteAdmissionListRequest(Message):
    request_id = RequestId()
    session_id = Text(36, required=True)
    format = WireEnum(ListForm, "ADMISSION_LIST_FORMAT", required=True)


class LeftOutMessage(Message):
    admission_number = Text()
    reason = Text()


class WriteAdmissionListResponse(Message):
    file_ticket = Text()
    name = Text()
    admitted = fields.Integer()
    left_out = fields.List(fields.Nested(LeftOutMessage))


class ImportMarksRequest(Message):
    request_id = RequestId()
    session_id = Text(36, required=True)
    file_ticket = Text(4000, required=True)
    dry_run = fields.Boolean(load_default=False)


class ImportMarksResponse(Message):
    import_id = Text()
    dry_run = fields.Boolean()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    rows = fields.List(fields.Nested(RowReport))
    unknown_columns = fields.List(fields.String())
    not_listed = fields.List(fields.String())


class MarkImportMessage(Message):
    import_id = Text()
    session_id = Text()
    file_sha256 = Text()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    imported_by = Text()
    imported_at = Instant()
    decided = fields.Boolean()
    confirmed = fields.Boolean()
    decided_by = Text()
    reason = Text()


class ListMarkImportsRequest(Message):
    session_id = Text(36, required=True)


class ListMarkImportsResponse(Message):
    imports = fields.List(fields.Nested(MarkImportMessage))


class MarkImportRowMessage(Message):
    admission_number = Text()
    venue_number = fields.Integer()
    seat_number = fields.Integer()
    person_id = Text()
    name = Text()
    points = fields.Integer()
    verdict = WireEnum(Verdict, "MARK_VERDICT")


class ListMarkImportRowsRequest(PageRequest):
    import_id = Text(36, required=True)


class ListMarkImportRowsResponse(Message):
    rows = fields.List(fields.Nested(MarkImportRowMessage))
    next_page_token = Text()


class DecideMarksRequest(Message):
    request_id = RequestId()
    import_id = Text(36, required=True)
    confirm = fields.Boolean(load_default=False)
    reason = Text(500)


class DecideMarksResponse(Message):
    graded = fields.Integer()
    absent = fields.Integer()


class PersonRegistered(Message):
    """The data of identity.person.registered.v1, as far as it is heard."""

    person_id = Text(36, required=True)
    name = Text(60)
    id_number_masked = Text(18)
