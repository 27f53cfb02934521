"""Methods of OfflineExamService."""

from typing import Any

from ce_exam.adapters.admission_list import PooledAdmissionLists
from ce_exam.adapters.rules import CreditRules
from ce_exam.application import hear, import_marks, register_for_session, sessions
from ce_exam.application.admission_list import write_admission_list
from ce_exam.application.offline_ports import PersonName
from ce_exam.entrypoints import offline_schemas as schemas
from ce_exam.entrypoints.room import Room
from ce_files.uploads import UploadedSheets
from ce_nameko.api import Shared, any_role, event_batch, rpc, signed_in

HRSS = any_role("city_admin")


class OfflineExams(Room):
    """Offline exams (集中定点考试)."""

    sheets = Shared(UploadedSheets.of)
    admission_lists = Shared(PooledAdmissionLists.of)

    @rpc(allow=HRSS, once=True)
    def announce_session(self, payload: dict[str, Any]) -> Any:
        request = schemas.AnnounceSessionRequest(exclude=["request_id"]).load(payload)
        answer = sessions.announce_session(self.uow, CreditRules(self.credit), now=self.now, **request)
        return schemas.AnnounceSessionResponse().dump(answer)

    @rpc(allow=HRSS, once=True)
    def call_off_session(self, payload: dict[str, Any]) -> Any:
        request = schemas.CallOffSessionRequest(exclude=["request_id"]).load(payload)
        return schemas.CallOffSessionResponse().dump(sessions.call_off_session(self.uow, now=self.now, **request))

    @rpc(allow=signed_in)
    def list_sessions(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListSessionsRequest().load(payload)
        answer = sessions.list_sessions(self.uow, person_id=self.actor.id, **request)
        return schemas.ListSessionsResponse().dump(answer)

    @rpc(allow=signed_in, once=True)
    def register_for_session(self, payload: dict[str, Any]) -> Any:
        request = schemas.RegisterForSessionRequest(exclude=["request_id"]).load(payload)
        answer = register_for_session.register_for_session(self.uow, person_id=self.actor.id, now=self.now, **request)
        return schemas.RegisterForSessionResponse().dump(answer)

    @rpc(allow=signed_in, once=True)
    def cancel_registration(self, payload: dict[str, Any]) -> Any:
        request = schemas.CancelRegistrationRequest(exclude=["request_id"]).load(payload)
        answer = register_for_session.cancel_registration(self.uow, person_id=self.actor.id, now=self.now, **request)
        return schemas.CancelRegistrationResponse().dump(answer)

    @rpc(allow=HRSS, once=True)
    def write_admission_list(self, payload: dict[str, Any]) -> Any:
        request = schemas.WriteAdmissionListRequest(exclude=["request_id"]).load(payload)
        answer = write_admission_list(self.uow, self.admission_lists, self.actor, now=self.now, **request)
        return schemas.WriteAdmissionListResponse().dump(answer)

    @rpc(allow=HRSS, once=True)
    def import_marks(self, payload: dict[str, Any]) -> Any:
        request = schemas.ImportMarksRequest(exclude=["request_id"]).load(payload)
        answer = import_marks.import_marks(self.uow, self.sheets, self.actor, now=self.now, **request)
        return schemas.ImportMarksResponse().dump(answer)

    @rpc(allow=HRSS)
    def list_mark_imports(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListMarkImportsRequest().load(payload)
        return schemas.ListMarkImportsResponse().dump(import_marks.list_mark_imports(self.uow, **request))

    @rpc(allow=HRSS)
    def list_mark_import_rows(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListMarkImportRowsRequest().load(payload)
        return schemas.ListMarkImportRowsResponse().dump(import_marks.list_mark_import_rows(self.uow, **request))

    @rpc(allow=HRSS, once=True)
    def decide_marks(self, payload: dict[str, Any]) -> Any:
        request = schemas.DecideMarksRequest(exclude=["request_id"]).load(payload)
        answer = import_marks.decide_marks(self.uow, self.actor, now=self.now, **request)
        return schemas.DecideMarksResponse().dump(answer)

    @event_batch("identity.person.registered.v1")
    def on_person_registered(self, events: list[dict[str, Any]]) -> None:
        schema = schemas.PersonRegistered()
        people = {one["id"]: PersonName(**schema.load(one["data"]), version=int(one["version"])) for one in events}
        hear.learn_people(self.uow, events, people)
