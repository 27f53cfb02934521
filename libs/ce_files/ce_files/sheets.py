"""Spreadsheets that people fill in: read in a worker process, every cell judged, nothing guessed.

`read_sheet` runs under `ce_nameko.processes`; it takes {"content": base64} and returns plain JSON. A number-formatted
cell keeps its kind, because a long number in such a cell has lost its last digits already; a formula is
never computed.
"""

import base64
import io
import zipfile
from decimal import Decimal
from typing import Any

MAX_ROWS, MAX_COLUMNS, MAX_UNPACKED = 20_000, 60, 200 * 1024 * 1024


def read_sheet(request: dict[str, Any]) -> dict[str, Any]:
    """Read the first sheet of an XLSX file.

    Returns:
        {"header": [text], "rows": [{"number": n, "cells": [{"text", "kind"}]}], "problem": ""}; `kind` is
        text, number, date, formula, boolean, error or empty; `problem` is why the file cannot be read.
        Rows without any content below a heading are left out; `number` is the row's number in the file.
        The header is the first row with two headings or more: a title above it is passed over.
    """
    from openpyxl import load_workbook

    content = io.BytesIO(base64.b64decode(request["content"]))
    try:
        with zipfile.ZipFile(content) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MAX_UNPACKED:
            return _unreadable(f"文件解压后为 {unpacked >> 20} MB，超过 {MAX_UNPACKED >> 20} MB 上限")
        book = load_workbook(content, read_only=True, data_only=False)
        sheet: Any = book.worksheets[0]
        header: list[str] = []
        lines: list[dict[str, Any]] = []
        for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
            if number > MAX_ROWS + 1:
                return _unreadable(f"超过 {MAX_ROWS} 行上限，请拆分为多个文件")
            cells = [
                _cell(cell) for cell in row[: len(header) if len(header) > 1 else None]
            ]  # openpyxl pads every row to max_col
            if all(cell["kind"] == "empty" for cell in cells):
                continue
            if not header or (len(header) == 1 and sum(cell["kind"] != "empty" for cell in cells) > 1):
                header, lines = _header(cells), []
            else:
                lines.append({"number": number, "cells": cells[: len(header)]})
        book.close()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:  # XML errors are SyntaxErrors
        return _unreadable(f"不是可读的 XLSX 文件（{type(error).__name__}）；请用模板另存为 .xlsx 后重新上传")
    if not header:
        return _unreadable("文件是空的")
    return {"header": header, "rows": lines, "problem": ""}


def _unreadable(problem: str) -> dict[str, Any]:
    return {"header": [], "rows": [], "problem": problem}


def _header(cells: list[dict[str, str]]) -> list[str]:
    header = [cell["text"] for cell in cells]
    while not header[-1]:
        header.pop()
    return header


def _cell(cell: Any) -> dict[str, str]:
    kinds = {"n": "number", "d": "date", "f": "formula", "b": "boolean", "e": "error"}
    if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
        return {"text": "", "kind": "empty"}
    if cell.data_type == "d":
        return {
            "text": cell.value.date().isoformat() if hasattr(cell.value, "date") else str(cell.value),
            "kind": "date",
        }
    if cell.data_type == "n" and "%" in str(cell.number_format):
        return {"text": _percent(cell.value), "kind": "number"}
    return {"text": str(cell.value).strip(), "kind": kinds.get(cell.data_type, "text")}


def _percent(value: float) -> str:
    """Write a number as the percentage that people see in the cell: 0.2 → 20%."""
    return f"{(Decimal(str(value)) * 100).normalize():f}%"
