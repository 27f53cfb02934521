"""File tickets: what the gateway gives for an uploaded file, so that only its owner can hand it in.

A ticket names the stored content by its hash and is signed with the platform's bus secret; services check
it without asking anybody.
"""

from dataclasses import asdict, dataclass

from ce_kit import signed
from ce_kit.errors import DomainError, Kind

PURPOSE = "file-ticket"


class BadFileTicket(DomainError):
    """The file reference was not given out by this platform to this person."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_FILE_TICKET"


@dataclass(frozen=True, slots=True)
class FileTicket:
    """An uploaded file: hash and size of its content, its media type as detected, its name, its owner."""

    sha256: str
    size: int
    media_type: str
    name: str
    owner_id: str

    def encode(self, secret: bytes) -> str:
        """Return the ticket as opaque text."""
        return signed.write(PURPOSE, asdict(self), secret)

    @classmethod
    def decode(cls, text: str, secret: bytes, owner_id: str) -> "FileTicket":
        """Read a ticket and check that `owner_id` uploaded the file.

        Raises:
            BadFileTicket: the text is no ticket of this platform, or another person's.
        """
        try:
            ticket = cls(**signed.read(PURPOSE, text, secret))
        except signed.BadSignature as error:
            raise BadFileTicket("文件凭据无效，请重新上传文件") from error
        if ticket.owner_id != owner_id:
            raise BadFileTicket("该文件由他人上传，请用本人账号重新上传")
        return ticket
