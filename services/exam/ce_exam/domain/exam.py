"""Exams (考试): who may be asked what, when, for how long, and what a failure leads to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from ce_exam.domain.answer_sheet import MOST_QUESTIONS
from ce_exam.domain.attempt_policy import AttemptPolicy
from ce_exam.domain.blueprint import Blueprint
from ce_exam.domain.errors import BadExam
from ce_exam.domain.exam_mode import NOT_RULED, ExamMode, ModePolicy
from ce_exam.domain.grading import MultipleChoiceRule
from ce_exam.domain.item import Category
from ce_kit.clock import local_time


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam of one year and category; its policies were asked of the rules when it was created.

    An offline exam has no blueprint here: its paper is printed, and `offline_marks` are its full marks.
    """

    exam_id: str
    year: int
    category: Category
    title: str
    mode: ExamMode
    opens_on: date
    closes_on: date
    duration_minutes: int
    blueprint: Blueprint
    points_per_item: int
    pass_mark: int
    multiple_choice_rule: MultipleChoiceRule
    min_study_hours: Decimal
    policy: AttemptPolicy
    mode_policy: ModePolicy = NOT_RULED
    offline_marks: int = 0

    @property
    def item_count(self) -> int:
        """Questions on a paper."""
        return sum(line.count for line in self.blueprint)

    @property
    def full_marks(self) -> int:
        """Points of a paper without a mistake."""
        return self.offline_marks if self.mode is ExamMode.OFFLINE else self.item_count * self.points_per_item

    @property
    def opens_at(self) -> datetime:
        """First instant: midnight in Shandong at the beginning of `opens_on`."""
        return local_time(self.opens_on)

    @property
    def closes_at(self) -> datetime:
        """First instant that is too late: midnight in Shandong at the end of `closes_on`."""
        return local_time(self.closes_on + timedelta(days=1))

    def check(self) -> None:
        """Check what the fields say together. Raises BadExam."""
        if self.closes_on < self.opens_on:
            raise BadExam(f"截止日 {self.closes_on} 早于开始日 {self.opens_on}")
        if self.mode is ExamMode.OFFLINE:
            if self.blueprint or self.duration_minutes or self.points_per_item:
                raise BadExam("集中定点考试不在本平台组卷，请只填写满分和合格分数线")
        elif self.offline_marks or not self.duration_minutes or not self.points_per_item:
            raise BadExam("线上考试须填写时长和每题分值，满分由组卷方案得出")
        elif not 1 <= self.item_count <= MOST_QUESTIONS:
            raise BadExam(f"组卷方案共 {self.item_count} 题，应为 1 至 {MOST_QUESTIONS} 题")
        if not 1 <= self.pass_mark <= self.full_marks:
            reckoned = f"（{self.item_count} 题 × {self.points_per_item} 分）" if self.blueprint else ""
            raise BadExam(
                f"合格分数线 {self.pass_mark} 应在 1 与满分 {self.full_marks} 之间{reckoned}",
                full_marks=self.full_marks,
            )
