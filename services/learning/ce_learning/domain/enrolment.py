"""A person's course in one study round."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ce_learning.domain.course import Course
from ce_learning.domain.errors import AlreadyCompleted, PaymentRequired, RoundOver


class EnrolmentState(StrEnum):
    """Where an enrolment stands; computed, so that facts may arrive in any order."""

    AWAITING_PAYMENT = "awaiting_payment"
    OPEN = "open"
    COMPLETED = "completed"


@dataclass(slots=True)
class Enrolment:
    """A course that a person takes (选课).

    `required_seconds` is fixed at the enrolment. `round` counts how often the person studies for the year: 1, and
    one more after each restudy (重新学习, WH19 一(一)).
    """

    enrolment_id: str
    person_id: str
    course: Course
    round: int
    required_seconds: int
    enrolled_at: datetime
    paid: bool
    studied_seconds: int = 0
    completed_on: date | None = None

    @property
    def state(self) -> EnrolmentState:
        """Where it stands."""
        if self.completed_on is not None:
            return EnrolmentState.COMPLETED
        if self.course.terms.priced and not self.paid:
            return EnrolmentState.AWAITING_PAYMENT
        return EnrolmentState.OPEN

    @property
    def missing_seconds(self) -> int:
        """Study time still to come."""
        return self.required_seconds - self.studied_seconds

    def check_studiable(self, present_round: int) -> None:
        """Refuse a study session that could not count.

        Raises:
            AlreadyCompleted, PaymentRequired, RoundOver: see there.
        """
        title = self.course.terms.title
        if self.state is EnrolmentState.COMPLETED:
            raise AlreadyCompleted(
                f"《{title}》已于 {self.completed_on} 学完，无须再学", completed_on=self.completed_on
            )
        if self.state is EnrolmentState.AWAITING_PAYMENT:
            raise PaymentRequired(f"《{title}》为收费课程，缴费后学习；请先下单并支付", course_id=self.course.course_id)
        if self.round < present_round:
            raise RoundOver(
                f"您已进入第 {present_round} 轮学习，《{title}》的选课属于第 {self.round} 轮；请重新选课后学习",
                round=self.round,
                present_round=present_round,
            )

    def add(self, seconds: int, day: date) -> bool:
        """Add granted study time on `day`; tell whether the course is completed by it."""
        self.studied_seconds += seconds
        if self.missing_seconds > 0 or self.completed_on is not None:
            return False
        self.completed_on = day
        return True
