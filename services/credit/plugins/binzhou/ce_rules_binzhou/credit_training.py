"""Public subjects, training, lectures, seminars in credits (公需、培训、讲座、研修班), BZ21 附件二(一)-(三)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ce_rules.authoring import Activity, Amount, CrossRule, Item, Outcome, Sheet, floor_div, hours, validity
from ce_rules.formulas import courses

READS = f"{hours.READS} mode passed filed_with_authority hrss_recognised level"
TYPES = ("training", "lecture", "advanced_seminar")


def public_subject(a: Activity, sheet: Sheet) -> Outcome:
    """Count the bureau's public subject training once passed."""
    value = sheet.param("public_subject.credits")
    if a.denied("passed") or courses.exam_result(a) == "failed":
        return sheet.refuse("exam_failed", value.amount, value, "公修科目培训不合格")
    if courses.exam_result(a) == "none":
        return sheet.refuse("exam_missing", value.amount, value, "公修科目培训合格方计学分")
    sheet.step(value, "公修科目培训合格，计 {value} 学分", value=value.amount)
    return sheet.count(value.amount, "public", year=validity.year_of(a, sheet))


def points(a: Activity, sheet: Sheet) -> Outcome:
    """Count 2000 points of 学习强国 within 2019; other years have no such rule."""
    value, threshold = sheet.param("points.credits"), sheet.param("points.threshold")
    year = validity.year_of(a, sheet)
    if year != sheet.param("points.year").count:
        return sheet.refuse("no_rule", None, value, "只规定了 2019 年度的学习强国积分")
    reached = a.read("points")
    if reached is not None and reached < threshold.count:
        template = "学习 {points} 分，未满 {threshold} 分"
        return sheet.refuse("below_points", value.amount, value, template, points=reached, threshold=threshold.count)
    sheet.step(
        value, "2019 年度学习强国满 {threshold} 分，计公需 {value} 学分", threshold=threshold.count, value=value.amount
    )
    return sheet.count(value.amount, "public", year=year)


def training(a: Activity, sheet: Sheet) -> Outcome:
    """Count one credit for five hours of filed and passed training."""
    credits = _credits(a, sheet)
    if credits is None:
        return sheet.refuse("proof_insufficient", None, "BZ21 附件二(二)", "未载明学时或天数")
    if a.denied("filed_with_authority"):
        return sheet.refuse("not_filed_or_approved", credits, "BZ21 附件二", "培训未经继续教育主管部门备案")
    if a.denied("passed"):
        return sheet.refuse("exam_failed", credits, "BZ21 附件二", "考核、考试不合格")
    return _enter(a, sheet, credits)


def lecture(a: Activity, sheet: Sheet) -> Outcome:
    """Count a single lecture the HRSS department recognised, by the organiser's certificate."""
    credits = _credits(a, sheet)
    if credits is None:
        return sheet.refuse("proof_insufficient", None, "BZ21 附件二(二)", "证明未载明学时")
    if a.denied("hrss_recognised"):
        return sheet.refuse("not_recognised_by_hrss", credits, "BZ21 附件二(二)", "讲座未经人力资源和社会保障局认定")
    return _enter(a, sheet, credits)


def seminar(a: Activity, sheet: Sheet) -> Outcome:
    """Count a national or provincial advanced seminar by its completion certificate (BC-A5)."""
    clause = "BZ21 附件二(三)"
    if a.word("level") in {"county", "prefecture"}:
        return sheet.refuse("no_rule", None, clause, "只规定了国家或省组织的高级研修班")
    credits = _credits(a, sheet)
    if credits is None or sheet.reading("BC-A5") == "R2":
        by_reading = ("professional",) if credits is not None else ()
        return sheet.unknown(
            "professional", clause, "凭结业证书计算，文件没有写明数额，须由审核人认定", open=by_reading
        )
    return _enter(a, sheet, credits)


def _hours(a: Activity, sheet: Sheet) -> Amount | None:
    per_day = sheet.param("training.hours_per_day").amount
    listed, days = a.read("hours_per_day"), a.read("days")
    released = a.word("mode") in {"full_release", "half_release"}
    if released and sheet.reading("BC-A7") == "R2":
        count = len(listed) if listed else days
        if count:
            return count * per_day
    stated = hours.filed_hours(a)
    if stated is not None:
        return stated
    return None if days is None else days * per_day


def _credits(a: Activity, sheet: Sheet) -> Amount | None:
    stated = _hours(a, sheet)
    if stated is None:
        return None
    each = sheet.param("training.hours_per_credit").amount
    if sheet.reading("BC-A1") == "R2":
        return (Decimal(stated) / each).quantize(Decimal("0.01"))
    return floor_div(stated, each)


def _enter(a: Activity, sheet: Sheet, credits: Amount) -> Outcome:
    each = sheet.param("training.hours_per_credit")
    stated = _hours(a, sheet)
    if not credits and sheet.reading("BC-A1") == "R1":
        return sheet.refuse(
            "below_one_credit", 0, each, "{hours} 学时，不足 {each} 学时，不折算学分", hours=stated, each=each.amount
        )
    sheet.step(
        each,
        "{hours} 学时，每 {each} 学时折算 1 学分，计 {credits} 学分",
        hours=stated,
        each=each.amount,
        credits=credits,
    )
    return sheet.count(credits, "professional", year=validity.year_of(a, sheet))


def hours_added(items: Sequence[Item], sheet: Sheet) -> Mapping[int, Outcome]:
    """Add the hours of the year before they are divided (reading BC-A1 R3)."""
    each = sheet.param("training.hours_per_credit").amount
    total: dict[int, Amount] = {}
    changed = {}
    for item in items:
        if not item.outcome.entries:
            continue
        year = item.outcome.year or sheet.scope.year
        before = total.get(year, 0)
        total[year] = before + (_hours(item.activity, sheet) or 0)
        value = floor_div(total[year], each) - floor_div(before, each)
        changed[item.index] = item.outcome.also(converted=value, entries=(("professional", value),))
    return changed


HOURS_ADDED = CrossRule("hours_added", hours_added, "BZ21 附件二(二)", TYPES, READS, (), ("BC-A1", "R3"))
