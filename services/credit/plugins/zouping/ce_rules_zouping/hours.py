"""Hours of 2023, and of 2022 for want of a notice (学时): the table of contents of notice ZP23."""

from ce_rules.authoring import (
    Account,
    Minimum,
    Once,
    Override,
    OwnClosingDay,
    Purpose,
    Rule,
    RuleSetSpec,
    Way,
    YearlyMinimums,
    Years,
)
from ce_rules_zouping import conversion, platform_course, questions, training
from ce_rules_zouping.validity import CONVERSION_GUARDS, TRAINING_GUARDS

COURSE = Once("course", "course", "ZP23 四(三)", other="duplicate")
_TRAINING = Rule(training.training, "ZP23 三(二)", training.READS, TRAINING_GUARDS, (COURSE,))


def _conversion(type_: str) -> Rule:
    once = Once(type_, "result", "ZP23 四(三)", other="duplicate")
    return Rule(conversion.conversion, "ZP23 三(二)", conversion.READS, CONVERSION_GUARDS, (once,))


STANDARD = YearlyMinimums(
    "ZP23 二",
    (
        Minimum("total", "年度累计", "standard.total"),
        Minimum("public", "公需科目", "standard.public", category="public"),
        Minimum("professional", "专业科目", "standard.professional", category="professional"),
    ),
)

HOURS_2023 = RuleSetSpec(
    id="ZP23-hours",
    notice="ZP23",
    years=Years(2023, 2023),
    unit="hours",
    base=("370000", "SD-hours"),
    standard=Override("SD 学时标准", STANDARD),
    accounts=(
        Account("public", "public", "平台公需课"),
        Account("professional", "professional", "专业科目"),
        Account(conversion.CONVERTED, "professional", "按滨州 2021 年表折算的专业科目"),
    ),
    caps=conversion.CAPS,
    rules={
        "platform_course": Rule(
            platform_course.platform_course, "ZP23 三(一)", platform_course.READS, platform_course.GUARDS, (COURSE,)
        ),
        "training": _TRAINING,
        "lecture": _TRAINING,
        "advanced_seminar": _TRAINING,
        **{type_: _conversion(type_) for type_ in conversion.TYPES},
        "makeup_course": Rule(platform_course.no_makeup, "ZP23 四(一)"),
    },
    silent_clause="ZP23 三(二)",
    no_rule={"xuexi_qiangguo": "ZP23 三(一)", "public_subject_training": "ZP23 三(一)"},
    questions=questions.QUESTIONS,
    purposes={
        "title_review": Purpose("title_review", OwnClosingDay("ZP23 四(一)", ("done", "filed")), "done filed dates")
    },
    ways={
        "public": (Way("ZP23 三(一)", "在平台学完公需课程 {missing} {unit}"),),
        "professional": (Way("ZP23 三(二)", "参加行业主管部门组织的专业科目培训或平台专业课 {missing} {unit}"),),
    },
    platform={"public_exam": False, "professional_exam": None},
)

HOURS_2022 = RuleSetSpec(
    id="ZP-2022-hours",
    notice="ZP23",
    years=Years(2022, 2022),
    unit="hours",
    base=("371681", "ZP23-hours"),
    when=("ZP-A5", "R1"),
)
