"""Make-up of 2015-2019 in credits (补学补修学分), ZB20 三(四); earlier years only as they stand on file."""

from ce_rules.authoring import Activity, GrantedYear, Once, Outcome, Override, Rule, RuleSetSpec, Sheet, Years, validity
from ce_rules.formulas import courses
from ce_rules_zibo import questions

CLAUSE = "ZB20 三(四)"


def makeup(a: Activity, sheet: Sheet) -> Outcome:
    """Grant the year as a whole once it is paid and the exam passed (ZB-A14)."""
    year = validity.year_of(a, sheet)
    first, last = sheet.param("makeup.first_year"), sheet.param("makeup.last_year")
    if not first.count <= year <= last.count:
        template = "补学补修只开放 {first}-{last} 年度"
        return sheet.refuse("not_open", None, first, template, first=str(first.count), last=str(last.count)).also(
            granted=False
        )
    if year not in sheet.scope.years:
        return sheet.refuse("wrong_year", None, CLAUSE, "补学的是 {year} 年度", year=str(year)).also(granted=False)
    if a.denied("paid"):
        return sheet.refuse("not_paid", None, sheet.param("fees.makeup_year"), "补学补修一个年度须先缴费").also(
            granted=False
        )
    fee = _fee(a, sheet)
    result = courses.exam_result(a)
    if result != "passed":
        reason = "exam_failed" if result == "failed" else "exam_missing"
        return sheet.refuse(reason, None, CLAUSE, "考试合格后才取得该年度学分").also(granted=False, fee=fee)
    sheet.step(CLAUSE, "{year} 年度补学补修考试合格，取得该年度继续教育学分（文件未写明数额）", year=str(year))
    whole = sheet.reading("ZB-A14") == "R1"
    return sheet.outcome(None, (), year=year, granted=True, whole=whole, fee=fee)


def _fee(a: Activity, sheet: Sheet) -> int:
    each, resit = sheet.param("fees.makeup_year"), sheet.param("fees.resit")
    fee, resits = each.count, courses.resits(a)
    sheet.step(each, "补学补修一个年度 {each} 元", each=each.amount)
    if resits and sheet.reading("ZB-A13") == "R1":
        sheet.step(resit, "补考 {resits} 次，每次 {each} 元", resits=resits, each=resit.amount)
        fee += resits * resit.count
    return fee


MAKEUP_YEARS = RuleSetSpec(
    id="ZB20-makeup",
    notice="ZB20",
    years=Years(None, 2019),
    unit="credits",
    base=("370000", "SD-earlier"),
    standard=Override(
        "SD 早年标准",
        GrantedYear(CLAUSE, "文件没有写明 2019 年及以前各年度应达到的学分数，未补学合格的年度须按原有学分由人工判定"),
    ),
    rules={
        "makeup_course": Rule(
            makeup,
            CLAUSE,
            "for_year paid exam exam_attempts",
            (validity.genuine("ZB20 六(三)"),),
            (Once("makeup", None, CLAUSE, other="duplicate", per_year=True),),
        )
    },
    silent_clause=CLAUSE,
    questions=questions.MAKEUP,
    needs_record=Years(None, 2019),
    states_fees=True,
)
