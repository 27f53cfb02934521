"""Exam: item bank, exams, attempts and marks; answer sheets are taken in here, by the gateway itself."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from google.protobuf.timestamp_pb2 import Timestamp

from ce.exam.v1 import exam_service_pb2 as pb
from ce.exam.v1 import exam_service_pb2_grpc
from ce_client.rpc import RpcClient
from ce_gateway.intake.capability import EPOCH, Capability
from ce_gateway.intake.part import IntakePart
from ce_gateway.intake.sheet import Received, Sheet, SheetKind, canonical, sha256_of
from ce_gateway.translate import Translated
from ce_kit.call import Call, current_call, signed_in
from ce_kit.errors import DomainError, Kind, ServiceFault

PLAIN_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LARGEST_SHEET = 16 * 1024
MOST_SEQUENCE = 1_000_000
LONGEST_CAPABILITY = 1000
KINDS = {SheetKind.SAVE: pb.SHEET_KIND_SAVE, SheetKind.SUBMIT: pb.SHEET_KIND_SUBMIT}


Order = tuple[int, datetime, str]


class SheetTooLarge(DomainError):
    """The message is larger than any sheet can be."""

    kind, reason = Kind.INVALID_ARGUMENT, "SHEET_TOO_LARGE"


class ExamServicer(Translated, exam_service_pb2_grpc.ExamServiceServicer):
    """Leads to the exam service; takes sheets in without asking it."""

    service = "exam"
    descriptor = pb.DESCRIPTOR.services_by_name["ExamService"]
    register = staticmethod(exam_service_pb2_grpc.add_ExamServiceServicer_to_server)

    def __init__(self, rpc: RpcClient, intake: IntakePart, secret: bytes) -> None:
        super().__init__(rpc)
        self.intake, self.secret = intake, secret

    async def SaveAnswers(self, request: Any, context: Any) -> Any:
        """Take a sheet to be kept; see the proto."""
        return pb.SaveAnswersResponse(receipt=await self._take(request, SheetKind.SAVE))

    async def SubmitAttempt(self, request: Any, context: Any) -> Any:
        """Take a sheet to be graded; see the proto."""
        return pb.SubmitAttemptResponse(receipt=await self._take(request, SheetKind.SUBMIT))

    async def StartAttempt(self, request: Any, context: Any) -> Any:
        """Add what is on its way to what the service keeps; see the proto."""
        answer: Any = await self.ask("exam.start_attempt", request, pb.StartAttemptResponse)
        answer.unconfirmed.extend(await self._unsettled(answer))
        return answer

    async def GetAttempt(self, request: Any, context: Any) -> Any:
        """Add what is on its way to what the service keeps; see the proto."""
        answer: Any = await self.ask("exam.get_attempt", request, pb.GetAttemptResponse)
        call = current_call.get() or Call()
        if answer.attempt.person_id == call.actor.id:
            answer.unconfirmed.extend(await self._unsettled(answer))
        return answer

    async def _take(self, request: Any, kind: SheetKind) -> pb.Receipt:
        actor = (current_call.get() or Call()).actor
        signed_in(actor)
        sheet = read_sheet(request, kind, actor.id)
        capability = Capability.read(
            request.capability, self.secret, attempt_id=sheet.attempt_id, person_id=sheet.person_id
        )
        self.intake.check_room()
        received = await self.intake.desk.take(sheet, capability.deadline)
        self.intake.counted["taken"] += 1
        return self._receipt(received)

    async def _unsettled(self, answer: Any) -> list[pb.UnconfirmedSheet]:
        """Return what was taken in of an attempt and has no result in the service's answer, oldest first."""
        settled = {answer.handed_in.request_id, *(one.request_id for one in answer.set_aside)}
        kept = order_of(answer.saved)
        over = answer.HasField("handed_in")
        return [
            pb.UnconfirmedSheet(
                receipt=self._receipt(one.sheet),
                answers=[pb.Answer(number=number, chosen=letters) for number, letters in one.sheet.answers],
            )
            for one in await self.intake.desk.of_attempt(answer.attempt.attempt_id)
            if one.sheet.request_id not in settled
            and (one.sheet.kind is SheetKind.SUBMIT or not (over or order_of(one.sheet) <= kept))
        ]

    def _receipt(self, one: Received) -> pb.Receipt:
        since = one.received_at - EPOCH
        return pb.Receipt(
            attempt_id=one.attempt_id,
            request_id=one.request_id,
            kind=KINDS[one.kind],
            sequence=one.sequence,
            answers_sha256=one.answers_sha256,
            key_id=one.key_id,
            signed=one.signed,
            signature=one.signature,
            received_at=Timestamp(seconds=since.days * 86400 + since.seconds, nanos=since.microseconds * 1000),
        )


def order_of(saved: Any) -> Order:
    """Return by what a saved sheet is newer than another, as SaveAnswers says."""
    received_at = saved.received_at
    if isinstance(received_at, Timestamp):
        received_at = received_at.ToDatetime(tzinfo=UTC)
    return saved.sequence, received_at, saved.request_id


def read_sheet(request: Any, kind: SheetKind, person_id: str) -> Sheet:
    """Read a sheet from its message, bounded in every field.

    Raises:
        SheetTooLarge, BadAnswers: see there.
        ServiceFault: INVALID_FIELDS.
    """
    if request.ByteSize() > LARGEST_SHEET:
        raise SheetTooLarge(f"答卷 {request.ByteSize()} 字节，超过 {LARGEST_SHEET} 字节上限", limit_bytes=LARGEST_SHEET)
    wrong: dict[str, list[str]] = {}
    request_id, attempt_id, sequence = request.request_id, request.attempt_id, request.sequence
    if PLAIN_UUID.fullmatch(request_id) is None:
        try:
            request_id = str(UUID(request_id))
        except ValueError:
            wrong["request_id"] = ["须为 UUID；重试时沿用同一编号"]
    if not 1 <= len(attempt_id) <= 36:
        wrong["attempt_id"] = ["长度须为 1 至 36"]
    if not 1 <= len(request.capability) <= LONGEST_CAPABILITY:
        wrong["capability"] = [f"长度须为 1 至 {LONGEST_CAPABILITY}"]
    if not 1 <= sequence <= MOST_SEQUENCE:
        wrong["sequence"] = [f"须为 1 至 {MOST_SEQUENCE}"]
    if wrong:
        raise ServiceFault.of_fields(wrong)
    answers = canonical([(one.number, one.chosen) for one in request.answers])
    return Sheet(attempt_id, person_id, request_id, kind, sequence, answers, sha256_of(answers))
