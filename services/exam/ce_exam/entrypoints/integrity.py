"""Methods of IntegrityService."""

from typing import Any

from ce_exam.adapters.integrity import PooledLooks
from ce_exam.application import integrity
from ce_exam.entrypoints import integrity_schemas as schemas
from ce_exam.entrypoints.room import Room
from ce_nameko.api import Shared, any_role, rpc

HRSS = any_role("city_admin")


class Integrity(Room):
    """Integrity without surveillance (疑点)."""

    looks = Shared(lambda settings: PooledLooks(settings.database_url))

    @rpc(allow=HRSS, once=True)
    def look_for_flags(self, payload: dict[str, Any]) -> Any:
        request = schemas.LookForFlagsRequest(exclude=["request_id"]).load(payload)
        answer = integrity.look_for_flags(self.uow, self.looks, now=self.now, **request)
        return schemas.LookForFlagsResponse().dump(answer)

    @rpc(allow=HRSS)
    def list_flags(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListFlagsRequest().load(payload)
        return schemas.ListFlagsResponse().dump(integrity.list_flags(self.uow, **request))

    @rpc(allow=HRSS, once=True)
    def close_flag(self, payload: dict[str, Any]) -> Any:
        request = schemas.CloseFlagRequest(exclude=["request_id"]).load(payload)
        answer = integrity.close_flag(self.uow, self.actor, now=self.now, **request)
        return schemas.CloseFlagResponse().dump(answer)
