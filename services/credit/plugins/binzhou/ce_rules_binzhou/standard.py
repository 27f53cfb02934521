"""The standard of 2020-2021 and where hours are entered (学时标准、账目), BZ21 一."""

from ce_rules.authoring import Account, Minimum, Way, YearlyMinimums

ACCOUNTS = (
    Account("public", "public", "平台公需课"),
    Account("professional", "professional", "专业科目"),
    Account("converted_public", "public", "折算抵公需"),
    Account("converted_professional", "professional", "折算抵专业"),
    Account("converted_auto", "professional", "折算（未指定科目）"),
    Account("superior_public", "public", "国家、省另有规定（公需）"),
    Account("superior_professional", "professional", "国家、省另有规定（专业）"),
)

STANDARD = YearlyMinimums(
    "BZ21 一",
    (
        Minimum("total", "年度累计", "standard.total"),
        Minimum("public", "公需科目", "standard.public", category="public"),
        Minimum("professional", "专业科目", "standard.professional", category="professional"),
    ),
)

WAYS = {
    "public": (
        Way("BZ21 二(一)", "在平台免费学习公需科目 {missing} {unit}并通过在线答题测试"),
        Way(
            "BZ21 二(二)",
            "或申报竞赛、学历、成果、论文等折算抵公需，年度内还可抵 {room} {unit}",
            cap="converted_public",
        ),
    ),
    "professional": (
        Way("BZ21 二(二)", "参加行业主管部门、继续教育基地的专业科目培训或平台专业课 {missing} {unit}"),
        Way(
            "BZ21 二(二)",
            "或申报竞赛、学历、成果、论文等折算抵专业，年度内还可抵 {room} {unit}",
            cap="converted_professional",
        ),
    ),
}
