"""Item lists as files: written in a process of their own, kept for the person who asked."""

import base64
from collections.abc import Sequence
from dataclasses import asdict

from ce_exam.adapters.formats.write import MEDIA_TYPES, SUFFIXES
from ce_exam.application.bank_ports import StoredFile
from ce_exam.domain.item import Item
from ce_exam.domain.item_list import ListFormat
from ce_files.storage import FolderStore, ObjectStore
from ce_files.tickets import FileTicket
from ce_kit.settings import Settings
from ce_nameko.processes import ProcessPool

LIMIT = 64 * 1024 * 1024


class ItemFiles:
    """Writes item lists; see `application.bank_ports.ItemFiles`."""

    def __init__(self, store: ObjectStore, secret: bytes) -> None:
        self.store, self.secret = store, secret
        self.pool = ProcessPool("ce_exam.adapters.formats.write:write_items")

    @classmethod
    def of(cls, settings: Settings) -> "ItemFiles":
        """Return the writer for a platform's files; for `Shared`."""
        return cls(FolderStore(settings.files), settings.bus_secret)

    def write(self, items: Sequence[Item], form: ListFormat, name: str, owner_id: str) -> StoredFile:
        content = self.pool.run({"format": form.value, "items": [asdict(item) for item in items]})
        sha256, size = self.store.put([base64.b64decode(content)], LIMIT)
        full_name = f"{name}{SUFFIXES[form]}"
        ticket = FileTicket(sha256, size, MEDIA_TYPES[form], full_name, owner_id)
        return StoredFile(ticket.encode(self.secret), full_name)

    def close(self) -> None:
        """End the writing process."""
        self.pool.close()
