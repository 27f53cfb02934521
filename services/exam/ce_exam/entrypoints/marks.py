"""Methods of MarkService."""

from typing import Any

from ce_exam.adapters.rescoring import PooledRescoring
from ce_exam.adapters.workdays import CalendarWorkdays
from ce_exam.application import appeals, corrections, rescores
from ce_exam.application.review_attempt import review_attempt
from ce_exam.entrypoints import mark_schemas as schemas
from ce_exam.entrypoints.room import Room
from ce_nameko.api import Shared, any_role, rpc, signed_in

HRSS = any_role("city_admin")


class Marks(Room):
    """Marks after the first (成绩更正、申诉、试题更正)."""

    rescoring = Shared(lambda settings: PooledRescoring(settings.database_url))

    @rpc(allow=signed_in)
    def get_mark_history(self, payload: dict[str, Any]) -> Any:
        request = schemas.GetMarkHistoryRequest().load(payload)
        answer = corrections.get_mark_history(self.uow, self.actor, now=self.now, **request)
        return schemas.GetMarkHistoryResponse().dump(answer)

    @rpc(allow=HRSS)
    def review_attempt(self, payload: dict[str, Any]) -> Any:
        request = schemas.ReviewAttemptRequest().load(payload)
        return schemas.ReviewAttemptResponse().dump(review_attempt(self.uow, now=self.now, **request))

    @rpc(allow=HRSS, once=True)
    def request_correction(self, payload: dict[str, Any]) -> Any:
        request = schemas.RequestCorrectionRequest(exclude=["request_id"]).load(payload)
        answer = corrections.request_correction(self.uow, self.actor, now=self.now, **request)
        return schemas.RequestCorrectionResponse().dump(answer)

    @rpc(allow=HRSS, once=True)
    def decide_correction(self, payload: dict[str, Any]) -> Any:
        request = schemas.DecideCorrectionRequest(exclude=["request_id"]).load(payload)
        answer = corrections.decide_correction(self.uow, self.actor, now=self.now, **request)
        return schemas.DecideCorrectionResponse().dump(answer)

    @rpc(allow=HRSS)
    def list_corrections(self, payload: dict[str, Any]) -> Any:
        schemas.ListCorrectionsRequest().load(payload)
        return schemas.ListCorrectionsResponse().dump(corrections.list_corrections(self.uow))

    @rpc(allow=signed_in, once=True)
    def file_appeal(self, payload: dict[str, Any]) -> Any:
        request = schemas.FileAppealRequest(exclude=["request_id"]).load(payload)
        who = {"person_id": self.actor.id, "now": self.now}
        answer = appeals.file_appeal(self.uow, CalendarWorkdays(), self.settings.appeals, **who, **request)
        return schemas.FileAppealResponse().dump(answer)

    @rpc(allow=signed_in)
    def list_appeals(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListAppealsRequest().load(payload)
        return schemas.ListAppealsResponse().dump(appeals.list_appeals(self.uow, self.actor, now=self.now, **request))

    @rpc(allow=HRSS, once=True)
    def propose_appeal_answer(self, payload: dict[str, Any]) -> Any:
        request = schemas.ProposeAppealAnswerRequest(exclude=["request_id"]).load(payload)
        answer = appeals.propose_answer(self.uow, self.actor, now=self.now, **request)
        return schemas.ProposeAppealAnswerResponse().dump(answer)

    @rpc(allow=HRSS, once=True)
    def decide_appeal_answer(self, payload: dict[str, Any]) -> Any:
        request = schemas.DecideAppealAnswerRequest(exclude=["request_id"]).load(payload)
        answer = appeals.decide_answer(self.uow, self.actor, now=self.now, **request)
        return schemas.DecideAppealAnswerResponse().dump(answer)

    @rpc(allow=HRSS, once=True)
    def request_rescore(self, payload: dict[str, Any]) -> Any:
        request = schemas.RequestRescoreRequest(exclude=["request_id"]).load(payload)
        answer = rescores.request_rescore(self.uow, self.rescoring, self.actor, now=self.now, **request)
        return schemas.RequestRescoreResponse().dump(answer)

    @rpc(allow=HRSS)
    def list_rescores(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListRescoresRequest().load(payload)
        return schemas.ListRescoresResponse().dump(rescores.list_rescores(self.uow, **request))

    @rpc(allow=HRSS)
    def list_rescore_changes(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListRescoreChangesRequest().load(payload)
        return schemas.ListRescoreChangesResponse().dump(rescores.list_rescore_changes(self.uow, **request))

    @rpc(allow=HRSS, once=True)
    def decide_rescore(self, payload: dict[str, Any]) -> Any:
        request = schemas.DecideRescoreRequest(exclude=["request_id"]).load(payload)
        answer = rescores.decide_rescore(self.uow, self.rescoring, self.actor, now=self.now, **request)
        return schemas.DecideRescoreResponse().dump(answer)
