"""Sync ledger: each record's way to the province, for its owner (SyncService)."""

import asyncio
from typing import Any

from ce.federation.v1 import federation_service_pb2 as pb
from ce.federation.v1 import federation_service_pb2_grpc
from ce_gateway.federation.errors import NoProvince
from ce_gateway.federation.part import FederationPart
from ce_kit.call import ANONYMOUS, Actor, any_role, current_call, signed_in
from ce_kit.pages import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, after, cut


class SyncServicer(federation_service_pb2_grpc.SyncServiceServicer):
    """Reads the gateway's own sync ledger."""

    register = staticmethod(federation_service_pb2_grpc.add_SyncServiceServicer_to_server)
    descriptor = pb.DESCRIPTOR.services_by_name["SyncService"]

    def __init__(self, part: FederationPart) -> None:
        self.part = part

    async def ListSyncRecords(self, request: Any, context: Any) -> Any:
        """List a person's records; see the proto."""
        actor = _actor()
        signed_in(actor)
        person_id = request.person_id or actor.id
        if person_id != actor.id:
            any_role("city_admin")(actor)
        size = min(request.page_size or DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE)
        key = after(request.page_token)
        rows = await asyncio.to_thread(self.part.ledger.of_person, person_id, int(key[0]) if key else None, size + 1)
        page, token = cut(rows, size, lambda row: [row.position])
        city = self.part.settings.common.platform
        return pb.ListSyncRecordsResponse(records=[_record(row, city) for row in page], next_page_token=token)

    async def GetSyncSummary(self, request: Any, context: Any) -> Any:
        """Count records; see the proto."""
        any_role("city_admin")(_actor())
        counts, sent, acknowledged = await asyncio.to_thread(self.part.ledger.summary)
        return pb.GetSyncSummaryResponse(
            counts=[pb.SyncCount(kind=kind, state=f"SYNC_STATE_{state}", count=count) for kind, state, count in counts],
            last_sent_seq=sent,
            last_acknowledged_seq=acknowledged,
            connected=await asyncio.to_thread(self.part.is_linked),
        )

    async def CompareWithProvince(self, request: Any, context: Any) -> Any:
        """Compare with the province now; see the proto."""
        any_role("city_admin")(_actor())
        if self.part.link is None:
            raise NoProvince("本平台未配置上级省平台")
        compared, differed, again = await self.part.link.compare()
        return pb.CompareWithProvinceResponse(compared=compared, differed=differed, sent_again=again)


def _actor() -> Actor:
    call = current_call.get()
    return ANONYMOUS if call is None else call.actor


def _record(row: Any, city: str) -> Any:
    record = pb.SyncRecord(
        kind=row.kind,
        record_id=row.record_id,
        version=row.version,
        state=f"SYNC_STATE_{row.state}",
        reason=row.reason,
        title=row.title,
        city=city,
    )
    for name in ("collected_at", "sent_at", "received_at", "judged_at"):
        if (instant := getattr(row, name)) is not None:
            getattr(record, name).FromDatetime(instant)
    return record
