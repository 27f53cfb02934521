"""Spreadsheets: every cell judged, nothing guessed, nothing that overruns the reader."""

import base64
import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from ce_files import sheets
from ce_files.sheets import read_sheet
from ce_files.testing import xlsx


def read(content):
    return read_sheet({"content": base64.b64encode(content).decode()})


def kinds(*values):
    found = read(xlsx([f"列{number}" for number, _ in enumerate(values)], [values]))
    assert found["problem"] == ""
    return [(cell["kind"], cell["text"]) for cell in found["rows"][0]["cells"]]


def test_cells_keep_their_kind():
    days = date(2026, 3, 2), datetime(2026, 3, 2, 8, 30)
    assert kinds("370303199001011234", "=A1&B1", True, *days, " 张三 ", 7) == [
        ("text", "370303199001011234"),
        ("formula", "=A1&B1"),
        ("boolean", "True"),
        ("date", "2026-03-02"),
        ("date", "2026-03-02"),
        ("text", "张三"),
        ("number", "7"),
    ]


def test_id_number_in_a_number_cell_is_known_as_such():
    ((kind, text),) = kinds(370303199001011234)
    assert kind == "number"
    assert text != "370303199001011234"  # its last digits are gone, that is why


def test_error_cell_and_blank_cell():
    assert kinds("#DIV/0!", "  ", "x")[:2] == [("error", "#DIV/0!"), ("empty", "")]


def test_rows_keep_their_number_and_blank_rows_are_left_out():
    found = read(xlsx(["姓名", "身份证号"], [["甲", "1"], [None, None], ["乙", "2"]]))
    assert found["header"] == ["姓名", "身份证号"]
    assert [row["number"] for row in found["rows"]] == [2, 4]


def zipped(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a zip at all",
        "姓名,身份证号\n".encode("gbk"),  # a CSV with another name
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),  # an old .xls
        zipped(a="b"),
        zipped(**{"[Content_Types].xml": "<broken", "xl/workbook.xml": "<"}),
        xlsx(["姓名"], [["甲"]])[:-100],  # cut off while uploading
    ],
    ids=["empty", "text", "csv", "xls", "other zip", "broken xml", "cut off"],
)
def test_file_that_is_no_sheet_is_told_so(content):
    found = read(content)
    assert "不是可读的 XLSX 文件" in found["problem"]
    assert (found["header"], found["rows"]) == ([], [])


def test_sheet_without_anything():
    content = io.BytesIO()
    Workbook().save(content)
    assert read(content.getvalue())["problem"] == "文件是空的"


def test_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 5 * 1024 * 1024)
    content = zipped(**{"xl/worksheets/sheet1.xml": bytes(6 * 1024 * 1024)})
    assert len(content) < 10_000
    assert "超过 5 MB 上限" in read(content)["problem"]


def test_zip_that_lies_about_its_size_is_refused(monkeypatch):
    """The directory says 100 bytes, the content goes on for 20 MB."""
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 5 * 1024 * 1024)
    whole = xlsx(["姓名"], [["甲"]])
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in source.namelist():
            padding = b" " * 20 * 1024 * 1024 if name.endswith("sheet1.xml") else b""
            data = source.read(name)
            bomb.writestr(name, data.replace(b"<sheetData>", b"<sheetData>" + padding, 1))
    size = (20 * 1024 * 1024 + len(zipfile.ZipFile(io.BytesIO(whole)).read("xl/worksheets/sheet1.xml"))).to_bytes(
        4, "little"
    )
    lied = content.getvalue().replace(size, (100).to_bytes(4, "little"))
    assert lied != content.getvalue()
    assert read(lied)["problem"] != ""


def test_too_many_rows(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 10)
    assert read(xlsx(["姓名"], [["甲"]] * 10))["problem"] == ""
    assert "超过 10 行上限" in read(xlsx(["姓名"], [["甲"]] * 11))["problem"]


def test_very_wide_and_deep_sheets_are_read_in_bounds():
    found = read(xlsx([f"列{number}" for number in range(200)], [["x"] * 200]))
    assert len(found["header"]) == sheets.MAX_COLUMNS
    assert len(found["rows"][0]["cells"]) == sheets.MAX_COLUMNS
