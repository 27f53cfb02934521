"""Uploaded spreadsheets and other lists: checked by their ticket, read in a process of their own."""

import base64
from typing import Any

from ce_files.storage import FolderStore, ObjectStore
from ce_files.tickets import FileTicket
from ce_kit.settings import Settings
from ce_nameko.processes import ProcessPool


class UploadedSheets:
    """Reads the spreadsheet behind a file ticket; see `ce_files.rows.Sheets`.

    `reader` is a `module:function` for other kinds of lists; it takes {"content": base64} as `read_sheet` does.
    """

    def __init__(self, store: ObjectStore, secret: bytes, reader: str = "ce_files.sheets:read_sheet") -> None:
        self.store, self.secret = store, secret
        self.pool = ProcessPool(reader)

    @classmethod
    def of(cls, settings: Settings, reader: str = "ce_files.sheets:read_sheet") -> "UploadedSheets":
        """Return the reader for a platform's files; for `Shared`."""
        return cls(FolderStore(settings.files), settings.bus_secret, reader)

    def read(self, file_ticket: str, owner_id: str) -> tuple[str, dict[str, Any]]:
        ticket = FileTicket.decode(file_ticket, self.secret, owner_id)
        content = self.store.get(ticket.sha256)
        return ticket.sha256, self.pool.run({"content": base64.b64encode(content).decode()})

    def close(self) -> None:
        """End the reading process."""
        self.pool.close()
