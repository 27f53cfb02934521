"""Lists as spreadsheets: what a template finds in a file and says of its rows."""

import base64
import datetime as dt
import io
import zipfile

import pytest

from ce_files.rows import MissingColumn, Row, Template, UnreadableFile, refuse_duplicates
from ce_files.sheets import read_sheet
from ce_files.testing import xlsx

TEMPLATE = Template(required=("名称", "编号"), optional=("备注",), aliases={"单位名称": "名称"}, longest=30)


def lines_of(header, *rows):
    sheet = read_sheet({"content": base64.b64encode(xlsx(header, rows)).decode()})
    return TEMPLATE.read(sheet)


def codes(row):
    return [(problem.code, problem.column) for problem in row.problems]


def test_columns_are_found_by_name_in_any_order_with_stars_spaces_and_aliases():
    (line,), unknown = lines_of(["编 号＊", "电话", "单位名称*"], ["1", "0533", "演示医院"])
    assert (line.number, line.text("名称"), line.text("编号"), line.text("备注")) == (2, "演示医院", "1", "")
    assert unknown == ["电话"]


def test_remarks_in_headings_and_a_title_above_them_are_passed_over():
    (line,), unknown = lines_of(
        ["2026 年度单位名录"], ["名称（必填）", "编号(必填)", "备注（选填）"], ["演示医院", "1", "无"]
    )
    assert (line.number, line.text("名称"), line.text("编号"), line.text("备注")) == (3, "演示医院", "1", "无")
    assert unknown == []


def test_a_column_that_comes_twice_is_read_once_and_named():
    (line,), unknown = lines_of(["名称", "编号", "单位名称"], ["甲", "1", "乙"])
    assert line.text("名称") == "甲"
    assert unknown == ["单位名称"]


def test_a_missing_column_is_named_with_the_template():
    with pytest.raises(MissingColumn, match=r"表头缺少：编号；.*名称、编号、备注") as error:
        lines_of(["名称"], ["甲"])
    assert error.value.metadata == {"columns": "编号"}


def test_rows_keep_their_number_in_the_file_and_empty_ones_are_left_out():
    lines, _ = lines_of(["名称", "编号"], ["甲", "1"], [None, "  "], ["乙"])
    assert [(line.number, line.text("名称"), line.text("编号")) for line in lines] == [(2, "甲", "1"), (4, "乙", "")]


def test_formulas_errors_and_endless_texts_are_refused_and_read_as_empty():
    (line,), _ = lines_of(["名称", "编号", "备注"], ["=A1&B1", "#REF!", "字" * 31])
    assert codes(line) == [("FORMULA_CELL", "名称"), ("ERROR_CELL", "编号"), ("TOO_LONG", "备注")]
    assert [line.text(column) for column in ("名称", "编号", "备注")] == ["", "", ""]


def test_a_long_number_in_a_number_cell_is_refused_because_its_end_is_lost():
    (line,), _ = lines_of(["名称", "编号"], ["甲", 370303199001011234])
    assert line.long_number("编号") == ""
    assert codes(line) == [("NUMBER_CELL", "编号")]
    assert line.long_number("名称") == "甲"


def test_dates_are_read_as_days():
    (line,), _ = lines_of(["名称", "编号", "备注"], ["甲", "1", dt.datetime(2020, 3, 1, 8, 30)])
    assert line.text("备注") == "2020-03-01"


def test_percentages_are_read_as_people_see_them():
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["题干", "选项A", "选项B", "选项C"])
    sheet.append(["比例是多少？", 0.2, 1, 0.075])
    for cell, shape in zip(sheet[2][1:], ("0%", "0%", "0.0%"), strict=True):
        cell.number_format = shape
    file = io.BytesIO()
    book.save(file)
    (row,) = read_sheet({"content": base64.b64encode(file.getvalue()).decode()})["rows"]
    assert [cell["text"] for cell in row["cells"]] == ["比例是多少？", "20%", "100%", "7.5%"]


def test_what_stands_beside_the_headings_is_not_read():
    sheet = read_sheet({"content": base64.b64encode(xlsx(["名称", "编号", None], [["甲", "1", "旁注"]])).decode()})
    assert sheet["header"] == ["名称", "编号"]
    assert [len(row["cells"]) for row in sheet["rows"]] == [2]


def test_rare_characters_survive():
    (line,), _ = lines_of(["名称", "编号"], ["𠮷䶮", "1"])
    assert line.text("名称") == "𠮷䶮"


def test_a_column_tells_only_its_first_problem_and_the_whole_row_any():
    row = Row(3)
    row.refuse("FORMULA_CELL", "名称", "…")
    row.refuse("MISSING_NAME", "名称", "…")
    row.refuse("ONE", "", "…")
    row.refuse("TWO", "", "…")
    assert codes(row) == [("FORMULA_CELL", "名称"), ("ONE", ""), ("TWO", "")]


def test_a_warning_refuses_nothing_and_is_told_beside_the_problems():
    row = Row(7)
    assert "warnings" not in row.report("NEW", "甲")
    row.warn("LOOK", "名称", "请核对")
    assert row.problems == []
    assert row.report("NEW", "甲")["warnings"] == [{"code": "LOOK", "column": "名称", "message": "请核对"}]


def test_a_repeated_row_is_refused_and_names_the_first():
    rows = [Row(2), Row(3), Row(4), Row(5)]
    keys = {2: "a", 3: "", 4: "a", 5: ""}
    refuse_duplicates(rows, lambda row: keys[row.number], "编号")
    assert [len(row.problems) for row in rows] == [0, 0, 1, 0]
    assert rows[2].problems[0].message.startswith("与第 2 行编号重复")


def test_a_good_row_is_not_refused_for_an_earlier_one_that_was_refused_itself():
    rows = [Row(2), Row(3), Row(4), Row(5)]
    rows[0].refuse("MISSING_NAME", "名称", "…")
    rows[3].refuse("MISSING_NAME", "名称", "…")
    refuse_duplicates(rows, lambda row: "a", "编号")
    assert [codes(row) for row in rows] == [
        [("MISSING_NAME", "名称")],
        [],
        [("DUPLICATE_IN_FILE", "编号")],
        [("MISSING_NAME", "名称"), ("DUPLICATE_IN_FILE", "编号")],
    ]
    assert rows[2].problems[0].message.startswith("与第 3 行编号重复")


def archive(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for name, text in members.items():
            target.writestr(name.replace("__", "/") + ".xml", text)
    return file.getvalue()


def damaged():
    """An XLSX whose sheet is cut in the middle."""
    good, file = xlsx(["名称", "编号"], [["甲", "1"]]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 no archive", archive(xl__workbook="<not"), damaged(), b"%PDF-1.7", b""],
    ids=["broken archive", "foreign archive", "cut sheet", "pdf", "empty"],
)
def test_what_is_no_spreadsheet_is_refused_with_advice(content):
    sheet = read_sheet({"content": base64.b64encode(content).decode()})
    with pytest.raises(UnreadableFile, match="xlsx"):
        TEMPLATE.read(sheet)


def test_an_empty_sheet_is_refused():
    with pytest.raises(UnreadableFile, match="空"):
        lines_of([])
