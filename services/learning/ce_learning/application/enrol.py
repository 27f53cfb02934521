"""Take a course (选课)."""

from datetime import datetime

from ce_kit.ids import new_id
from ce_learning.application.ports import LearningUnitOfWork
from ce_learning.domain.course import study_seconds
from ce_learning.domain.enrolment import Enrolment
from ce_learning.domain.errors import PointsRequired


def enrol(
    uow: LearningUnitOfWork, *, person_id: str, course_id: str, minutes_per_hour: int, now: datetime
) -> Enrolment:
    """Take a course in the person's present round; doing so again gives the enrolment there is.

    Raises:
        CourseNotFound: see there.
        PointsRequired: the shorter class needs accepted 学习强国 points first (WH19 一(一)).
    """
    with uow:
        course = uow.courses.get(course_id, keep=True)
        terms = course.terms
        if terms.needs_points and not uow.openings.opens_class(person_id, terms.year, terms.hours):
            raise PointsRequired(
                f"《{terms.title}》是 {terms.hours_text} 学时班级，只对 {terms.year} 年度“学习强国”积分已获认可"
                "的人员开放；请由用人单位统一申报积分，认可后再选课（WH19 一(一)）",
                class_hours=terms.hours_text,
                year=terms.year,
            )
        enrolment = uow.enrolments.add(
            Enrolment(
                new_id(),
                person_id,
                course,
                uow.openings.present_round(person_id, terms),
                study_seconds(terms.hours, minutes_per_hour),
                now,
                uow.openings.is_paid(person_id, course_id),
            )
        )
        uow.commit()
    return enrolment
