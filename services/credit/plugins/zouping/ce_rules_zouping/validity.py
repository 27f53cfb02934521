"""Validity of hours that must be recognised (学时认定、逐级审核), ZP23 四."""

from ce_rules.authoring import Activity, Guard, NotCounted, Outcome, Sheet, validity


def _professional_only() -> Guard:
    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        split = a.read("claim")
        claimed = (
            a.word("claim_as") == "public" or a.word("category") == "public" or (split is not None and not split[1])
        )
        if not claimed:
            return None
        template = "可认定专业科目学时，不再抵公需科目"
        return sheet.item("professional_only", outcome.would_count, "ZP23 三(二)", template)

    return Guard(check, ("claim", "claim_as", "category"))


_FIRST = (validity.genuine("ZP23 四(四)"), validity.not_rejected("ZP23 四(四)"))
_LAST = (
    validity.filed_by_day("dates.last_day"),
    validity.filed_by_day("dates.last_day", "review_done", when=("ZP-A8", "R2")),
    _professional_only(),
    validity.proven("ZP23 四(三)"),
    validity.reviewed("review.chain"),
)

CONVERSION_GUARDS = (*_FIRST, validity.of_the_year("ZP23 四(一)"), *_LAST)
TRAINING_GUARDS = (
    *_FIRST,
    validity.in_study_time("ZP23 四(一)", "dates.last_day"),
    *_LAST,
    validity.proof_shows_hours("ZP23 四(三)"),
)
