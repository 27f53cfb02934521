"""Standards: every year since 2018, averages of the term before (学时规定), WH19 二(一)."""

from collections.abc import Mapping

from ce_rules.authoring import Account, Amount, ByYears, Cap, Desk, Minimum, TermAverage, Way, YearlyMinimums, Years
from ce_rules_weihai.records import UNITS

ACCOUNTS = (
    Account("public", "public", "平台公需课"),
    Account("public_points", "public", "学习强国折算"),
    Account("makeup", "public", "公需科目补学"),
    Account("professional", "professional", "专业科目"),
    Account("recorded_credits", None, "在册学分（未分科目）"),
)

TERM = TermAverage("WH19 二(一)", "term.average", UNITS)
YEARLY = YearlyMinimums(
    "WH19 二(一)",
    (
        Minimum("total", "年度累计", "standard.total"),
        Minimum("public", "公需科目", "standard.public", category="public"),
        Minimum("professional", "专业科目", "standard.professional", category="professional"),
    ),
)
STANDARD = ByYears(
    "WH19 二(一)", ((Years(None, 2017), TERM), (Years(2018, 2019), YEARLY)), whole=TERM, whole_when=("WH-A2", "R2")
)


def left_of_the_class(sums: Mapping[str, Amount], desk: Desk) -> Amount:
    """Give what the online class leaves of the thirty public hours (reading WH-A6 R2)."""
    return max(0, desk.param("public_subject.class_hours").amount - sums["public"])


POINTS_CAP = Cap(
    "points",
    "学习强国替代公需课",
    ("public_points",),
    left_of_the_class,
    "over_cap_public",
    "WH19 一(一)",
    ("WH-A6", "R2"),
)

WAYS = {
    "public": (
        Way("WH19 一(一)", "在服务平台免费学习公需科目 {missing} {unit}并考试合格"),
        Way("WH19 一(一)", "或达到学习强国 2000 积分，由用人单位批量申报折算，其余选学 25 学时班级"),
    ),
    "professional": (Way("WH19 一(二)", "在服务平台学习专业科目 {missing} {unit}并通过答题，或参加已备案的线下培训"),),
}
