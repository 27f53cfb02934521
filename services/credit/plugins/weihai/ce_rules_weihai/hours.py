"""Hours of 2018 and 2019 (2018 年起学时制): the table of contents of notice WH19."""

from ce_rules.authoring import AsTheYear, Once, Override, OwnClosingDay, Purpose, Rule, RuleSetSpec, Years
from ce_rules_weihai import conversion, makeup, platform_course, points, questions, records, training
from ce_rules_weihai.standard import ACCOUNTS, POINTS_CAP, STANDARD, WAYS
from ce_rules_weihai.validity import CONVERSION_GUARDS, TRAINING_GUARDS

COURSE = Once("course", "course", "WH19 二(二)", other="duplicate")
_TRAINING = Rule(training.training, "WH19 一(二)", training.READS, TRAINING_GUARDS, (COURSE,))


def _conversion(type_: str) -> Rule:
    once = Once(type_, "result", "WH19 二(三)2", other="duplicate")
    return Rule(conversion.conversion, "WH19 一(二)", conversion.READS, CONVERSION_GUARDS, (once,))


HOURS = RuleSetSpec(
    id="WH19-hours",
    notice="WH19",
    years=Years(2018, 2019),
    window_years=Years(None, 2019),
    unit="hours",
    base=("370000", "SD-hours"),
    standard=Override("SD 学时标准", STANDARD),
    accounts=ACCOUNTS,
    caps=(POINTS_CAP,),
    rules={
        "platform_course": Rule(
            platform_course.platform_course, "WH19 一", platform_course.READS, platform_course.GUARDS, (COURSE,)
        ),
        "xuexi_qiangguo": Rule(points.points, "WH19 一(一)", points.READS, points.GUARDS, (points.ONCE_A_YEAR,)),
        "training": _TRAINING,
        "lecture": _TRAINING,
        "advanced_seminar": _TRAINING,
        **{type_: _conversion(type_) for type_ in conversion.TYPES},
        "makeup_course": makeup.RULE,
        "year_record": Override("SD 在册学时", records.RULE),
    },
    cross_rules=(records.ONE_UNIT,),
    unit_accounts=records.UNITS,
    silent_clause="WH19 一(二)",
    questions=questions.HOURS,
    purposes={
        "title_review": Purpose(
            "title_review", OwnClosingDay("WH19 二(一)", ("done", "exam_date")), "done dates exam_date"
        ),
        "appointment": Purpose("appointment", AsTheYear("WH19 二(一)"), ""),
    },
    ways=WAYS,
    needs_record=Years(None, 2018),
    states_fees=True,
    platform={
        "public_exam": True,
        "public_exam_chances": "=exam.chances",
        "professional_exam": False,
        "professional_questions": True,
        "points": {"threshold": "=points.threshold", "hours": "=points.hours", "class_hours": "=points.class_hours"},
        "public_class_hours": "=public_subject.class_hours",
    },
)
