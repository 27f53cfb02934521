"""Importing the item bank: every row judged, good rows not blocked, nothing lost and nothing twice."""

from datetime import date

import pytest

from ce_exam.domain.item import Category
from ce_kit.errors import DomainError
from ce_kit.testing.bus import person

HEADER = ["编号", "年度", "科目", "题型", "难度", "题干", "选项A", "选项B", "选项C", "选项D", "选项E", "选项F", "答案"]
GOOD = ["G1", 2026, "公需科目", "单选", "易", "𠮷字的部首是？", "口", "土", "士", "", "", "", "A"]


def row(**changes):
    cells = dict(zip(HEADER, GOOD, strict=True))
    return [changes.get(column, text) for column, text in cells.items()]


def judged(exams, *rows):
    return exams.import_items(*rows, header=HEADER)


def problems(answer):
    return [(one["code"], one["column"]) for line in answer["rows"] for one in line["problems"]]


def pool(exams, category=Category.PUBLIC, year=2026):
    with exams.units() as uow:
        return uow.items.pool(year, category)


def test_a_good_row_becomes_an_item(exams):
    answer = judged(exams, GOOD)
    assert answer["counts"] == {"NEW": 1}
    assert answer["rows"] == [{"row": 2, "status": "NEW", "problems": [], "subject": "G1 𠮷字的部首是？"}]
    (item,) = pool(exams).items
    assert (item.code, item.version, item.stem) == ("G1", 1, "𠮷字的部首是？")
    assert (item.options, item.answer) == (("口", "土", "士"), "A")
    (audit,) = exams.units.audits("items.imported")
    assert audit["subject"] == answer["import_id"]
    assert audit["detail"]["counts"] == {"NEW": 1}


def test_a_dry_run_says_the_same_and_writes_nothing(exams):
    answer = exams.import_items(GOOD, header=HEADER, dry_run=True)
    assert (answer["import_id"], answer["dry_run"], answer["counts"]) == ("", True, {"NEW": 1})
    assert exams.units.rows("item_version") == exams.units.rows("pool") == exams.units.audits() == []


def test_repeating_a_file_changes_nothing(bank):
    before = bank.units.rows("item_version"), bank.units.rows("pool")
    again = bank.fill()
    assert again["counts"] == {"UNCHANGED": 22}
    assert (bank.units.rows("item_version"), bank.units.rows("pool")) == before


def test_a_changed_item_becomes_a_new_version_and_the_old_one_stays(exams):
    judged(exams, GOOD, row(编号="G2"))
    first = pool(exams)
    answer = judged(exams, row(题干="𠮷字怎么读？"))
    assert answer["counts"] == {"CHANGED": 1}
    versions = [(one["code"], one["version"], one["stem"]) for one in exams.units.rows("item_version")]
    assert sorted(versions) == [("G1", 1, "𠮷字的部首是？"), ("G1", 2, "𠮷字怎么读？"), ("G2", 1, "𠮷字的部首是？")]
    now = pool(exams)
    assert now.pool_id != first.pool_id
    assert {(one.code, one.version) for one in now.items} == {("G1", 2), ("G2", 1)}


def test_an_item_that_changes_its_category_leaves_one_pool_and_enters_the_other(exams):
    judged(exams, GOOD)
    judged(exams, row(科目="专业科目"))
    assert pool(exams).items == []
    assert [one.version for one in pool(exams, Category.PROFESSIONAL).items] == [2]


def test_the_same_code_in_another_year_is_another_item(exams):
    assert judged(exams, GOOD, row(年度=2025))["counts"] == {"NEW": 2}


