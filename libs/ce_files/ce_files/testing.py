"""Files for tests: a store in memory, spreadsheets as people's programs write them, read as services read them."""

import base64
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ce_files.sheets import read_sheet
from ce_files.storage import FileNotStored, FileTooLarge
from ce_files.tickets import BadFileTicket


class MemoryStore:
    """An object store in memory; passes the same contract tests as `FolderStore`."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, chunks: Iterable[bytes], limit: int) -> tuple[str, int]:
        content = b"".join(chunks)
        if len(content) > limit:
            raise FileTooLarge("文件超过上限", limit_bytes=limit)
        sha256 = hashlib.sha256(content).hexdigest()
        self.files[sha256] = content
        return sha256, len(content)

    def get(self, sha256: str) -> bytes:
        try:
            return self.files[sha256]
        except KeyError as error:
            raise FileNotStored("文件不存在或尚未上传完成", sha256=sha256) from error


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
    """Uploaded spreadsheets without tickets' signatures and worker processes; see `ce_files.rows.Sheets`."""

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
