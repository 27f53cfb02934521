"""To which year credits belong (计分年度): own year for training, free choice for results; 附件二 preamble."""

from ce_rules.authoring import Activity, Guard, NotCounted, Outcome, Sheet, validity

PREAMBLE = "BZ21 附件二"


def _put_on(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
    year = validity.year_of(a, sheet)
    if year in sheet.scope.years:
        return None
    template = "申报计入 {year} 年度，不在所问的计分年限内"
    return sheet.item("wrong_year", outcome.would_count, PREAMBLE, template, year=str(year))


def own_year() -> Guard:
    """Keep training in the year it took place (BC-A3)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        done, year = a.day("done"), validity.year_of(a, sheet)
        if done is not None and done.year != year and not (sheet.reading("BC-A3") == "R3" and done.year <= 2019):
            template = "{day} 参加，只能折算当年度学分，不能计入 {year} 年度"
            return sheet.item(
                "wrong_year", outcome.would_count, PREAMBLE, template, day=done.isoformat(), year=str(year)
            )
        return _put_on(a, sheet, outcome)

    return Guard(check, ("done", "for_year"))


def chosen_year() -> Guard:
    """Let the person choose the year of a result; results of 2020 and later follow the hours (BC-A3, BC-A9)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        done = a.day("done")
        last = sheet.param("window.last_year")
        if done is not None and done.year > last.count and sheet.reading("BC-A9") == "R1":
            template = "{day} 取得，{year} 年以后的成果按学时计算"
            return sheet.item(
                "wrong_year", outcome.would_count, PREAMBLE, template, day=done.isoformat(), year=str(last.count)
            )
        if done is not None and done.year not in sheet.scope.years and sheet.reading("BC-A3") == "R2":
            template = "{day} 取得，不在计分年限内"
            return sheet.item("wrong_year", outcome.would_count, PREAMBLE, template, day=done.isoformat())
        return _put_on(a, sheet, outcome)

    return Guard(check, ("done", "for_year"))


_FIRST = (validity.genuine("BZ21 三(四)"), validity.not_rejected("BZ21 三(四)"))
_LAST = (validity.proven("BZ21 三(三)"), validity.reviewed("review.chain"))

OWN_YEAR_GUARDS = (*_FIRST, own_year(), *_LAST)
CHOSEN_YEAR_GUARDS = (*_FIRST, chosen_year(), *_LAST)
