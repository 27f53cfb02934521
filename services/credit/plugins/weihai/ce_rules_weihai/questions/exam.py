"""Exam chances and new study (考试机会), WH19 一(一)."""

from ce_rules.authoring import Answer, Facts, Inquiry, Question


def exam_attempts(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the chances and what follows: two, then new study; professional courses have questions instead."""
    if facts.read("category") == "professional":
        return ask.answer("none_needed", "WH19 一(二)", "专业科目通过答题取得学时", chances=None, questions=True)
    chances = ask.param("exam.chances")
    return ask.answer(
        "restudy", chances, f"每人有 {chances.count} 次考试机会，均不合格的须申请重新学习", chances=chances.count
    )


def next_attempt(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether another exam may be sat now (WH-A7)."""
    chances = ask.param("exam.chances")
    failed = facts.read("failed")
    if failed < chances.count:
        return ask.answer("yes", chances, f"还有 {chances.count - failed} 次考试机会")
    if facts.read("restudy"):
        again = 1 if ask.reading("WH-A7") == "R2" else chances.count
        return ask.answer("yes", chances, f"重新学习后有 {again} 次考试机会", chances=again)
    return ask.answer("no", chances, "两次考试不合格者需申请重新学习")


QUESTIONS = {
    "exam_attempts": Question(exam_attempts, "WH19 一(一)", ("WH19 一(二)",)),
    "next_attempt": Question(next_attempt, "WH19 一(一)"),
}
