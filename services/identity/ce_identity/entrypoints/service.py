"""What the bus calls of the identity service."""

from typing import Any

from marshmallow import Schema

from ce_files.uploads import UploadedSheets
from ce_identity.adapters.hasher import Argon2Hasher
from ce_identity.adapters.tokens import JwtTokens
from ce_identity.adapters.unit_of_work import SqlIdentityUnitOfWork
from ce_identity.adapters.vault import IdNumberVault
from ce_identity.application import (
    activation_codes,
    forget_expired,
    get_me,
    grant_role,
    import_staff,
    learn_employment,
    learn_unit,
    look_up_person,
    receive_person,
    sessions,
    sign_in,
    sign_up,
)
from ce_identity.domain.person import EmploymentNote
from ce_identity.entrypoints import schemas
from ce_identity.settings import IdentitySettings
from ce_kit.clock import local_date
from ce_kit.settings import Settings
from ce_nameko.api import (
    CallActor,
    PlatformClock,
    Shared,
    UnitOfWork,
    any_role,
    anyone,
    event_batch,
    event_handler,
    periodic,
    rpc,
    services,
    signed_in,
)

administrators = any_role("employer_admin", "authority_admin", "hrss_admin")


def _vault(settings: Settings) -> IdNumberVault:
    own = IdentitySettings.read(settings.variables)
    return IdNumberVault(own.vault_keys, own.index_key, own.province_seal_key, own.own_seal_key)


def _tokens(settings: Settings) -> JwtTokens:
    return JwtTokens(IdentitySettings.read(settings.variables).signing_key, settings.platform)


