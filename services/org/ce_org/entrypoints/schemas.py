"""Messages of the org service; each equals its proto message (tests/contract)."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from ce_files.row_report import RowReport
from ce_kit import checks, fields
from ce_kit.wire import Day, Instant, Message, PageRequest, RequestId, Text, WireEnum
from ce_org.domain.employment import EmploymentState
from ce_org.domain.registration import RegistrationState
from ce_org.domain.unit import UnitKind, UnitState


class UnitMessage(Message):
    unit_id = Text()
    kind = WireEnum(UnitKind, "UNIT_KIND")
    name = Text()
    uscc = Text()
    parent_id = Text()
    parent_name = Text()
    jurisdiction = Text()
    state = WireEnum(UnitState, "UNIT_STATE")
    valid_from = Day()
    valid_to = Day()


class RegistrationMessage(Message):
    registration_id = Text()
    unit = fields.Nested(UnitMessage)
    applicant_id = Text()
    applicant_name = Text()
    state = WireEnum(RegistrationState, "REGISTRATION_STATE")
    reason = Text(500)
    applied_at = Instant()
    decided_at = Instant()


class EmploymentMessage(Message):
    employment_id = Text()
    person_id = Text()
    person_name = Text()
    employer_id = Text()
    employer_name = Text()
    title = Text()
    specialty = Text()
    started_on = Day()
    ended_on = Day()
    state = WireEnum(EmploymentState, "EMPLOYMENT_STATE")
    reason = Text(500)


class ImportUnitsRequest(Message):
    request_id = RequestId()
    hrss_id = Text(36, required=True)
    file_ticket = Text(4000, required=True)
    dry_run = fields.Boolean(load_default=False)


class ImportUnitsResponse(Message):
    dry_run = fields.Boolean()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    rows = fields.List(fields.Nested(RowReport))
    unknown_columns = fields.List(fields.String())


class SearchUnitsRequest(Message):
    query = Text(100, required=True)
    kind = WireEnum(UnitKind, "UNIT_KIND", load_default=None)


class UnitMatch(Message):
    unit = fields.Nested(UnitMessage)
    similarity = fields.Integer()


class SearchUnitsResponse(Message):
    matches = fields.List(fields.Nested(UnitMatch))


class GetUnitRequest(Message):
    unit_id = Text(36, required=True)


class GetUnitResponse(Message):
    unit = fields.Nested(UnitMessage)
    ancestors = fields.List(fields.Nested(UnitMessage))


class ProposedUnit(Message):
    kind = WireEnum(UnitKind, "UNIT_KIND", required=True)
    name = Text(200, required=True)
    uscc = Text(40)
    parent_id = Text(36, required=True)
    jurisdiction = Text(20)


class RegisterUnitRequest(Message):
    request_id = RequestId()
    unit_id = Text(36)
    proposal = fields.Nested(ProposedUnit, load_default=None, allow_none=True)

    @validates_schema
    def names_one_unit(self, data: dict[str, Any], **_: Any) -> None:
        if bool(data["unit_id"]) == (data["proposal"] is not None):
            raise ValidationError("unit_id 与 proposal 须填且只填一项", "unit_id")


class RegisterUnitResponse(Message):
    registration = fields.Nested(RegistrationMessage)


class ListRegistrationsRequest(PageRequest):
    own = fields.Boolean(load_default=False)
    state = WireEnum(RegistrationState, "REGISTRATION_STATE", load_default=None)


class ListRegistrationsResponse(Message):
    registrations = fields.List(fields.Nested(RegistrationMessage))
    next_page_token = Text(500)


class ApproveRegistrationRequest(Message):
    request_id = RequestId()
    registration_id = Text(36, required=True)


class ApproveRegistrationResponse(RegisterUnitResponse):
    pass


class RejectRegistrationRequest(ApproveRegistrationRequest):
    reason = Text(500, required=True)


class RejectRegistrationResponse(RegisterUnitResponse):
    pass


class RequestEmploymentRequest(Message):
    request_id = RequestId()
    employer_id = Text(36, required=True)
    title = Text(100)
    specialty = Text(100)
    started_on = Day(load_default=None)


class RequestEmploymentResponse(Message):
    employment = fields.Nested(EmploymentMessage)


class ApproveEmploymentRequest(Message):
    request_id = RequestId()
    employment_id = Text(36, required=True)


class ApproveEmploymentResponse(RequestEmploymentResponse):
    pass


class RejectEmploymentRequest(ApproveEmploymentRequest):
    reason = Text(500, required=True)


class RejectEmploymentResponse(RequestEmploymentResponse):
    pass


class EndEmploymentRequest(ApproveEmploymentRequest):
    ended_on = Day(required=True)
    reason = Text(500)


class EndEmploymentResponse(RequestEmploymentResponse):
    pass


class ListStaffRequest(PageRequest):
    employer_id = Text(36, required=True)
    state = WireEnum(EmploymentState, "EMPLOYMENT_STATE", load_default=None)


class ListStaffResponse(Message):
    employments = fields.List(fields.Nested(EmploymentMessage))
    next_page_token = Text(500)


class ListEmploymentsRequest(PageRequest):
    person_id = Text(36)


class ListEmploymentsResponse(ListStaffResponse):
    pass


class CreateRootRequest(Message):
    """Of operations only; not offered by the gateway."""

    name = Text(100, required=True)
    jurisdiction = Text(6, required=True, validate=checks.Regexp(r"[1-9][0-9]{5}\Z"))


class CreateRootResponse(Message):
    unit_id = Text()


class StaffImported(Message):
    """The data of identity.staff.imported.v1."""

    person_id = Text(36, required=True)
    name = Text(60, required=True)
    employer_id = Text(36, required=True)
    title = Text(100)
    specialty = Text(100)
    started_on = Day(load_default=None)
