"""Validity of hours filed with proof (登记、逐级审核、时间), BZ21 三."""

from ce_rules.authoring import Activity, Between, Guard, NotCounted, Outcome, Sheet, validity


def _year_of_report() -> Guard:
    """Put a stay abroad into the year of its report, else of its end (BZ-A11)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        day = a.day("done") or a.day("end")
        year = validity.year_of(a, sheet)
        if year not in sheet.scope.years:
            return sheet.item("wrong_year", outcome.would_count, "BZ21 附件一", "申报计入 {year} 年度", year=str(year))
        if day is None or day.year == year:
            return None
        template = "报告（回国）日期 {day}，不属于 {year} 年度"
        return sheet.item(
            "wrong_year", outcome.would_count, "BZ21 附件一", template, day=day.isoformat(), year=str(year)
        )

    in_year = Between(validity.year_start, validity.year_end)
    return Guard(check, ("done", "end", "for_year"), {"done": in_year})


_FIRST = (validity.genuine("BZ21 三(四)"), validity.not_rejected("BZ21 三(四)"))
_LAST = (
    validity.filed_by_day("dates.last_day"),
    validity.proven("BZ21 三(三)"),
    validity.reviewed("review.chain"),
)

CONVERSION_GUARDS = (*_FIRST, validity.of_the_year("BZ21 附件一"), *_LAST)
STAY_GUARDS = (*_FIRST, _year_of_report(), *_LAST)
TRAINING_GUARDS = (
    *_FIRST,
    validity.in_study_time("BZ21 三(一)", "dates.last_day"),
    *_LAST,
    validity.proof_shows_hours("BZ21 二(二)"),
)
