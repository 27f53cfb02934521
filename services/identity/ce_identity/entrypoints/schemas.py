"""Messages of the identity service; each equals its proto message (tests/contract)."""

from ce_files.row_report import RowReport
from ce_kit import checks, fields
from ce_kit.wire import Instant, Message, RequestId, Text


class PersonMessage(Message):
    person_id = Text()
    name = Text()
    id_number_masked = Text()
    active = fields.Boolean()


class RoleMessage(Message):
    role = Text(30, required=True)
    scope_id = Text(36, required=True)


class TokensMessage(Message):
    access_token = Text(4000)
    access_expires_at = Instant()
    refresh_token = Text()
    refresh_expires_at = Instant()


class SignUpRequest(Message):
    request_id = RequestId()
    name = Text(60, required=True)
    id_number = Text(40, required=True)
    password = fields.String(required=True, validate=checks.Length(max=200))


class SignUpResponse(Message):
    person = fields.Nested(PersonMessage)


class ActivateRequest(Message):
    login = Text(64, required=True)
    secret = Text(64, required=True)
    new_password = fields.String(required=True, validate=checks.Length(max=200))


class ActivateResponse(Message):
    person = fields.Nested(PersonMessage)
    tokens = fields.Nested(TokensMessage)


class SignInRequest(Message):
    login = Text(64, required=True)
    password = fields.String(required=True, validate=checks.Length(max=200))


class SignInResponse(ActivateResponse):
    pass


class RefreshSessionRequest(Message):
    refresh_token = Text(200, required=True)


class RefreshSessionResponse(Message):
    tokens = fields.Nested(TokensMessage)


class SignOutRequest(RefreshSessionRequest):
    pass


class SignOutResponse(Message):
    pass


class ChangePasswordRequest(Message):
    old_password = fields.String(required=True, validate=checks.Length(max=200))
    new_password = fields.String(required=True, validate=checks.Length(max=200))


class ChangePasswordResponse(RefreshSessionResponse):
    pass


class GetMeRequest(Message):
    pass


class GetMeResponse(Message):
    person = fields.Nested(PersonMessage)
    roles = fields.List(fields.Nested(RoleMessage))


class IssueActivationCodeRequest(Message):
    person_id = Text(36, required=True)


class IssueActivationCodeResponse(Message):
    activation_code = Text()
    expires_at = Instant()


class ImportStaffRequest(Message):
    request_id = RequestId()
    employer_id = Text(36, required=True)
    file_ticket = Text(4000, required=True)
    dry_run = fields.Boolean(load_default=False)


class ImportStaffResponse(Message):
    import_id = Text()
    dry_run = fields.Boolean()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    rows = fields.List(fields.Nested(RowReport))
    unknown_columns = fields.List(fields.String())


class LookupPersonRequest(Message):
    id_number = Text(40, required=True)
    purpose = Text(100, required=True)


class LookupPersonResponse(SignUpResponse):
    pass


class RevealIdNumberRequest(Message):
    person_id = Text(36, required=True)
    purpose = Text(200, required=True)


class RevealIdNumberResponse(Message):
    id_number = Text()


class GrantRoleRequest(Message):
    request_id = RequestId()
    person_id = Text(36, required=True)
    role = fields.Nested(RoleMessage, required=True)


class GrantRoleResponse(Message):
    roles = fields.List(fields.Nested(RoleMessage))


class RevokeRoleRequest(GrantRoleRequest):
    reason = Text(200, required=True)


class RevokeRoleResponse(GrantRoleResponse):
    pass


class JsonWebKey(Message):
    kty = Text()
    crv = Text()
    kid = Text()
    x = Text()
    use = Text()
    alg = Text()


class GetKeySetRequest(Message):
    pass


class GetKeySetResponse(Message):
    keys = fields.List(fields.Nested(JsonWebKey))


class CreateAdministratorRequest(Message):
    """Of operations only; not offered by the gateway."""

    name = Text(60, required=True)
    id_number = Text(40, required=True)
    role = Text(30, required=True)
    scope_id = Text(36, required=True)


class CreateAdministratorResponse(IssueActivationCodeResponse):
    person_id = Text()


class UnitRegistered(Message):
    unit_id = Text(36, required=True)
    kind = Text(20, required=True)
    name = Text(200, required=True)
    parent_id = Text(36)
    administrator_id = Text(36)


class EmploymentEnded(Message):
    employment_id = Text(36, required=True)
    person_id = Text(36, required=True)
    employer_id = Text(36, required=True)


class EmploymentStarted(EmploymentEnded):
    title = Text(100)
    specialty = Text(100)
    started_on = Text(10)


class PersonRecord(Message):
    """The data of identity.person.registered.v1 inside a federated record."""

    person_id = Text(36, required=True)
    name = Text(60, required=True)
    sealed_id_number = Text(400, required=True)


class PersonReceived(Message):
    city = Text(12, required=True)
    record_id = Text(80, required=True)
    record_version = fields.Integer(required=True)
    fact = fields.Nested(PersonRecord, required=True)
