"""What is told when an attempt has its mark, whoever gave it and however often it was revised."""

from ce_exam.domain.attempt import Attempt, Mark
from ce_exam.domain.exam import Exam
from ce_kit.facts import Fact


def graded_fact(attempt: Attempt, exam: Exam, mark: Mark) -> Fact:
    """Return exam.attempt.graded.v1, of which a later version replaces an earlier one everywhere.

    Its version is that of the mark, and one more from when the attempt is excused.
    """
    data = {
        "attempt_id": attempt.attempt_id,
        "person_id": attempt.person_id,
        "exam_id": attempt.exam_id,
        "year": attempt.year,
        "category": attempt.category,
        "number": attempt.number,
        "round": attempt.round,
        "mode": exam.mode,
        "mark": mark.points,
        "pass_mark": mark.pass_mark,
        "passed": mark.passed,
        "sat_on": mark.sat_on.isoformat(),
        "excused": attempt.excused,
    }
    return Fact("exam.attempt.graded.v1", attempt.attempt_id, mark.version + attempt.excused, data)
