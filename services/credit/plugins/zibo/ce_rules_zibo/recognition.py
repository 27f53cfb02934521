"""Recognition of professional hours (专业科目学时认定): review, proof, year, the yearly forty; ZB20 五."""

from collections.abc import Callable

from ce_rules.authoring import Activity, Cap, Guard, NotCounted, Outcome, Sheet, validity

FIELDS = "authority_hours category claim_as"
RECOGNITION_CAP = Cap(
    "recognition", "年度认定的专业科目学时", ("recognised",), "recognition.yearly_cap", "over_cap_recognition"
)


def by_authority(formula: Callable[[Activity, Sheet], Outcome]) -> Callable[[Activity, Sheet], Outcome]:
    """Let the industry authority's own rule replace the list of the notice (可继续按原规定执行)."""

    def recognised(a: Activity, sheet: Sheet) -> Outcome:
        own = a.amount("authority_hours")
        if own is None:
            return formula(a, sheet)
        account = "authority" if sheet.reading("ZB-A11") == "R2" else "recognised"
        sheet.step("ZB20 五(二)", "行业主管部门按原规定认定 {own} 学时", own=own)
        return sheet.count(own, account)

    return recognised


def _professional_only() -> Guard:
    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        if a.word("category") != "public" and a.word("claim_as") != "public":
            return None
        return sheet.item("professional_only", outcome.would_count, "ZB20 五", "认定的学时只能计入专业科目")

    return Guard(check, ("category", "claim_as"))


def _result_day() -> Guard:
    """Take the day the result was published, not the day of the exam (ZB-A15)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        published, sat = a.day("done"), a.day("exam_date")
        day = published
        if sat is not None and (published is None or sheet.reading("ZB-A15") == "R2"):
            day = sat
        if day is None or day.year == sheet.scope.year:
            return None
        template = "成绩公布（考试）于 {day}，不属于 {year} 年度"
        return sheet.item(
            "wrong_year", outcome.would_count, "ZB20 五(二)", template, day=day.isoformat(), year=sheet.scope.year
        )

    return Guard(check, ("done", "exam_date"))


_FIRST = (
    validity.genuine("ZB20 六(三)"),
    validity.not_rejected("ZB20 五(一)3"),
)
_THEN = (
    _professional_only(),
    validity.proven("ZB20 五(一)1"),
    validity.reviewed("recognition.review_chain"),
    validity.filed_by_day("dates.study_last_day", "review_done", when=("ZB-A16", "R2")),
)

RECOGNITION_GUARDS = (*_FIRST, validity.of_the_year("ZB20 五(二)", ("done", "filed")), *_THEN)
DEGREE_GUARDS = (*_FIRST, validity.of_the_year("ZB20 五(二)", ("filed",)), _result_day(), *_THEN)


def _training_day() -> Guard:
    """Ask the day of completion of the year, unless the single days are listed (ZB-A22)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        done, year = a.day("done"), sheet.scope.year
        if done is None or done.year == year or a.stated("dates"):
            return None
        template = "完成日期 {day}，不属于 {year} 年度"
        return sheet.item("wrong_year", outcome.would_count, "ZB20 五(二)", template, day=done.isoformat(), year=year)

    return Guard(check, ("done", "dates"))


TRAINING_GUARDS = (
    *_FIRST,
    validity.of_the_year("ZB20 五(二)", ("filed",)),
    _training_day(),
    *_THEN,
    validity.proof_shows_hours("ZB20 五(二)1(2)"),
)
