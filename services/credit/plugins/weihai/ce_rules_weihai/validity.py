"""Validity of offline hours: proof, review by employer and authority (申报与审验), WH19 二(二), 二(三)."""

from ce_rules.authoring import Activity, Guard, NotCounted, Outcome, Sheet, validity


def _in_year() -> Guard:
    """Ask study inside the year (WH-A5)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        year = validity.year_of(a, sheet)
        if year not in sheet.scope.years:
            return sheet.item("wrong_year", outcome.would_count, "WH19 二(一)", "申报计入 {year} 年度", year=str(year))
        return validity.study_day(a, sheet, outcome, "WH19 一(二)", year, year_end_when=("WH-A5", "R1"))

    return Guard(check, ("for_year", "done"))


def _professional_only() -> Guard:
    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        if a.word("category") != "public" and a.word("claim_as") != "public":
            return None
        template = "公需科目只能在线学习取得，线下培训和成果折算只计专业科目"
        return sheet.item("professional_only", outcome.would_count, "WH19 一(二)", template)

    return Guard(check, ("category", "claim_as"))


_FIRST = (validity.genuine("WH19 二(三)3"), validity.not_rejected("WH19 二(三)2"))
_LAST = (
    _professional_only(),
    validity.proven("WH19 二(三)2"),
    validity.reviewed_when("review.chain", (("WH-A11", "R2", "review.chain_with_hrss"),)),
)

TRAINING_GUARDS = (*_FIRST, _in_year(), *_LAST, validity.proof_shows_hours("WH19 二(三)2"))
CONVERSION_GUARDS = (*_FIRST, validity.of_the_year("WH19 二(一)"), *_LAST)
EARLIER_GUARDS = (*_FIRST, validity.of_the_year("WH19 二(一)"), *_LAST[1:])
