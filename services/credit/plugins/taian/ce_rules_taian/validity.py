"""Validity of hours filed on the provincial platform (省平台登记、逐级审核), NY22 三."""

from ce_rules.authoring import Activity, Guard, NotCounted, Outcome, Sheet, validity


def on_provincial_platform() -> Guard:
    """Refuse hours that are not registered on the provincial platform (统一使用省平台登记和审核)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        if not a.denied("on_provincial_platform"):
            return None
        template = "2022 年起各类学时统一在省平台登记和审核，本项未登记"
        return sheet.item("not_on_provincial_platform", outcome.would_count, "NY22 三", template)

    return Guard(check, ("on_provincial_platform",))


FIRST = (validity.genuine("NY22 三(二)"), validity.not_rejected("NY22 三(二)"))
FILED_GUARDS = (
    *FIRST,
    validity.of_the_year("NY22 二(三)"),
    on_provincial_platform(),
    validity.proven("NY22 三(二)"),
    validity.reviewed("review.chain"),
)
