"""Methods of ItemBankService."""

from typing import Any

from ce_exam.adapters.item_files import ItemFiles
from ce_exam.adapters.likeness import PooledLikeness
from ce_exam.adapters.statistics import PooledStatistics
from ce_exam.application import item_statistics
from ce_exam.application.export_items import export_items
from ce_exam.application.import_items import import_items
from ce_exam.application.list_items import list_items
from ce_exam.application.retire_items import retire_items
from ce_exam.entrypoints import item_bank_schemas as schemas
from ce_exam.entrypoints.room import Room
from ce_files.uploads import UploadedSheets
from ce_nameko.api import Shared, any_role, rpc

HRSS = any_role("city_admin")
READER = "ce_exam.adapters.formats.read:read_items"


class ItemBank(Room):
    """The item bank (题库)."""

    item_lists = Shared(lambda settings: UploadedSheets.of(settings, READER))
    item_files = Shared(ItemFiles.of)
    likeness = Shared(lambda _: PooledLikeness())
    statistics = Shared(lambda settings: PooledStatistics(settings.database_url))

    @rpc(allow=HRSS, once=True)
    def import_items(self, payload: dict[str, Any]) -> Any:
        request = schemas.ImportItemsRequest(exclude=["request_id"]).load(payload)
        answer = import_items(self.uow, self.item_lists, self.likeness, self.actor, **request)
        return schemas.ImportItemsResponse().dump(answer)

    @rpc(allow=HRSS, once=True)
    def export_items(self, payload: dict[str, Any]) -> Any:
        request = schemas.ExportItemsRequest(exclude=["request_id"]).load(payload)
        return schemas.ExportItemsResponse().dump(export_items(self.uow, self.item_files, self.actor, **request))

    @rpc(allow=HRSS)
    def list_items(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListItemsRequest().load(payload)
        return schemas.ListItemsResponse().dump(list_items(self.uow, **request))

    @rpc(allow=HRSS, once=True)
    def retire_items(self, payload: dict[str, Any]) -> Any:
        request = schemas.RetireItemsRequest(exclude=["request_id"]).load(payload)
        return schemas.RetireItemsResponse().dump(retire_items(self.uow, self.actor, now=self.now, **request))

    @rpc(allow=HRSS, once=True)
    def compute_item_statistics(self, payload: dict[str, Any]) -> Any:
        request = schemas.ComputeItemStatisticsRequest(exclude=["request_id"]).load(payload)
        answer = item_statistics.compute(self.uow, self.statistics, now=self.now, **request)
        return schemas.ComputeItemStatisticsResponse().dump(answer)

    @rpc(allow=HRSS)
    def list_item_statistics(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListItemStatisticsRequest().load(payload)
        return schemas.ListItemStatisticsResponse().dump(item_statistics.show(self.uow, **request))