def test_good_rows_are_not_blocked_by_bad_ones(exams):
    answer = judged(exams, GOOD, row(编号="B1", 答案="E"), row(编号="G2"))
    assert answer["counts"] == {"NEW": 2, "REJECTED": 1}
    assert [one["status"] for one in answer["rows"]] == ["NEW", "REJECTED", "NEW"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"编号": ""}, ("MISSING", "编号")),
        ({"编号": "X" * 41}, ("TOO_LONG", "编号")),
        ({"年度": ""}, ("BAD_YEAR", "年度")),
        ({"年度": "二〇二六"}, ("BAD_YEAR", "年度")),
        ({"年度": 1999}, ("BAD_YEAR", "年度")),
        ({"科目": "公共"}, ("UNKNOWN_VALUE", "科目")),
        ({"题型": "填空"}, ("UNKNOWN_VALUE", "题型")),
        ({"难度": "1"}, ("UNKNOWN_VALUE", "难度")),
        ({"题干": ""}, ("MISSING", "题干")),
        ({"题干": "问" * 2001}, ("TOO_LONG", "题干")),
        ({"题干": "=A1"}, ("FORMULA_CELL", "题干")),
        ({"选项B": ""}, ("OPTION_GAP", "选项B")),
        ({"选项B": "", "选项C": ""}, ("BAD_OPTIONS", "选项A")),
        ({"选项C": "口"}, ("BAD_OPTIONS", "")),
        ({"选项C": "长" * 501}, ("TOO_LONG", "选项C")),
        ({"答案": ""}, ("MISSING", "答案")),
        ({"答案": "D"}, ("BAD_ANSWER", "答案")),
        ({"答案": "AB"}, ("BAD_ANSWER", "答案")),
        ({"答案": "口"}, ("BAD_ANSWER", "答案")),
        ({"题型": "多选"}, ("BAD_ANSWER", "答案")),
        ({"题型": "多选", "答案": "AA"}, ("BAD_ANSWER", "答案")),
        ({"题型": "判断", "答案": "A"}, ("BAD_OPTIONS", "选项C")),
        ({"题型": "判断", "选项A": "错误", "选项B": "正确", "选项C": "", "答案": "对"}, ("BAD_OPTIONS", "选项A")),
        ({"题型": "判断", "选项A": "", "选项B": "", "选项C": "", "答案": "也许"}, ("BAD_ANSWER", "答案")),
    ],
)
def test_a_bad_row_says_what_is_wrong(exams, changes, problem):
    answer = judged(exams, row(**changes))
    assert answer["counts"] == {"REJECTED": 1}
    assert problem in problems(answer)
    assert exams.units.rows("item_version") == []


def test_an_option_that_became_a_date_is_refused(exams):
    assert problems(judged(exams, row(选项B=date(2026, 1, 2)))) == [("DATE_CELL", "选项B")]


def test_the_same_code_twice_in_a_file_is_refused_the_second_time(exams):
    answer = judged(exams, GOOD, row(题干="另一道题"))
    assert [one["status"] for one in answer["rows"]] == ["NEW", "REJECTED"]
    assert problems(answer) == [("DUPLICATE_IN_FILE", "编号")]


@pytest.mark.parametrize(
    ("changes", "options", "answer"),
    [
        ({"题型": "多选题", "答案": "c、a"}, ("口", "土", "士"), "AC"),
        ({"题型": "多选", "答案": "A, B C"}, ("口", "土", "士"), "ABC"),
        ({"选项B": 30, "选项C": 45}, ("口", "30", "45"), "A"),
        ({"题型": "判断", "选项A": "", "选项B": "", "选项C": "", "答案": "√"}, ("正确", "错误"), "A"),
        ({"题型": "判断", "选项A": "对", "选项B": "错", "选项C": "", "答案": "B"}, ("正确", "错误"), "B"),
        ({"题型": "判断", "选项A": "", "选项B": "", "选项C": "", "答案": False}, ("正确", "错误"), "B"),
        ({"年度": "2026年度"}, ("口", "土", "士"), "A"),
    ],
)
def test_what_clerks_write_is_understood(exams, changes, options, answer):
    assert judged(exams, row(**changes))["counts"] == {"NEW": 1}
    (item,) = pool(exams).items
    assert (item.options, item.answer, item.year) == (options, answer, 2026)


def test_unknown_columns_are_named_and_not_read(exams):
    """Points belong to the exam, so that every paper is worth the same."""
    answer = exams.import_items([*GOOD, "5"], header=[*HEADER, "分值"])
    assert answer["unknown_columns"] == ["分值"]
    assert answer["counts"] == {"NEW": 1}


def test_a_file_without_a_needed_column_is_refused_as_a_whole(exams):
    with pytest.raises(DomainError) as refused:
        exams.import_items(GOOD[:-1], header=HEADER[:-1])
    assert refused.value.reason == "MISSING_COLUMN"
    assert "答案" in refused.value.message


def test_another_persons_file_is_refused(exams):
    ticket = exams.upload(GOOD, header=HEADER, owner="somebody")
    with pytest.raises(DomainError) as refused:
        exams.call("import_items", person("hu", ("city_admin", "u")), file_ticket=ticket)
    assert refused.value.reason == "BAD_FILE_TICKET"