class IdentityService:
    """People, accounts, sign-in and roles (人员与账号)."""

    name = "identity"
    actor = CallActor()
    clock = PlatformClock()
    uow = UnitOfWork(SqlIdentityUnitOfWork)
    vault = Shared(_vault)
    tokens = Shared(_tokens)
    hasher = Shared(lambda _: Argon2Hasher())
    sheets = Shared(UploadedSheets.of)

    @property
    def today(self) -> Any:
        return local_date(self.clock.now())

    @rpc(allow=anyone, once=True)
    def sign_up(self, payload: dict[str, Any]) -> Any:
        request = schemas.SignUpRequest(exclude=["request_id"]).load(payload)
        answer = sign_up.sign_up(self.uow, self.vault, self.hasher, today=self.today, **request)
        return schemas.SignUpResponse().dump(answer)

    @rpc(allow=anyone)
    def activate(self, payload: dict[str, Any]) -> Any:
        request = schemas.ActivateRequest().load(payload)
        answer = sign_in.activate(self.uow, self.vault, self.hasher, self.tokens, **request)
        return schemas.ActivateResponse().dump(answer)

    @rpc(allow=anyone)
    def sign_in(self, payload: dict[str, Any]) -> Any:
        request = schemas.SignInRequest().load(payload)
        answer = sign_in.sign_in(self.uow, self.vault, self.hasher, self.tokens, **request)
        return schemas.SignInResponse().dump(answer)

    @rpc(allow=anyone)
    def refresh_session(self, payload: dict[str, Any]) -> Any:
        request = schemas.RefreshSessionRequest().load(payload)
        tokens = sessions.refresh_session(self.uow, self.tokens, **request)
        return schemas.RefreshSessionResponse().dump({"tokens": tokens})

    @rpc(allow=anyone)
    def sign_out(self, payload: dict[str, Any]) -> Any:
        sessions.sign_out(self.uow, **schemas.SignOutRequest().load(payload))
        return {}

    @rpc(allow=signed_in)
    def change_password(self, payload: dict[str, Any]) -> Any:
        request = schemas.ChangePasswordRequest().load(payload)
        answer = sign_in.change_password(
            self.uow, self.vault, self.hasher, self.tokens, person_id=self.actor.id, **request
        )
        return schemas.ChangePasswordResponse().dump(answer)

    @rpc(allow=signed_in)
    def get_me(self, payload: dict[str, Any]) -> Any:
        return schemas.GetMeResponse().dump(get_me.get_me(self.uow, person_id=self.actor.id))

    @rpc(allow=administrators)
    def issue_activation_code(self, payload: dict[str, Any]) -> Any:
        request = schemas.IssueActivationCodeRequest().load(payload)
        answer = activation_codes.issue_activation_code(self.uow, self.actor, **request)
        return schemas.IssueActivationCodeResponse().dump(answer)

    @rpc(allow=administrators, once=True)
    def import_staff(self, payload: dict[str, Any]) -> Any:
        request = schemas.ImportStaffRequest(exclude=["request_id"]).load(payload)
        answer = import_staff.import_staff(self.uow, self.vault, self.sheets, self.actor, today=self.today, **request)
        return schemas.ImportStaffResponse().dump(answer)

    @rpc(allow=any_role("hrss_admin", "title_reader"))
    def lookup_person(self, payload: dict[str, Any]) -> Any:
        request = schemas.LookupPersonRequest().load(payload)
        answer = look_up_person.lookup_person(self.uow, self.vault, today=self.today, **request)
        return schemas.LookupPersonResponse().dump(answer)

    @rpc(allow=administrators)
    def reveal_id_number(self, payload: dict[str, Any]) -> Any:
        request = schemas.RevealIdNumberRequest().load(payload)
        answer = look_up_person.reveal_id_number(self.uow, self.vault, self.actor, **request)
        return schemas.RevealIdNumberResponse().dump(answer)

    @rpc(allow=administrators, once=True)
    def grant_role(self, payload: dict[str, Any]) -> Any:
        request = schemas.GrantRoleRequest(exclude=["request_id"]).load(payload)
        answer = grant_role.grant_role(self.uow, self.actor, person_id=request["person_id"], **request["role"])
        return schemas.GrantRoleResponse().dump(answer)

    @rpc(allow=administrators, once=True)
    def revoke_role(self, payload: dict[str, Any]) -> Any:
        request = schemas.RevokeRoleRequest(exclude=["request_id"]).load(payload)
        answer = grant_role.revoke_role(self.uow, self.actor, **request.pop("role"), **request)
        return schemas.RevokeRoleResponse().dump(answer)

    @rpc(allow=anyone)
    def get_key_set(self, payload: dict[str, Any]) -> Any:
        return schemas.GetKeySetResponse().dump({"keys": self.tokens.key_set()})

    @rpc(allow=services("operations"))
    def create_administrator(self, payload: dict[str, Any]) -> Any:
        request = schemas.CreateAdministratorRequest().load(payload)
        answer = activation_codes.create_administrator(self.uow, self.vault, today=self.today, **request)
        return schemas.CreateAdministratorResponse().dump(answer)

    @event_handler("org.unit.registered.v1")
    def on_unit_registered(self, event: dict[str, Any]) -> None:
        learn_unit.learn_unit(self.uow, version=event["version"], **schemas.UnitRegistered().load(event["data"]))

    @event_batch("org.employment.started.v1")
    def on_employment_started(self, events: list[dict[str, Any]]) -> None:
        learn_employment.learn_employments(self.uow, events, _notes(events, schemas.EmploymentStarted(), present=True))

    @event_batch("org.employment.ended.v1")
    def on_employment_ended(self, events: list[dict[str, Any]]) -> None:
        learn_employment.learn_employments(self.uow, events, _notes(events, schemas.EmploymentEnded(), present=False))

    @event_handler("federation.person.received.v1")
    def on_person_received(self, event: dict[str, Any]) -> None:
        record = schemas.PersonReceived().load(event["data"])
        receive_person.receive_person(
            self.uow, self.vault, today=self.today, version=record.pop("record_version"), **record
        )

    @periodic(3600)
    def forget_expired(self) -> None:
        forget_expired.forget_expired(self.uow)


def _notes(events: list[dict[str, Any]], schema: Schema, *, present: bool) -> dict[str, EmploymentNote]:
    """Return what org says of employments, by event id."""
    return {
        event["id"]: EmploymentNote(**schema.load(event["data"]), version=event["version"], present=present)
        for event in events
    }
