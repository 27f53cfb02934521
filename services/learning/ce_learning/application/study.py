"""Study sessions: start one, report how far it has come (学习计时)."""

from collections.abc import Sequence
from datetime import datetime

from ce_kit.facts import Fact
from ce_kit.ids import new_id
from ce_learning.application.ports import LearningUnitOfWork
from ce_learning.domain.enrolment import Enrolment
from ce_learning.domain.errors import EnrolmentNotFound, StudyNotFound
from ce_learning.domain.study import EndReason, Grant, Report, Study, apply

Outcome = tuple[Grant, Enrolment]


def start_study(
    uow: LearningUnitOfWork, *, person_id: str, enrolment_id: str, now: datetime
) -> tuple[Study, Enrolment]:
    """Begin a session; the person's live one, on whatever device, ends.

    Raises:
        EnrolmentNotFound, PaymentRequired, AlreadyCompleted, RoundOver: see there.
    """
    with uow:
        learner = uow.studies.lock([person_id], now)[person_id]
        enrolment = uow.enrolments.find([enrolment_id]).get(enrolment_id)
        if enrolment is None or enrolment.person_id != person_id:
            raise EnrolmentNotFound("您没有这条选课记录，请先选课")
        enrolment.check_studiable(uow.openings.present_round(person_id, enrolment.course.terms))
        before = list(uow.studies.find([learner.live_study_id]).values()) if learner.live_study_id else []
        for study in before:
            study.end(now, EndReason.REPLACED)
        study = Study(new_id(), enrolment_id, person_id, now)
        uow.studies.add(study)
        learner.begin(study.study_id, now)
        uow.studies.save_all([learner], before)
        uow.commit()
    return study, enrolment


def report_study(uow: LearningUnitOfWork, report: Report, *, person_id: str, longest: int) -> Outcome:
    """Take one report of one's own session.

    Raises:
        StudyNotFound: there is no such session of this person.
    """
    with uow:
        (outcome,) = take_reports(uow, [report], longest, person_id=person_id)
        if outcome is None:
            raise StudyNotFound("您没有这次学习记录，请重新开始学习")
        uow.commit()
    return outcome


def take_reports(
    uow: LearningUnitOfWork, reports: Sequence[Report], longest: int, *, person_id: str = ""
) -> list[Outcome | None]:
    """Apply reports of any number of people inside the caller's transaction, in the order given.

    Returns, for each report, what was granted and the enrolment after it; None where there is no such session
    (of `person_id`, when given).
    """
    studies = uow.studies.find({report.study_id for report in reports})
    if person_id:
        studies = {key: study for key, study in studies.items() if study.person_id == person_id}
    if not studies:
        return [None for _ in reports]
    first = min(report.at for report in reports)
    learners = uow.studies.lock({study.person_id for study in studies.values()}, first)
    studies = uow.studies.find(studies)  # again: they may have moved on while the lock was waited for
    enrolments = uow.enrolments.find({study.enrolment_id for study in studies.values()})
    done_before = {key for key, enrolment in enrolments.items() if enrolment.completed_on}
    outcomes: list[Outcome | None] = []
    for report in reports:
        study = studies.get(report.study_id)
        if study is None:
            outcomes.append(None)
            continue
        enrolment = enrolments[study.enrolment_id]
        outcomes.append((apply(report, learners[study.person_id], study, enrolment, longest), enrolment))
    uow.studies.save_all(learners.values(), studies.values())
    uow.enrolments.save_all(enrolments.values())
    uow.outbox.extend(
        _completed(enrolment)
        for key, enrolment in enrolments.items()
        if enrolment.completed_on and key not in done_before
    )
    return outcomes


def _completed(enrolment: Enrolment) -> Fact:
    terms = enrolment.course.terms
    return Fact(
        "learning.course.completed.v1",
        enrolment.enrolment_id,
        1,
        {
            "enrolment_id": enrolment.enrolment_id,
            "person_id": enrolment.person_id,
            "course_id": enrolment.course.course_id,
            "title": terms.title,
            "year": terms.year,
            "category": terms.category.value,
            "part": terms.part.value if terms.part else "",
            "hours": terms.hours_text,
            "round": enrolment.round,
            "completed_on": enrolment.completed_on.isoformat() if enrolment.completed_on else "",
        },
    )
