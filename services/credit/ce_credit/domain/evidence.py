"""Files that prove a claim (证明材料)."""

from collections.abc import Sequence
from dataclasses import dataclass

from ce_credit.domain.errors import EvidenceTypeRefused

TAKEN = {"application/pdf": "PDF", "image/png": "PNG", "image/jpeg": "JPEG"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stored file: its content's hash and size, its type as found in the content, its name."""

    sha256: str
    size: int
    media_type: str
    name: str


def distinct(files: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the files, each content once.

    Raises:
        EvidenceTypeRefused: a file is none of the types a reviewer can look at.
    """
    for one in files:
        if one.media_type not in TAKEN:
            kinds = "、".join(TAKEN.values())
            raise EvidenceTypeRefused(
                f"证明材料“{one.name}”的类型不能作为证明，请上传 {kinds}", name=one.name, media_type=one.media_type
            )
    return tuple({one.sha256: one for one in files}.values())
