"""Importing the catalogue: every row judged, good ones written, a repeated file changes nothing."""

import pytest

from ce_files.rows import MissingColumn, UnreadableFile
from ce_files.tickets import BadFileTicket

GOOD = [
    ["ZB-01", 2026, "公需科目", "必修", "新时代中国特色社会主义思想", 20, "否", "否"],
    ["ZB-02", "2026", "公需", "选修", "应急管理", 10, "", ""],
    ["ZB-03", 2026, "专业科目", "", "䶮氏算法与𠮷字处理", "7.5", "是", "否"],
]


def imported(learning, hu, *rows, dry_run=False, header=None):
    ticket = learning.upload(*rows, header=header)
    return learning.call("import_catalogue", hu, file_ticket=ticket, dry_run=dry_run)


def problems(answer, number=0):
    return [(problem["column"], problem["code"]) for problem in answer["rows"][number]["problems"]]


def listed(learning, **query):
    return learning.call("list_courses", "lin", year=2026, **query)["courses"]


def test_good_rows_become_courses_with_all_their_terms(learning, hu):
    answer = imported(learning, hu, *GOOD)
    assert answer["counts"] == {"NEW": 3}
    assert answer["rows"][2]["subject"] == "2026 ZB-03 䶮氏算法与𠮷字处理"
    first, second, third = listed(learning)
    assert first == {
        "course_id": first["course_id"],
        "code": "ZB-01",
        "year": 2026,
        "category": "COURSE_CATEGORY_PUBLIC",
        "part": "COURSE_PART_REQUIRED",
        "title": "新时代中国特色社会主义思想",
        "hours": "20",
        "priced": False,
        "needs_points": False,
    }
    assert second["part"] == "COURSE_PART_ELECTIVE"
    assert (third["hours"], third["priced"], third["part"]) == ("7.5", True, None)


def test_the_class_for_people_with_points(learning, hu):
    imported(learning, hu, ["WH-25", 2026, "公需科目", "", "公需科目（25 学时班）", 25, "否", "是"])
    assert listed(learning)[0]["needs_points"] is True


def test_a_dry_run_reports_the_same_and_writes_nothing(learning, hu):
    answer = imported(learning, hu, *GOOD, dry_run=True)
    assert (answer["counts"], answer["import_id"]) == ({"NEW": 3}, "")
    assert listed(learning) == []
    assert learning.units.audits() == []


def test_a_repeated_file_changes_nothing(learning, hu):
    imported(learning, hu, *GOOD)
    before = learning.units.rows("course")
    learning.clock.advance(days=1)
    assert imported(learning, hu, *GOOD)["counts"] == {"UNCHANGED": 3}
    assert learning.units.rows("course") == before


def test_good_rows_are_not_blocked_by_bad_ones(learning, hu):
    answer = imported(learning, hu, GOOD[0], ["ZB-09", 2026, "公需科目", "", "缺学时", "", "否", "否"])
    assert answer["counts"] == {"NEW": 1, "REJECTED": 1}
    assert [course["code"] for course in listed(learning)] == ["ZB-01"]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (0, "", "MISSING"),
        (0, "X" * 41, "TOO_LONG"),
        (1, "今年", "BAD_YEAR"),
        (1, 2009, "BAD_YEAR"),
        (1, 2028, "BAD_YEAR"),
        (2, "党课", "BAD_CATEGORY"),
        (3, "任修", "BAD_PART"),
        (4, None, "MISSING"),
        (4, "长" * 201, "TOO_LONG"),
        (5, "二十", "BAD_HOURS"),
        (5, 0, "BAD_HOURS"),
        (5, -5, "BAD_HOURS"),
        (5, "7.55", "BAD_HOURS"),
        (5, 1000.1, "BAD_HOURS"),
        (5, "NaN", "BAD_HOURS"),
        (5, "=4*5", "FORMULA_CELL"),
        (6, "也许", "BAD_FLAG"),
        (6, "是", "PUBLIC_IS_FREE"),
        (7, "2000", "BAD_FLAG"),
    ],
)
def test_each_bad_cell_is_named_with_what_is_wrong(learning, hu, column, value, code):
    row = list(GOOD[0])
    row[column] = value
    answer = imported(learning, hu, row)
    assert [found for _, found in problems(answer)] == [code]
    assert answer["counts"] == {"REJECTED": 1}


