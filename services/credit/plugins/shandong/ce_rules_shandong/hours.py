"""Hours since 2018 (学时制): the provincial standard and hours on file."""

from ce_rules.authoring import Minimum, RuleSetSpec, YearlyMinimums, Years
from ce_rules_shandong.platform import QUESTIONS
from ce_rules_shandong.records import ACCOUNTS, RECORD

STANDARD = YearlyMinimums(
    "SD 学时标准",
    (
        Minimum("total", "年度累计", "standard.total"),
        Minimum("public", "公需科目", "standard.public", category="public"),
        Minimum("professional", "专业科目", "standard.professional", category="professional"),
    ),
)

HOURS = RuleSetSpec(
    id="SD-hours",
    notice="SD",
    years=Years(2018, 2023),
    unit="hours",
    standard=STANDARD,
    accounts=ACCOUNTS,
    rules={"year_record": RECORD},
    silent_clause="SD 各市规定",
    questions=QUESTIONS,
)
