"""Contests, degrees, results, papers: values stand in the annex of 2023 (认定), ZP23 三(二)."""

from collections.abc import Mapping
from dataclasses import replace

from ce_rules_binzhou import abroad, books, degree, papers, results

from ce_rules.authoring import Activity, Amount, Cap, Desk, Outcome, Sheet

CLAUSE = "ZP23 三(二)"
CONVERTED = "converted"
TABLE_YEAR = 2021
TABLES = {
    "award": results.award,
    "appraised_result": results.appraised,
    "patent": results.patent,
    "paper": papers.paper,
    "abstract": papers.abstract,
    "collection_paper": papers.collection,
    "conference_paper": papers.conference,
    "monograph": books.monograph,
    "degree_education": degree.degree,
    "self_study_exam": degree.self_study_exam,
    "study_abroad": abroad.abroad,
}
TYPES = (*TABLES, "translation", "other_result", "competition_participation", "self_study")
READS = (
    f"reviewer_hours {results.AWARD_READS} {papers.READS} {books.READS} {degree.READS} {abroad.READS} "
    "patent subjects chars claim claim_as"
)


def still_missing(sums: Mapping[str, Amount], desk: Desk) -> Amount:
    """Give what conversions can stand in for (可抵): the professional hours still missing, 30 at most (ZP-A1 R2)."""
    missing = desk.param("standard.professional").amount - sums["professional"]
    return max(0, min(missing, desk.param("conversion.professional_cap", TABLE_YEAR).amount))


CAPS = (
    Cap(
        CONVERTED,
        "折算抵尚缺的专业科目学时",
        (CONVERTED,),
        still_missing,
        "over_cap_professional",
        "BZ21 附件一",
        when=("ZP-A1", "R2"),
    ),
)


def conversion(a: Activity, sheet: Sheet) -> Outcome:
    """Take the reviewer's value if one is recorded, else leave the value to a person (ZP-A1)."""
    recorded = a.amount("reviewer_hours")
    if recorded is not None:
        sheet.step(CLAUSE, "审核人按 2023 年认定说明认定专业科目 {recorded} 学时", recorded=recorded)
        return sheet.count(recorded, "professional")
    if a.type in TABLES and sheet.reading("ZP-A1") != "R1":
        return _by_the_table_of_2021(a, sheet)
    template = "可认定专业科目学时，数额在《2023 年度…认定说明》附件，原文未见，须由审核人认定"
    return sheet.unknown("professional", CLAUSE, template)


def _by_the_table_of_2021(a: Activity, sheet: Sheet) -> Outcome:
    """Use Binzhou's table of 2021 for professional hours only; the sentence above the table is a cap (`CAPS`)."""
    desk = replace(sheet.desk, scope=replace(sheet.scope, year=TABLE_YEAR))
    found = TABLES[a.type](a, Sheet(desk, a.type))
    value = sum(amount for _, amount in found.entries)
    unknown = ("professional",) if found.unknown else ()
    return found.also(
        entries=((CONVERTED, value),) if found.entries else (),
        unknown=unknown,
        readings=(*found.readings, ("ZP-A1", sheet.reading("ZP-A1"))),
    )