@pytest.mark.parametrize(("year", "status"), [(2010, "NEW"), (2027, "NEW"), ("2026年度", "NEW")])
def test_years_from_2010_to_the_next(learning, hu, year, status):
    assert imported(learning, hu, ["A", year, "公需科目", "", "课", 1, "", ""])["counts"] == {status: 1}


def test_points_are_for_public_classes_only(learning, hu):
    answer = imported(learning, hu, ["A", 2026, "专业科目", "", "课", 1, "否", "是"])
    assert problems(answer) == [("需学习强国", "POINTS_ARE_PUBLIC")]


def test_the_second_of_two_equal_codes_is_refused_but_years_are_apart(learning, hu):
    again = [*GOOD[0][:4], "另一名称", *GOOD[0][5:]]
    other_year = [GOOD[0][0], 2025, *GOOD[0][2:]]
    answer = imported(learning, hu, GOOD[0], again, other_year)
    assert [row["status"] for row in answer["rows"]] == ["NEW", "REJECTED", "NEW"]
    assert problems(answer, 1) == [("编号", "DUPLICATE_IN_FILE")]


def test_a_course_that_nobody_has_taken_may_change(learning, hu):
    imported(learning, hu, *GOOD)
    changed = [*GOOD[0][:5], 22, "否", "否"]
    assert imported(learning, hu, changed)["counts"] == {"UPDATED": 1}
    assert listed(learning)[0]["hours"] == "22"


def test_a_course_that_people_study_cannot_change_but_may_be_listed_again(learning, hu):
    imported(learning, hu, *GOOD)
    learning.call("enrol", course_id=listed(learning)[0]["course_id"])
    answer = imported(learning, hu, [*GOOD[0][:5], 22, "否", "否"], GOOD[1])
    assert [row["status"] for row in answer["rows"]] == ["REJECTED", "UNCHANGED"]
    assert problems(answer) == [("编号", "STUDIED_ALREADY")]
    assert listed(learning)[0]["hours"] == "20"


def test_columns_may_stand_in_any_order_and_unknown_ones_are_named(learning, hu):
    header = ["课程名称", "备注", "学时", "年度", "编号", "科目类别"]
    answer = imported(learning, hu, ["应急管理", "x", 10, 2026, "A", "公需科目"], header=header)
    assert (answer["counts"], answer["unknown_columns"]) == ({"NEW": 1}, ["备注"])


def test_a_file_without_a_needed_column_or_of_another_kind_is_refused_whole(learning, hu):
    with pytest.raises(MissingColumn):
        imported(learning, hu, ["A", 2026], header=["编号", "年度"])
    ticket = learning.sheets.upload(b"not a spreadsheet", "hu")
    with pytest.raises(UnreadableFile):
        learning.call("import_catalogue", hu, file_ticket=ticket)


def test_somebody_elses_file_is_refused(learning, hu):
    with pytest.raises(BadFileTicket):
        learning.call("import_catalogue", hu, file_ticket=learning.upload(*GOOD, owner="somebody"))


def test_who_imported_what_is_on_record(learning, hu):
    answer = imported(learning, hu, *GOOD)
    (audit,) = learning.units.audits("catalogue.imported")
    assert (audit["actor_id"], audit["subject"]) == ("hu", answer["import_id"])
    (kept,) = learning.units.rows("catalogue_import")
    assert (kept["counts"], len(kept["rows"])) == ({"NEW": 3}, 3)
