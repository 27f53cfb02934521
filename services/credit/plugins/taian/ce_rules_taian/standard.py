"""The standard of 2022 and where hours are entered (学时要求、账目、上限), NY22 二(一), 二(三)."""

from ce_rules.authoring import Account, Cap, Minimum, Way, YearlyMinimums

ACCOUNTS = (
    Account("public", "public", "公需科目"),
    Account("professional", "professional", "专业科目"),
    Account("self_study", "professional", "自学类"),
    Account("results", "professional", "成果类"),
    Account("papers", "professional", "论文著作类"),
    Account("open_training", None, "培训进修（科目未定）"),
    Account("open_self_study", None, "自学类（科目未定）"),
    Account("open_research", None, "科研成果、论文著作（科目未定）"),
)

STANDARD = YearlyMinimums(
    "NY22 二(一)",
    (
        Minimum("total", "年度累计", "standard.total"),
        Minimum("public", "公需科目", "standard.public", category="public"),
        Minimum("professional", "专业科目", "standard.professional", category="professional"),
    ),
)

_SELF, _RESEARCH = "over_cap_self_study", "over_cap_research"
CAPS = (
    Cap("self_study", "年度自学类学时", ("self_study", "open_self_study"), "self_study.yearly_cap", _SELF),
    Cap(
        "research",
        "年度科研成果、论文著作学时",
        ("results", "papers", "open_research"),
        "research.yearly_cap",
        _RESEARCH,
        when=("NY-A3", "R1"),
    ),
    Cap("results", "年度成果类学时", ("results",), "research.yearly_cap", _RESEARCH, when=("NY-A3", "R2")),
    Cap("papers", "年度论文著作类学时", ("papers",), "research.yearly_cap", _RESEARCH, when=("NY-A3", "R2")),
)

WAYS = {
    "public": (Way("NY22 二(二)", "在泰安市继续教育平台学习公需科目 {missing} {unit}并考试合格"),),
    "professional": (
        Way("NY22 二(二)", "在泰安市继续教育平台学习专业科目（含乡村振兴板块）{missing} {unit}并考试合格"),
        Way("NY22 二(三)2", "或由用人单位登记自学类学时，年度内还可计 {room} {unit}", cap="self_study"),
        Way("NY22 二(三)3", "或申报科研成果、论文著作，年度内还可计 {room} {unit}", cap="research"),
    ),
}
