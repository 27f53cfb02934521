"""What the bus calls of the credit service."""

from typing import Any

from ce_credit.adapters.evidence import EvidenceTickets
from ce_credit.adapters.rule_book import InstalledRuleBook, UnknownReadings
from ce_credit.adapters.unit_of_work import SqlCreditUnitOfWork
from ce_credit.application import (
    answer_title_review,
    file_points,
    learn_employment,
    receive_records,
    record_study,
    review_claim,
    show_claims,
    show_hours,
    submit_claim,
)
from ce_credit.application.assess import Office
from ce_credit.domain.errors import NotProvince
from ce_credit.entrypoints import events, schemas
from ce_credit.entrypoints.enums import ClaimView
from ce_credit.settings import CreditSettings
from ce_kit.clock import local_date
from ce_kit.settings import Settings, SettingsError
from ce_nameko.api import (
    CallActor,
    PlatformClock,
    Shared,
    UnitOfWork,
    any_role,
    event_batch,
    event_handler,
    rpc,
    signed_in,
)
from ce_rules import RuleBook

reviewers = any_role("employer_admin", "authority_admin", "hrss_admin")

BATCH = 50
"""Years judged in one transaction: the rules hold up the other greenlets for as long as they think."""


def _book(settings: Settings) -> InstalledRuleBook:
    readings = CreditSettings.read(settings.variables).readings
    try:
        return InstalledRuleBook(RuleBook.installed(), readings)
    except UnknownReadings as error:
        raise SettingsError(f"CE_CREDIT_SETTINGS: {error}") from error


class CreditService:
    """The ledger of hours, claims, assessment and its explanation (学时台账、申报、核定)."""

    name = "credit"
    actor = CallActor()
    clock = PlatformClock()
    uow = UnitOfWork(SqlCreditUnitOfWork)
    book = Shared(_book)
    box = Shared(lambda settings: EvidenceTickets(settings.bus_secret))
    settings = Shared(lambda settings: settings)

    @property
    def office(self) -> Office:
        return Office(self.book, self.settings.platform, self.clock.now())

    @rpc(allow=signed_in, once=True)
    def submit_claim(self, payload: dict[str, Any]) -> Any:
        request = schemas.SubmitClaimRequest(exclude=["request_id"]).load(payload)
        answer = submit_claim.submit_claim(self.uow, self.office, self.box, person_id=self.actor.id, **request)
        return schemas.SubmitClaimResponse().dump(answer)

    @rpc(allow=signed_in)
    def list_claims(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListClaimsRequest().load(payload)
        if request.pop("view") is ClaimView.AWAITING_ME:
            answer = show_claims.claims_awaiting(self.uow, self.actor, **request)
        else:
            answer = show_claims.my_claims(self.uow, person_id=self.actor.id, **request)
        return schemas.ListClaimsResponse().dump(answer)

    @rpc(allow=signed_in)
    def get_claim(self, payload: dict[str, Any]) -> Any:
        request = schemas.GetClaimRequest().load(payload)
        answer = show_claims.get_claim(self.uow, self.office, self.box, self.actor, **request)
        return schemas.GetClaimResponse().dump(answer)

    @rpc(allow=reviewers, once=True)
    def approve_claim(self, payload: dict[str, Any]) -> Any:
        request = schemas.ApproveClaimRequest(exclude=["request_id"]).load(payload)
        answer = review_claim.approve_claim(self.uow, self.office, self.actor, **request)
        return schemas.ApproveClaimResponse().dump(answer)

    @rpc(allow=reviewers, once=True)
    def reject_claim(self, payload: dict[str, Any]) -> Any:
        request = schemas.RejectClaimRequest(exclude=["request_id"]).load(payload)
        answer = review_claim.reject_claim(self.uow, self.office, self.actor, **request)
        return schemas.RejectClaimResponse().dump(answer)

    @rpc(allow=signed_in, once=True)
    def withdraw_claim(self, payload: dict[str, Any]) -> Any:
        request = schemas.WithdrawClaimRequest(exclude=["request_id"]).load(payload)
        answer = review_claim.withdraw_claim(self.uow, self.office, person_id=self.actor.id, **request)
        return schemas.WithdrawClaimResponse().dump(answer)

    @rpc(allow=any_role("employer_admin"), once=True)
    def file_points(self, payload: dict[str, Any]) -> Any:
        request = schemas.FilePointsRequest(exclude=["request_id"]).load(payload)
        answer = file_points.file_points(self.uow, self.office, self.actor, **request)
        return schemas.FilePointsResponse().dump(answer)

    @rpc(allow=signed_in)
    def get_year(self, payload: dict[str, Any]) -> Any:
        request = schemas.GetYearRequest().load(payload)
        return schemas.GetYearResponse().dump(show_hours.get_year(self.uow, self.office, self.actor, **request))

    @rpc(allow=signed_in)
    def list_hours(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListHoursRequest().load(payload)
        answer = show_hours.list_hours(self.uow, self.actor, today=local_date(self.clock.now()), **request)
        return schemas.ListHoursResponse().dump(answer)

    @rpc(allow=signed_in)
    def ask_rule(self, payload: dict[str, Any]) -> Any:
        request = schemas.AskRuleRequest().load(payload)
        request["jurisdiction"] = request["jurisdiction"] or self.settings.platform
        return schemas.AskRuleResponse().dump(self.book.ask(**request))

    @rpc(allow=signed_in)
    def answer_title_review(self, payload: dict[str, Any]) -> Any:
        request = schemas.AnswerTitleReviewRequest().load(payload)
        if self.settings.role != "province":
            raise NotProvince("职称评审查询由省平台答复，请到省平台查询")
        answer = answer_title_review.answer_title_review(self.uow, self.actor, **request)
        return schemas.AnswerTitleReviewResponse().dump(answer)

    @event_batch("org.employment.started.v1", size=BATCH)
    def on_employments_started(self, batch: list[dict[str, Any]]) -> None:
        learn_employment.learn_started(self.uow, self.office, events.read_all(events.EmploymentStarted(), batch))

    @event_batch("org.employment.ended.v1", size=BATCH)
    def on_employments_ended(self, batch: list[dict[str, Any]]) -> None:
        ended = events.read_all(events.EmploymentEnded(), batch, versions=False)
        learn_employment.learn_ended(self.uow, self.office, ended)

    @event_batch("learning.course.completed.v1", size=BATCH)
    def on_courses_completed(self, batch: list[dict[str, Any]]) -> None:
        record_study.record_courses(self.uow, self.office, events.read_all(events.CourseCompleted(), batch))

    @event_batch("exam.attempt.graded.v1", size=BATCH, wait=0.2)
    def on_attempts_graded(self, batch: list[dict[str, Any]]) -> None:
        record_study.record_attempts(self.uow, self.office, events.read_all(events.AttemptGraded(), batch))

    @event_batch("federation.hours.received.v1")
    def on_hours_received(self, batch: list[dict[str, Any]]) -> None:
        received = events.read_all(events.RecordReceived(), batch, versions=False)
        receive_records.receive_records(self.uow, self.book, received)

    @event_batch("federation.assessment.received.v1", size=BATCH)
    def on_assessments_received(self, batch: list[dict[str, Any]]) -> None:
        received = events.read_all(events.RecordReceived(), batch, versions=False)
        receive_records.receive_records(self.uow, self.book, received)

    @event_handler("identity.person.linked.v1")
    def on_person_linked(self, event: dict[str, Any]) -> None:
        linked = events.PersonLinked().load(event["data"])
        receive_records.link_person(self.uow, version=int(event["version"]), **linked)
