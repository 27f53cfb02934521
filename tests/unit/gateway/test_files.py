"""Files at the gateway: judged by content, named by tickets, returned to their owner only."""

import asyncio
import io
from types import SimpleNamespace

import pytest
from openpyxl import Workbook

from ce_files.storage import FileTooLarge, FolderStore
from ce_files.tickets import BadFileTicket, FileTicket
from ce_gateway.servicers.files import LIMIT, XLSX, FileServicer, FileTypeRefused, media_type_of
from ce_kit.call import Actor, Call, current_call
from ce_kit.errors import NotSignedIn

SECRET = b"bus secret of the test"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082"
)


def xlsx() -> bytes:
    book, target = Workbook(), io.BytesIO()
    book.active.append(["姓名", "身份证号"])
    book.save(target)
    return target.getvalue()


def upload(servicer, *pieces, name="证明.pdf", actor="p1"):
    async def story():
        current_call.set(Call(Actor(actor, "person")))

        async def requests():
            yield SimpleNamespace(name=name, content=b"")
            for piece in pieces:
                yield SimpleNamespace(name="", content=piece)

        return await servicer.UploadFile(requests(), None)

    return asyncio.run(story())


def download(servicer, ticket, actor="p1"):
    async def story():
        current_call.set(Call(Actor(actor, "person") if actor else Actor()))
        return b"".join(
            [piece.content async for piece in servicer.DownloadFile(SimpleNamespace(file_ticket=ticket), None)]
        )

    return asyncio.run(story())


@pytest.fixture
def servicer(tmp_path):
    async def make():
        return FileServicer(FolderStore(tmp_path), SECRET)

    return asyncio.run(make())


def test_what_was_uploaded_comes_back_to_its_owner(servicer):
    content = PDF + b"x" * 600_000
    answer = upload(servicer, content[:1000], content[1000:])
    assert (answer.size, answer.media_type) == (len(content), "application/pdf")
    assert download(servicer, answer.file_ticket) == content


def test_a_ticket_is_of_no_use_to_others_and_cannot_be_altered(servicer):
    ticket = upload(servicer, PDF).file_ticket
    with pytest.raises(BadFileTicket):
        download(servicer, ticket, actor="p2")
    with pytest.raises(BadFileTicket):
        download(servicer, ticket[:-1] + ("0" if ticket[-1] != "0" else "1"))
    with pytest.raises(NotSignedIn):
        download(servicer, ticket, actor="")
    forged = FileTicket("a" * 64, 1, "application/pdf", "x", "p1").encode(b"another secret")
    with pytest.raises(BadFileTicket):
        download(servicer, forged)


def test_the_same_content_gives_an_equal_ticket(servicer):
    assert upload(servicer, PDF).file_ticket == upload(servicer, PDF).file_ticket


@pytest.mark.parametrize(("content", "media_type"), [(PDF, "application/pdf"), (PNG, "image/png"), (xlsx(), XLSX)])
def test_types_are_judged_by_content(content, media_type):
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00 a program", b"<html><script>", b"PK\x03\x04 a zip of something", b"plain text"]
)
def test_other_types_are_refused_whatever_their_name(servicer, content):
    with pytest.raises(FileTypeRefused):
        upload(servicer, content, name="证明.pdf")


def test_a_file_over_the_limit_is_refused_before_it_is_stored(servicer, tmp_path):
    with pytest.raises(FileTooLarge):
        upload(servicer, *[PDF + bytes(1024 * 1024)] * (LIMIT // 1024 // 1024 + 1))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


GIFT = "::题::1+1 等于几 {=2 ~3}"
PACKAGE = b"PK\x03\x04" + b"x" * 100 + b"imsmanifest.xml"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (GIFT.encode(), "text/plain"),
        (GIFT.encode("gb18030"), "text/plain"),
        (GIFT.encode("utf-16"), "text/plain"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><quiz/>', "application/xml"),
        (PACKAGE, "application/zip"),
    ],
)
def test_item_lists_are_taken_only_where_they_are_expected(content, media_type):
    assert media_type_of(content, item_lists=True) == media_type
    with pytest.raises(FileTypeRefused):
        media_type_of(content)


@pytest.mark.parametrize("content", [b"PK\x03\x04 some archive", b"\x7fELF\x02\x01\x01\x00", b"text\x00text"])
def test_other_files_are_no_item_lists(content):
    with pytest.raises(FileTypeRefused) as refused:
        media_type_of(content, item_lists=True)
    assert "QTI" in refused.value.message
