"""Write items in one of the four formats; runs under `ce_nameko.processes`."""

import base64
from collections.abc import Sequence
from typing import Any

from ce_exam.adapters.formats.gift import write_gift
from ce_exam.adapters.formats.moodle import write_moodle
from ce_exam.adapters.formats.qti_write import write_qti
from ce_exam.adapters.formats.sheet import write_sheet
from ce_exam.adapters.formats.words import texts_of
from ce_exam.domain.item import Category, Difficulty, Item, ItemKind
from ce_exam.domain.item_list import COLUMNS

SUFFIXES = {"xlsx": ".xlsx", "moodle_xml": ".xml", "gift": ".txt", "qti": ".zip"}
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "moodle_xml": "application/xml",
    "gift": "text/plain",
    "qti": "application/zip",
}


def write_items(request: dict[str, Any]) -> str:
    """Write {"format", "items": [fields of Item]}; return the file as base64."""
    items = [_item(fields) for fields in request["items"]]
    writers = {
        "xlsx": _write_xlsx,
        "moodle_xml": write_moodle,
        "gift": lambda found: write_gift(found).encode(),
        "qti": write_qti,
    }
    return base64.b64encode(writers[request["format"]](items)).decode()


def _item(fields: dict[str, Any]) -> Item:
    typed = {
        "category": Category(fields["category"]),
        "kind": ItemKind(fields["kind"]),
        "difficulty": Difficulty(fields["difficulty"]),
        "options": tuple(fields["options"]),
    }
    return Item(**{**fields, **typed})


def _write_xlsx(items: Sequence[Item]) -> bytes:
    rows = (texts_of(item) for item in items)
    return write_sheet("题库", COLUMNS, ([texts.get(column, "") for column in COLUMNS] for texts in rows))
