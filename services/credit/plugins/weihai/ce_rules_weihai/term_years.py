"""Years before 2018 (2018 年以前年份): averages over a term of office or an appointment, WH19 二(一)."""

from ce_rules.authoring import AsTheYear, Override, OwnClosingDay, Purpose, Rule, RuleSetSpec, Years
from ce_rules_weihai import conversion, makeup, questions, records
from ce_rules_weihai.standard import ACCOUNTS, TERM
from ce_rules_weihai.validity import EARLIER_GUARDS

UNKNOWN = Rule(conversion.earlier, "WH19 一(二)", conversion.READS, EARLIER_GUARDS)
OTHERS = ("platform_course", "training", "lecture", "advanced_seminar", *conversion.TYPES)

TERM_YEARS = RuleSetSpec(
    id="WH19-term",
    notice="WH19",
    years=Years(None, 2017),
    unit="hours",
    base=("370000", "SD-earlier"),
    standard=Override("SD 早年标准", TERM),
    accounts=ACCOUNTS,
    rules={
        **dict.fromkeys(OTHERS, UNKNOWN),
        "makeup_course": makeup.RULE,
        "year_record": Override("SD 在册学时", records.RULE),
    },
    cross_rules=(records.ONE_UNIT,),
    unit_accounts=records.UNITS,
    silent_clause="WH19 二(一)",
    questions=questions.TERM,
    purposes={
        "title_review": Purpose("title_review", OwnClosingDay("WH19 二(一)"), "done dates"),
        "appointment": Purpose("appointment", AsTheYear("WH19 二(一)"), ""),
    },
    needs_record=Years(None, 2017),
    states_fees=True,
)
