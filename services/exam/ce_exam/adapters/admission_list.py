"""Admission lists as XLSX and PDF: written in a process of their own, kept for the person who asked.

PDF is set in the fonts that certificates are set in, so that a rare name is printed as it is written.
"""

import base64
import html
from collections.abc import Mapping, Sequence
from typing import Any

from ce_exam.adapters.formats.sheet import write_sheet
from ce_exam.application.bank_ports import StoredFile
from ce_exam.application.offline_ports import ListForm
from ce_exam.domain.errors import UnprintableCharacter
from ce_files.storage import FolderStore, ObjectStore
from ce_files.tickets import FileTicket
from ce_kit.settings import Settings
from ce_nameko.processes import ProcessPool

LIMIT = 20 * 1024 * 1024
MEDIA_TYPES = {
    ListForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ListForm.PDF: "application/pdf",
}
STYLE = """
@page { size: A4; margin: 18mm 15mm; @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页" } }
body, @bottom-center { font-size: 10pt }
h1 { font-size: 16pt; text-align: center; font-weight: normal }
p { margin: 1mm 0 }
table { border-collapse: collapse; width: 100%; margin-top: 4mm }
th, td { border: 0.3pt solid #444; padding: 1.6mm 2mm; text-align: left; font-weight: normal }
thead { display: table-header-group }
tr { break-inside: avoid }
"""


def write_list(request: dict[str, Any]) -> dict[str, Any]:
    """Write {"format", "title", "about", "columns", "rows"}; under `ce_nameko.processes`.

    Returns:
        {"content": base64, "missing": characters that no font holds}
    """
    if request["format"] == "xlsx":
        content = write_sheet("准考名单", request["columns"], request["rows"])
        return {"content": base64.b64encode(content).decode(), "missing": []}
    content, missing = _pdf(request)
    return {"content": base64.b64encode(content).decode(), "missing": missing}


def _pdf(request: Mapping[str, Any]) -> tuple[bytes, list[str]]:
    from ce_print.page import set_page

    rows = "".join(_row("td", row) for row in request["rows"])
    about = "".join(f"<p>{html.escape(line)}</p>" for line in request["about"])
    body = (
        f"<h1>{html.escape(request['title'])}</h1>{about}"
        f"<table><thead>{_row('th', request['columns'])}</thead><tbody>{rows}</tbody></table>"
    )
    return set_page(body, STYLE)


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"


class PooledAdmissionLists:
    """See `application.offline_ports.AdmissionLists`."""

    def __init__(self, store: ObjectStore, secret: bytes) -> None:
        self.store, self.secret = store, secret
        self.pool = ProcessPool("ce_exam.adapters.admission_list:write_list")

    @classmethod
    def of(cls, settings: Settings) -> "PooledAdmissionLists":
        """Return the writer for a platform's files; for `Shared`."""
        return cls(FolderStore(settings.files), settings.bus_secret)

    def write(self, content: Mapping[str, Any], form: ListForm, name: str, owner_id: str) -> StoredFile:
        written = self.pool.run({"format": form.value, **content})
        if written["missing"]:
            raise unprintable(written["missing"])
        sha256, size = self.store.put([base64.b64decode(written["content"])], LIMIT)
        full_name = f"{name}.{form.value}"
        ticket = FileTicket(sha256, size, MEDIA_TYPES[form], full_name, owner_id)
        return StoredFile(ticket.encode(self.secret), full_name)

    def close(self) -> None:
        """End the writing process."""
        self.pool.close()


def unprintable(missing: Sequence[str]) -> UnprintableCharacter:
    """Return the refusal for characters that stand in no font."""
    named = "、".join(f"{one}（U+{ord(one):04X}）" for one in missing[:10])
    return UnprintableCharacter(f"字库中没有 {named}，无法打印；请改用 XLSX 名单", characters=named)
