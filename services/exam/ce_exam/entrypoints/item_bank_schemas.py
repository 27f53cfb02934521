"""Messages of ItemBankService; each equals its proto message (tests/contract)."""

from typing import Any

from marshmallow import post_load

from ce_exam.domain.item import Category, Difficulty, ItemKind
from ce_exam.domain.item_list import LONGEST_CODE, LONGEST_TOPIC, ListFormat
from ce_files.row_report import RowReport
from ce_kit import checks, fields
from ce_kit.wire import Instant, Message, PageRequest, RequestId, Text, WireEnum

_YEARS = checks.Range(min=2000, max=2100)


def _category(**kwargs: Any) -> WireEnum:
    return WireEnum(Category, "EXAM_CATEGORY", load_default=None, **kwargs)


class ItemMessage(Message):
    item_version_id = Text()
    year = fields.Integer()
    code = Text()
    version = fields.Integer()
    category = _category()
    kind = WireEnum(ItemKind, "ITEM_KIND")
    difficulty = WireEnum(Difficulty, "DIFFICULTY")
    topic = Text()
    stem = Text()
    options = fields.List(fields.String())
    answer = Text()
    retired = fields.Boolean()
    retired_reason = Text()


class ItemDefaultsMessage(Message):
    year = fields.Integer(load_default=0)
    category = _category()
    difficulty = WireEnum(Difficulty, "DIFFICULTY", load_default=None)
    topic = Text(LONGEST_TOPIC)


class ImportItemsRequest(Message):
    request_id = RequestId()
    file_ticket = Text(4000, required=True)
    dry_run = fields.Boolean(load_default=False)
    defaults = fields.Nested(ItemDefaultsMessage, load_default=None, allow_none=True)

    @post_load
    def _defaults(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**data, "defaults": data["defaults"] or ItemDefaultsMessage().load({})}


class ImportItemsResponse(Message):
    import_id = Text()
    dry_run = fields.Boolean()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    rows = fields.List(fields.Nested(RowReport))
    unknown_columns = fields.List(fields.String())
    format = WireEnum(ListFormat, "ITEM_LIST_FORMAT")
    items_compared = fields.Integer()


class ExportItemsRequest(Message):
    request_id = RequestId()
    format = WireEnum(ListFormat, "ITEM_LIST_FORMAT", required=True)
    year = fields.Integer(required=True, validate=_YEARS)
    category = _category()
    with_retired = fields.Boolean(load_default=False)


class ExportItemsResponse(Message):
    file_ticket = Text()
    name = Text()
    count = fields.Integer()


class ListItemsRequest(PageRequest):
    year = fields.Integer(required=True, validate=_YEARS)
    category = _category()
    topic = Text(LONGEST_TOPIC)


class ListItemsResponse(Message):
    items = fields.List(fields.Nested(ItemMessage))
    next_page_token = Text()


class RetireItemsRequest(Message):
    request_id = RequestId()
    year = fields.Integer(required=True, validate=_YEARS)
    codes = fields.List(Text(LONGEST_CODE, required=True), required=True, validate=checks.Count(min=1, max=500))
    reinstate = fields.Boolean(load_default=False)
    reason = Text(500, required=True)


class RetireItemsResponse(Message):
    changed = fields.Integer()


class ComputeItemStatisticsRequest(Message):
    request_id = RequestId()
    year = fields.Integer(required=True, validate=_YEARS)
    category = WireEnum(Category, "EXAM_CATEGORY", required=True)


class ComputeItemStatisticsResponse(Message):
    attempts = fields.Integer()
    items = fields.Integer()


class ItemStatisticMessage(Message):
    item = fields.Nested(ItemMessage)
    exposures = fields.Integer()
    graded = fields.Integer()
    blank = fields.Integer()
    difficulty = Text()
    discrimination = Text()
    chosen = fields.Dict(keys=fields.String(), values=fields.Integer())
    remarks = fields.List(fields.String())
    computed_at = Instant()


class ListItemStatisticsRequest(PageRequest):
    year = fields.Integer(required=True, validate=_YEARS)
    category = _category()


class ListItemStatisticsResponse(Message):
    statistics = fields.List(fields.Nested(ItemStatisticMessage))
    next_page_token = Text()
