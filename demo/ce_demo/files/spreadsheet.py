"""XLSX files that are the same bytes on every run."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

Cell = str | int | float | date | None

_MOMENT, _WRITTEN = (2019, 1, 1, 0, 0, 0), b"2019-01-01T00:00:00Z"
_SAVED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_sheet(path: Path, title: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a sheet of one table: columns as (heading, width); a str becomes a text cell, an int a number cell."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append([heading for heading, _ in columns])
    for row in rows:
        sheet.append(list(row))
    for column, (_, width) in zip(sheet.columns, columns, strict=True):
        sheet.column_dimensions[column[0].column_letter].width = width
        for cell in column:
            if isinstance(cell.value, str):
                cell.number_format = "@"
            elif isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
    sheet.freeze_panes = "A2"
    saved = io.BytesIO()
    book.save(saved)
    path.write_bytes(_without_time(saved.getvalue()))


def _without_time(content: bytes) -> bytes:
    """Set every time in the file to one moment; store it unpacked, since compressors differ between machines."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            text = _SAVED.sub(rb"\g<1>" + _WRITTEN, old.read(name)) if name == "docProps/core.xml" else old.read(name)
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.external_attr = 0o644 << 16
            new.writestr(entry, text)
    return fixed.getvalue()
