"""Create an exam (设置考试)."""

from typing import Any

from ce_exam.application.ports import ExamUnitOfWork, Rules
from ce_exam.application.views import exam_view
from ce_exam.domain.attempt_policy import policy_from
from ce_exam.domain.blueprint import check_pool
from ce_exam.domain.exam import Exam
from ce_kit.ids import new_id


def create_exam(uow: ExamUnitOfWork, rules: Rules, **fields: Any) -> dict[str, Any]:
    """Make an exam of `fields` (as Exam without id and policies); one transaction.

    What a failure leads to, and whether online and offline exclude each other, is asked of the rules first and kept.

    Raises:
        BadExam: the fields contradict each other.
        ExamNotNeeded, RulesUnclear: the notice wants no exam; the answer cannot be carried out.
        PoolTooSmall: the bank cannot fill a paper.
    """
    modes = rules.modes(fields["year"])
    policy = policy_from(rules.after_failure(fields["year"], fields["category"]), fields["year"])
    exam = Exam(exam_id=new_id(), policy=policy, mode_policy=modes, **fields)
    exam.check()
    with uow:
        check_pool(uow.items.pool(exam.year, exam.category).items, exam.blueprint)
        uow.exams.add(exam)
        decided = {"year": exam.year, "category": exam.category, "policy": policy.text, "pass_mark": exam.pass_mark}
        uow.audit.record("exam.created", exam.exam_id, decided)
        uow.commit()
    return {"exam": exam_view(exam)}
