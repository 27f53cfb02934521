"""What the bus calls of the learning service."""

from datetime import datetime
from typing import Any

from ce_files.uploads import UploadedSheets
from ce_learning.adapters.unit_of_work import SqlLearningUnitOfWork
from ce_learning.application import import_catalogue, openings, queries, study
from ce_learning.application.enrol import enrol
from ce_learning.domain.study import Report
from ce_learning.entrypoints import schemas
from ce_learning.settings import LearningSettings
from ce_nameko.api import (
    CallActor,
    PlatformClock,
    Shared,
    UnitOfWork,
    any_role,
    event_handler,
    rpc,
    signed_in,
)


class LearningService:
    """Courses, enrolments and study time (课程学习)."""

    name = "learning"
    actor = CallActor()
    clock = PlatformClock()
    uow = UnitOfWork(SqlLearningUnitOfWork)
    settings = Shared(lambda settings: LearningSettings.read(settings.variables))
    sheets = Shared(UploadedSheets.of)

    @property
    def now(self) -> datetime:
        instant: datetime = self.clock.now()
        return instant

    @rpc(allow=any_role("city_admin"), once=True)
    def import_catalogue(self, payload: dict[str, Any]) -> Any:
        request = schemas.ImportCatalogueRequest(exclude=["request_id"]).load(payload)
        answer = import_catalogue.import_catalogue(self.uow, self.sheets, self.actor, now=self.now, **request)
        return schemas.ImportCatalogueResponse().dump(answer)

    @rpc(allow=signed_in)
    def list_courses(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListCoursesRequest().load(payload)
        courses, token = queries.list_courses(self.uow, **request)
        return schemas.ListCoursesResponse().dump({"courses": courses, "next_page_token": token})

    @rpc(allow=signed_in)
    def get_course(self, payload: dict[str, Any]) -> Any:
        request = schemas.GetCourseRequest().load(payload)
        return schemas.GetCourseResponse().dump({"course": queries.get_course(self.uow, **request)})

    @rpc(allow=signed_in, once=True)
    def enrol(self, payload: dict[str, Any]) -> Any:
        request = schemas.EnrolRequest(exclude=["request_id"]).load(payload)
        minutes = self.settings.minutes_per_hour
        enrolment = enrol(self.uow, person_id=self.actor.id, minutes_per_hour=minutes, now=self.now, **request)
        return schemas.EnrolResponse().dump({"enrolment": enrolment})

    @rpc(allow=signed_in)
    def list_enrolments(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListEnrolmentsRequest().load(payload)
        enrolments, token = queries.list_enrolments(self.uow, person_id=self.actor.id, **request)
        return schemas.ListEnrolmentsResponse().dump({"enrolments": enrolments, "next_page_token": token})

    @rpc(allow=signed_in, once=True)
    def start_study(self, payload: dict[str, Any]) -> Any:
        request = schemas.StartStudyRequest(exclude=["request_id"]).load(payload)
        begun, enrolment = study.start_study(self.uow, person_id=self.actor.id, now=self.now, **request)
        longest = self.settings.longest_segment_seconds
        answer = {"study_id": begun.study_id, "enrolment": enrolment, "longest_segment_seconds": longest}
        return schemas.StartStudyResponse().dump(answer)

    @rpc(allow=signed_in)
    def report_study(self, payload: dict[str, Any]) -> Any:
        report = Report(**schemas.ReportStudyRequest().load(payload), at=self.now)
        longest = self.settings.longest_segment_seconds
        given, enrolment = study.report_study(self.uow, report, person_id=self.actor.id, longest=longest)
        return schemas.ReportStudyResponse().dump({"grant": given, "enrolment": enrolment})

    @event_handler("billing.order.paid.v1")
    def on_order_paid(self, event: dict[str, Any]) -> None:
        openings.learn_payment(self.uow, **schemas.OrderPaid().load(event["data"]))

    @event_handler("credit.points.accepted.v1")
    def on_points_accepted(self, event: dict[str, Any]) -> None:
        openings.learn_points(self.uow, **schemas.PointsAccepted().load(event["data"]))

    @event_handler("exam.restudy.granted.v1")
    def on_restudy_granted(self, event: dict[str, Any]) -> None:
        openings.learn_restudy(self.uow, **schemas.RestudyGranted().load(event["data"]))
