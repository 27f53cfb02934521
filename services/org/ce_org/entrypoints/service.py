"""What the bus calls of the org service."""

from datetime import date, datetime
from typing import Any

from ce_files.uploads import UploadedSheets
from ce_kit.clock import local_date
from ce_nameko.api import (
    Asks,
    CallActor,
    PlatformClock,
    Shared,
    UnitOfWork,
    any_role,
    event_batch,
    rpc,
    services,
    signed_in,
)
from ce_org.adapters.unit_of_work import SqlOrgUnitOfWork
from ce_org.application import (
    create_root,
    decide_employment,
    decide_registration,
    import_units,
    learn_staff,
    queries,
    register_unit,
    request_employment,
    search_units,
)
from ce_org.domain.staff_list import ListEntry
from ce_org.entrypoints import schemas

administrators = any_role("employer_admin", "authority_admin", "hrss_admin")
approvers = any_role("authority_admin", "hrss_admin")


class OrgService:
    """Units of one city, their registration, employment (单位与聘用关系)."""

    name = "org"
    actor = CallActor()
    clock = PlatformClock()
    uow = UnitOfWork(SqlOrgUnitOfWork)
    identity = Asks("identity")
    sheets = Shared(UploadedSheets.of)

    @property
    def now(self) -> datetime:
        instant: datetime = self.clock.now()
        return instant

    @property
    def today(self) -> date:
        return local_date(self.clock.now())

    def _own_name(self) -> str:
        """Return the caller's name; identity alone knows it."""
        return str(self.identity("get_me", {})["person"]["name"])

    @rpc(allow=services("operations"))
    def create_root(self, payload: dict[str, Any]) -> Any:
        request = schemas.CreateRootRequest().load(payload)
        return schemas.CreateRootResponse().dump(create_root.create_root(self.uow, today=self.today, **request))

    @rpc(allow=any_role("hrss_admin"), once=True)
    def import_units(self, payload: dict[str, Any]) -> Any:
        request = schemas.ImportUnitsRequest(exclude=["request_id"]).load(payload)
        answer = import_units.import_units(self.uow, self.sheets, self.actor, today=self.today, **request)
        return schemas.ImportUnitsResponse().dump(answer)

    @rpc(allow=signed_in)
    def search_units(self, payload: dict[str, Any]) -> Any:
        request = schemas.SearchUnitsRequest().load(payload)
        return schemas.SearchUnitsResponse().dump(search_units.search_units(self.uow, **request))

    @rpc(allow=signed_in)
    def get_unit(self, payload: dict[str, Any]) -> Any:
        request = schemas.GetUnitRequest().load(payload)
        return schemas.GetUnitResponse().dump(queries.get_unit(self.uow, **request))

    @rpc(allow=signed_in, once=True)
    def register_unit(self, payload: dict[str, Any]) -> Any:
        request = schemas.RegisterUnitRequest(exclude=["request_id"]).load(payload)
        applicant = {"applicant_id": self.actor.id, "applicant_name": self._own_name()}
        answer = register_unit.register_unit(self.uow, now=self.now, today=self.today, **applicant, **request)
        return schemas.RegisterUnitResponse().dump(answer)

    @rpc(allow=signed_in)
    def list_registrations(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListRegistrationsRequest().load(payload)
        return schemas.ListRegistrationsResponse().dump(queries.list_registrations(self.uow, self.actor, **request))

    @rpc(allow=approvers, once=True)
    def approve_registration(self, payload: dict[str, Any]) -> Any:
        request = schemas.ApproveRegistrationRequest(exclude=["request_id"]).load(payload)
        answer = decide_registration.approve_registration(self.uow, self.actor, now=self.now, **request)
        return schemas.ApproveRegistrationResponse().dump(answer)

    @rpc(allow=approvers, once=True)
    def reject_registration(self, payload: dict[str, Any]) -> Any:
        request = schemas.RejectRegistrationRequest(exclude=["request_id"]).load(payload)
        answer = decide_registration.reject_registration(
            self.uow, self.actor, now=self.now, today=self.today, **request
        )
        return schemas.RejectRegistrationResponse().dump(answer)

    @rpc(allow=signed_in, once=True)
    def request_employment(self, payload: dict[str, Any]) -> Any:
        request = schemas.RequestEmploymentRequest(exclude=["request_id"]).load(payload)
        person = {"person_id": self.actor.id, "person_name": self._own_name()}
        answer = request_employment.request_employment(self.uow, now=self.now, today=self.today, **person, **request)
        return schemas.RequestEmploymentResponse().dump(answer)

    @rpc(allow=any_role("employer_admin"), once=True)
    def approve_employment(self, payload: dict[str, Any]) -> Any:
        request = schemas.ApproveEmploymentRequest(exclude=["request_id"]).load(payload)
        answer = decide_employment.approve_employment(self.uow, self.actor, **request)
        return schemas.ApproveEmploymentResponse().dump(answer)

    @rpc(allow=any_role("employer_admin"), once=True)
    def reject_employment(self, payload: dict[str, Any]) -> Any:
        request = schemas.RejectEmploymentRequest(exclude=["request_id"]).load(payload)
        answer = decide_employment.reject_employment(self.uow, self.actor, **request)
        return schemas.RejectEmploymentResponse().dump(answer)

    @rpc(allow=administrators, once=True)
    def end_employment(self, payload: dict[str, Any]) -> Any:
        request = schemas.EndEmploymentRequest(exclude=["request_id"]).load(payload)
        answer = decide_employment.end_employment(self.uow, self.actor, today=self.today, **request)
        return schemas.EndEmploymentResponse().dump(answer)

    @rpc(allow=administrators)
    def list_staff(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListStaffRequest().load(payload)
        return schemas.ListStaffResponse().dump(queries.list_staff(self.uow, self.actor, **request))

    @rpc(allow=signed_in)
    def list_employments(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListEmploymentsRequest().load(payload)
        return schemas.ListEmploymentsResponse().dump(queries.list_employments(self.uow, self.actor, **request))

    @event_batch("identity.staff.imported.v1")
    def on_staff_imported(self, events: list[dict[str, Any]]) -> None:
        learn_staff.learn_staff(self.uow, events, {event["id"]: _list_entry(event) for event in events}, now=self.now)


def _list_entry(event: dict[str, Any]) -> ListEntry:
    data = schemas.StaffImported().load(event["data"])
    listed_on = local_date(datetime.fromisoformat(event["time"]))
    return ListEntry(**data, listed_on=listed_on, version=event["version"])
