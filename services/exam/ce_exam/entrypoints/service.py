"""What the bus calls of the exam service."""

from collections.abc import Sequence
from typing import Any

from ce_exam.adapters.capabilities import SignedCapabilities
from ce_exam.adapters.rules import CreditRules
from ce_exam.application import hear, queries
from ce_exam.application.create_exam import create_exam
from ce_exam.application.draw_ahead import draw_ahead
from ce_exam.application.grant_extension import grant_extension
from ce_exam.application.ports import StudyDone
from ce_exam.application.request_restudy import request_restudy
from ce_exam.application.start_attempt import start_attempt
from ce_exam.application.sweep import grade_left, sweep, sweep_each
from ce_exam.application.take_in import take_in, take_in_ungraded
from ce_exam.application.tide import Tide
from ce_exam.domain.received import ReceivedSheet, SetAside
from ce_exam.entrypoints import schemas
from ce_exam.entrypoints.integrity import Integrity
from ce_exam.entrypoints.item_bank import ItemBank
from ce_exam.entrypoints.jobs import read_job, sheets_of
from ce_exam.entrypoints.marks import Marks
from ce_exam.entrypoints.offline_exams import OfflineExams
from ce_exam.settings import ExamSettings
from ce_kit import logs
from ce_nameko.api import (
    Poison,
    QueueDepth,
    Shared,
    any_role,
    event_batch,
    event_handler,
    is_passing,
    periodic,
    rpc,
    signed_in,
    work_batch,
)

log = logs.get(__name__)

SWEEP_SECONDS, DRAW_SECONDS, GRADE_LEFT_SECONDS = 2, 5, 60


class ExamService(ItemBank, OfflineExams, Marks, Integrity):
    """Exams, attempts and marks (考试); its other parts are mixed in.

    StartAttempt and the sheets keep their request ids in rows of their own: they are written by a whole city within
    an hour, and a stored answer would hold the paper and the capability.
    """

    tide = Shared(lambda _: Tide())
    waiting = QueueDepth("exam.submissions")
    capabilities = Shared(lambda settings: SignedCapabilities(settings.bus_secret))

    @rpc(allow=any_role("city_admin"), once=True)
    def create_exam(self, payload: dict[str, Any]) -> Any:
        request = schemas.CreateExamRequest(exclude=["request_id"]).load(payload)
        return schemas.CreateExamResponse().dump(create_exam(self.uow, CreditRules(self.credit), **request))

    @rpc(allow=any_role("city_admin"), once=True)
    def grant_extension(self, payload: dict[str, Any]) -> Any:
        request = schemas.GrantExtensionRequest(exclude=["request_id"]).load(payload)
        answer = grant_extension(self.uow, self.actor, now=self.now, **request)
        return schemas.GrantExtensionResponse().dump(answer)

    @rpc(allow=signed_in)
    def list_exams(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListExamsRequest().load(payload)
        answer = queries.list_exams(self.uow, person_id=self.actor.id, now=self.now, **request)
        return schemas.ListExamsResponse().dump(answer)

    @rpc(allow=signed_in)
    def start_attempt(self, payload: dict[str, Any]) -> Any:
        request = schemas.StartAttemptRequest().load(payload)
        whose = {"person_id": self.actor.id, "now": self.now, "horizon": self.tide.horizon}
        answer = start_attempt(self.uow, self.capabilities, **whose, **request)
        return schemas.StartAttemptResponse().dump(answer)

    @rpc(allow=signed_in)
    def get_attempt(self, payload: dict[str, Any]) -> Any:
        request = schemas.GetAttemptRequest().load(payload)
        return schemas.GetAttemptResponse().dump(queries.get_attempt(self.uow, self.actor, now=self.now, **request))

    @rpc(allow=signed_in)
    def list_attempts(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListAttemptsRequest().load(payload)
        return schemas.ListAttemptsResponse().dump(queries.list_attempts(self.uow, self.actor, now=self.now, **request))

    @rpc(allow=signed_in, once=True)
    def request_restudy(self, payload: dict[str, Any]) -> Any:
        request = schemas.RequestRestudyRequest(exclude=["request_id"]).load(payload)
        answer = request_restudy(self.uow, person_id=self.actor.id, now=self.now, **request)
        return schemas.RequestRestudyResponse().dump(answer)

    @event_batch("learning.course.completed.v1")
    def on_course_completed(self, events: list[dict[str, Any]]) -> None:
        schema = schemas.CourseCompleted()
        hear.learn_studies(self.uow, events, {event["id"]: StudyDone(**schema.load(event["data"])) for event in events})

    @event_handler("billing.order.paid.v1")
    def on_order_paid(self, event: dict[str, Any]) -> None:
        hear.learn_payment(self.uow, **schemas.OrderPaid().load(event["data"]))

    # whoever waits for a receipt goes first: marks gather until a batch is worth its cost
    @work_batch("exam.submissions", wait=0.2, sizes=lambda settings: ExamSettings.read(settings.variables).sheets)
    def on_sheets(self, bundles: list[dict[str, Any]]) -> None:
        jobs = [job for bundle in bundles for job in sheets_of(bundle)]
        try:
            self._take_in(jobs)
        except Exception as error:
            if len(bundles) > 1 or is_passing(error):
                raise  # the chassis waits, or tries each alone
            self._take_each(jobs)

    def _take_in(self, jobs: Sequence[Any]) -> None:
        read = [read_job(job) for job in jobs]
        sheets = [one for one in read if isinstance(one, ReceivedSheet)]
        take_in(self.uow, sheets, self.now, [one for one in read if isinstance(one, SetAside)])
        if sheets:
            self.tide.took(sheets[-1].received_at)

    def _take_each(self, jobs: Sequence[Any]) -> None:
        """Take in the sheets of a bundle one by one, so that a poison sheet is set aside alone."""
        problem: Exception | None = None
        for job in jobs:
            try:
                self._take_in([job])
            except Exception as error:
                sheet = None if isinstance(error, Poison) else read_job(job)
                if is_passing(error):
                    raise
                if isinstance(sheet, ReceivedSheet):
                    log.error("sheet cannot be graded", attempt_id=sheet.attempt_id, exc_info=error)
                    take_in_ungraded(self.uow, sheet)
                else:
                    problem = error
        if problem is not None:
            raise problem  # the bundle is kept for people to look at; its other sheets have their result

    @periodic(DRAW_SECONDS)
    def draw_ahead(self) -> None:
        while draw_ahead(self.uow, self.now, self.settings.papers_ahead):
            pass

    @periodic(SWEEP_SECONDS)
    def close_overdue(self) -> None:
        horizon = self.tide.look(self.now, self.waiting())
        try:
            while sweep(self.uow, horizon, self.now):
                pass
        except Exception as error:
            if is_passing(error):
                raise
            sweep_each(self.uow, horizon, self.now, _log_ungraded)

    @periodic(GRADE_LEFT_SECONDS)
    def grade_left(self) -> None:
        grade_left(self.uow, self.now, _log_ungraded)


def _log_ungraded(attempt_id: str, error: Exception) -> None:
    log.error("attempt cannot be graded", attempt_id=attempt_id, exc_info=error)
