"""Certificates set as PDF in processes of their own, and stored."""

import base64
import unicodedata
from pathlib import Path

from ce_certificate.domain.certificate import Certificate
from ce_certificate.domain.content import Content
from ce_certificate.domain.errors import TooLongToPrint, UnprintableCharacter
from ce_files.storage import ObjectStore
from ce_files.tickets import FileTicket
from ce_nameko.processes import ProcessPool

RENDER = "ce_certificate.adapters.render:render"
LIMIT = 20 * 1024 * 1024
MEDIA_TYPE = "application/pdf"


class PdfPress:
    """Sets and stores certificates; at most `at_once` at a time, whoever comes later waits.

    `added_fonts` is a folder of TrueType files for characters that our own fonts do not hold.
    """

    def __init__(self, store: ObjectStore, at_once: int, added_fonts: Path | None) -> None:
        self.store, self.added_fonts = store, str(added_fonts or "")
        self.pool = ProcessPool(RENDER, at_once)

    def prove(self, content: Content) -> None:
        self._set(content)

    def print(self, content: Content) -> tuple[str, int]:
        pdf = base64.b64decode(self._set(content))
        return self.store.put([pdf], LIMIT)

    def close(self) -> None:
        """End the rendering processes."""
        self.pool.close()

    def _set(self, content: Content) -> str:
        answer = self.pool.run({"content": content.to_json(), "added_fonts": self.added_fonts})
        if answer["missing"]:
            raise _unprintable(answer["missing"])
        if answer["too_long"]:
            raise TooLongToPrint("证书内容过长，一页排不下；请用人单位核对工作单位、职称、从事专业的名称是否规范")
        return str(answer["pdf"])


class PdfTickets:
    """Tickets for the PDFs of certificates."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    def ticket(self, certificate: Certificate, viewer_id: str) -> str:
        name = f"{certificate.number}.pdf"
        ticket = FileTicket(certificate.pdf_sha256, certificate.pdf_size, MEDIA_TYPE, name, viewer_id)
        return ticket.encode(self.secret)


def _unprintable(characters: list[str]) -> UnprintableCharacter:
    """Say which characters no font holds and what helps."""
    named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in characters)
    private = [character for character in characters if unicodedata.category(character) == "Co"]
    remedy = (
        "其中有自造字（私用区编码），请先将姓名或单位名称更正为标准编码（例如 䶮 为 U+4DAE）"
        if private
        else "请联系平台运维，将包含该字的 TrueType 字体放入 CE_CERTIFICATE_FONTS 指定的目录后重试"
    )
    message = f"证书字库中没有以下字符，暂不能核发：{named}。{remedy}"
    return UnprintableCharacter(message, characters=",".join(f"U+{ord(one):04X}" for one in characters))
