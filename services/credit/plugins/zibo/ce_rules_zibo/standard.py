"""The standard of 2020 and where hours are entered (学时标准、账目), ZB20 二."""

from collections.abc import Mapping

from ce_rules.authoring import Account, Amount, Cap, Desk, Minimum, Way, YearlyMinimums

ACCOUNTS = (
    Account("public_required", "public", "公需必修课"),
    Account("public_elective", "public", "公需选修课"),
    Account("public_courses", "public", "公需课（未注明必修或选修）"),
    Account("public_points", "public", "学习强国折算"),
    Account("platform", "professional", "平台专业课"),
    Account("recognised", "professional", "认定的专业科目学时"),
    Account("authority", "professional", "按主管部门原规定认定的学时"),
)

REQUIRED = ("public_required", "public_courses", "recorded_public")

STANDARD = YearlyMinimums(
    "ZB20 二",
    (
        Minimum("total", "年度累计", "standard.total"),
        Minimum("public", "公需科目", "standard.public", category="public"),
        Minimum("professional", "专业科目", "standard.professional", category="professional"),
        Minimum(
            "public_required",
            "其中公需必修课",
            "public_subject.required",
            accounts=REQUIRED,
            special=True,
            when=("ZB-A1", "R1", "R3"),
        ),
        Minimum(
            "public_required",
            "其中公需必修课（学习强国可顶替）",
            "public_subject.required",
            accounts=(*REQUIRED, "public_points"),
            special=True,
            when=("ZB-A1", "R2"),
        ),
        Minimum(
            "platform",
            "其中服务平台专业课",
            "standard.platform",
            accounts=("platform", "recorded_professional"),
            special=True,
        ),
    ),
)


def elective_left(sums: Mapping[str, Amount], desk: Desk) -> Amount:
    """Give what the electives leave of their ten hours (reading ZB-A1 R3)."""
    return max(0, desk.param("public_subject.elective").amount - sums["public_elective"])


def missing_hours(sums: Mapping[str, Amount], desk: Desk) -> Amount:
    """Give all of the ten hours while anything is missing, else none (reading ZB-A1 R2)."""
    required = sum((sums[name] for name in REQUIRED), start=0)
    elective = sums["public_elective"]
    complete = required >= desk.param("public_subject.required").amount and (
        required + elective >= desk.param("standard.public").amount
    )
    return 0 if complete else desk.param("points.hours").amount


ELECTIVE_CAP = Cap(
    "elective", "公需选修课", ("public_elective",), "public_subject.elective", "over_cap_public", when=("ZB-A3", "R2")
)
POINTS_CAPS = (
    Cap(
        "points",
        "学习强国顶替公需课",
        ("public_points",),
        missing_hours,
        "over_cap_public",
        "ZB20 二.1",
        ("ZB-A1", "R2"),
    ),
    Cap(
        "points",
        "学习强国充抵选修课",
        ("public_points",),
        elective_left,
        "over_cap_public",
        "ZB20 二.1",
        ("ZB-A1", "R3"),
    ),
)

WAYS = {
    "public_required": (Way("ZB20 二.1", "在服务平台免费学习公需必修课 {missing} {unit}并考试合格"),),
    "public": (Way("ZB20 二.1", "再学公需课（选修即可）{missing} {unit}并考试合格，免费；或以学习强国积分折算"),),
    "platform": (Way("ZB20 二.2", "在服务平台缴费学习专业课 {missing} {unit}，随机答题，不需要考试"),),
    "professional": (
        Way("ZB20 二.2", "专业科目还差 {missing} {unit}：可在服务平台继续学习"),
        Way("ZB20 五(二)", "也可申报认定，本年度认定上限内还可计 {room} {unit}", cap="recognition"),
    ),
}
