"""Plain reads."""

from ce_kit import pages
from ce_learning.application.ports import LearningUnitOfWork
from ce_learning.domain.course import Category, Course
from ce_learning.domain.enrolment import Enrolment


def get_course(uow: LearningUnitOfWork, *, course_id: str) -> Course:
    """Return a course. Raises CourseNotFound."""
    with uow:
        return uow.courses.get(course_id)


def list_courses(
    uow: LearningUnitOfWork, *, year: int, category: Category | None, page_size: int, page_token: str
) -> tuple[list[Course], str]:
    """Return a page of a year's courses by code, and the next page's token. Raises BadPageToken."""
    key = pages.after(page_token)
    size = page_size or pages.DEFAULT_PAGE_SIZE
    with uow:
        found = uow.courses.listed(year, category, str(key[0]) if key else "", size + 1)
    return pages.cut(found, size, lambda course: [course.terms.code])


def list_enrolments(
    uow: LearningUnitOfWork, *, person_id: str, year: int, page_size: int, page_token: str
) -> tuple[list[Enrolment], str]:
    """Return a page of a person's enrolments, latest first, and the next page's token. Raises BadPageToken."""
    key = pages.after(page_token)
    size = page_size or pages.DEFAULT_PAGE_SIZE
    with uow:
        found = uow.enrolments.of(person_id, year, str(key[0]) if key else "", size + 1)
    return pages.cut(found, size, lambda enrolment: [enrolment.enrolment_id])
