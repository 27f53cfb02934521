"""Spreadsheets as we write them: every cell a text, so that no text becomes a formula."""

import io
from collections.abc import Iterable, Sequence


def write_sheet(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return an XLSX file with one sheet."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    for row in (header, *rows):
        cells = [WriteOnlyCell(sheet, text) for text in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
