"""Files: stored by the gateway itself, named by tickets."""

import asyncio
import contextlib
import mimetypes
import re
from collections.abc import AsyncIterator
from typing import Any

import puremagic

from ce.files.v1 import file_service_pb2, file_service_pb2_grpc
from ce_files.storage import FileTooLarge, ObjectStore
from ce_files.tickets import FileTicket
from ce_kit.call import current_call, signed_in
from ce_kit.errors import DomainError, Kind

LIMIT = 20 * 1024 * 1024
PIECE = 256 * 1024
AT_ONCE = 8
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TAKEN = {"application/pdf": "PDF", "image/png": "PNG", "image/jpeg": "JPEG", XLSX: "XLSX"}
ITEM_LISTS = {"application/zip": "QTI 试题包", "application/xml": "Moodle XML", "text/plain": "GIFT 文本"}
"""What item banks are exchanged in; taken from administrators, who are the only ones to import them."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class FileTypeRefused(DomainError):
    """Files of this type are not taken."""

    kind, reason = Kind.INVALID_ARGUMENT, "FILE_TYPE_REFUSED"


class EmptyFile(DomainError):
    """The file has no content."""

    kind, reason = Kind.INVALID_ARGUMENT, "EMPTY_FILE"


def media_type_of(content: bytes, *, item_lists: bool = False) -> str:
    """Return the media type found in the content, whatever the file's name says.

    Raises:
        FileTypeRefused: it is none of those taken; `item_lists` takes those of item banks, too.
    """
    if content.startswith(b"PK\x03\x04") and b"xl/" in content[:4096] + content[-65_536:]:
        return XLSX
    try:
        found = puremagic.from_string(content[:4096], mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if found not in TAKEN or found == XLSX:
        if item_lists and (found := _item_list_type(content)):
            return found
        shown = mimetypes.guess_extension(found) or found or "无法识别"
        taken = TAKEN | (ITEM_LISTS if item_lists else {})
        raise FileTypeRefused(f"不接受此类文件（{shown}），请上传 {'、'.join(taken.values())}")
    return found


def _item_list_type(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return "application/zip" if b"imsmanifest.xml" in content[-65_536:] else ""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:5] in (b"<?xml", b"<quiz"):
        return "application/xml"
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            return "" if CONTROL.search(content.decode(encoding)) else "text/plain"
    return ""


class FileServicer(file_service_pb2_grpc.FileServiceServicer):
    """Stores and returns files of signed-in people."""

    register = staticmethod(file_service_pb2_grpc.add_FileServiceServicer_to_server)
    descriptor = file_service_pb2.DESCRIPTOR.services_by_name["FileService"]

    def __init__(self, store: ObjectStore, secret: bytes) -> None:
        self.store, self.secret = store, secret
        self.slots = asyncio.Semaphore(AT_ONCE)

    async def UploadFile(self, requests: AsyncIterator[Any], context: Any) -> Any:
        """Take a file; see the proto."""
        actor = _actor()
        async with self.slots:
            name, content = "", bytearray()
            async for request in requests:
                name = name or request.name
                content += request.content
                if len(content) > LIMIT:
                    raise FileTooLarge(
                        f"文件超过 {LIMIT // 1024 // 1024} MB 上限，请压缩或拆分后再上传", limit_bytes=LIMIT
                    )
            if not content:
                raise EmptyFile("文件是空的，请重新选择")
            is_hrss = actor.has("hrss_admin")
            media_type = await asyncio.to_thread(media_type_of, bytes(content), item_lists=is_hrss)
            sha256, size = await asyncio.to_thread(self.store.put, [bytes(content)], LIMIT)
        ticket = FileTicket(sha256, size, media_type, name[-100:], actor.id)
        return file_service_pb2.UploadFileResponse(
            file_ticket=ticket.encode(self.secret), sha256=sha256, size=size, media_type=media_type
        )

    async def DownloadFile(self, request: Any, context: Any) -> AsyncIterator[Any]:
        """Return a file; see the proto."""
        ticket = FileTicket.decode(request.file_ticket, self.secret, _actor().id)
        content = await asyncio.to_thread(self.store.get, ticket.sha256)
        for start in range(0, len(content), PIECE):
            yield file_service_pb2.DownloadFileResponse(content=content[start : start + PIECE])


def _actor() -> Any:
    call = current_call.get()
    if call is None:
        raise RuntimeError("a call did not come through the door")
    signed_in(call.actor)
    return call.actor
