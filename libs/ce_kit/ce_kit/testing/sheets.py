"""Spreadsheets for tests: written as people's programs write them, read as services read them."""

import base64
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ce_kit.sheets import read_sheet
from ce_kit.tickets import BadFileTicket


def xlsx(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return an XLSX file; a str becomes a text cell (a formula when it begins with =), an int a number cell."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class FakeSheets:
    """Uploaded spreadsheets without tickets' signatures and worker processes; see `ce_kit.rows.Sheets`."""

    def __init__(self, reader: Callable[[dict[str, Any]], dict[str, Any]] = read_sheet) -> None:
        self.reader = reader
        self.files: dict[str, tuple[str, bytes]] = {}

    def upload(self, content: bytes, owner_id: str) -> str:
        """Keep a file and return its ticket."""
        ticket = f"ticket-{len(self.files) + 1}"
        self.files[ticket] = (owner_id, content)
        return ticket

    def read(self, file_ticket: str, owner_id: str) -> tuple[str, dict[str, Any]]:
        owner, content = self.files.get(file_ticket, ("", b""))
        if owner != owner_id:
            raise BadFileTicket("文件凭据无效，请重新上传文件")
        return hashlib.sha256(content).hexdigest(), self.reader({"content": base64.b64encode(content).decode()})
