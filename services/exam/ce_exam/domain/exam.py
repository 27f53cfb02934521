"""Exams (考试): who may be asked what, when, for how long, and what a failure leads to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from ce_exam.domain.answer_sheet import MOST_QUESTIONS
from ce_exam.domain.attempt_policy import AttemptPolicy
from ce_exam.domain.blueprint import Blueprint
from ce_exam.domain.errors import BadExam
from ce_exam.domain.grading import MultipleChoiceRule
from ce_exam.domain.item import Category
from ce_kit.clock import local_time


class ExamMode(StrEnum):
    """Where an exam is sat (线上考试)."""

    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam of one year and category; `policy` was asked of the rules when it was created."""

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

    @property
    def item_count(self) -> int:
        """Questions on a paper."""
        return sum(line.count for line in self.blueprint)

    @property
    def full_marks(self) -> int:
        """Points of a paper without a mistake."""
        return self.item_count * self.points_per_item

    @property
    def opens_at(self) -> datetime:
        """First instant: midnight in Shandong at the beginning of `opens_on`."""
        return local_time(self.opens_on)

    @property
    def closes_at(self) -> datetime:
        """First instant that is too late: midnight in Shandong at the end of `closes_on`."""
        return local_time(self.closes_on + timedelta(days=1))

    def deadline_of(self, started_at: datetime) -> datetime:
        """Return when an attempt started now ends: after the duration, at the latest when the exam closes."""
        return min(started_at + timedelta(minutes=self.duration_minutes), self.closes_at)

    def check(self) -> None:
        """Check what the fields say together. Raises BadExam."""
        if self.closes_on < self.opens_on:
            raise BadExam(f"截止日 {self.closes_on} 早于开始日 {self.opens_on}")
        if not 1 <= self.item_count <= MOST_QUESTIONS:
            raise BadExam(f"组卷方案共 {self.item_count} 题，应为 1 至 {MOST_QUESTIONS} 题")
        if not 1 <= self.pass_mark <= self.full_marks:
            raise BadExam(
                f"合格分数线 {self.pass_mark} 应在 1 与满分 {self.full_marks} 之间"
                f"（{self.item_count} 题 × {self.points_per_item} 分）",
                full_marks=self.full_marks,
            )
