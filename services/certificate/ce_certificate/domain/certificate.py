"""A certificate (证书): prepared, issued, revoked; what it says never changes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ce_certificate.domain.content import Content
from ce_certificate.domain.errors import CertificateNotIssued, CertificateRevoked


class Kind(StrEnum):
    """Kind of certificate."""

    ANNUAL = "annual"


class State(StrEnum):
    """What a certificate has come to."""

    PREPARING = "PREPARING"
    ISSUED = "ISSUED"
    REVOKED = "REVOKED"


VERSIONS = {State.PREPARING: 1, State.ISSUED: 2, State.REVOKED: 3}
"""Version of the aggregate in each state, for receivers that order facts."""


@dataclass(slots=True)
class Certificate:
    """A certificate with the branch of units it was issued under, which stays responsible for it."""

    certificate_id: str
    number: str
    code: str
    person_id: str
    kind: Kind
    year: int
    revision: int
    employer_id: str
    authority_id: str
    hrss_id: str
    content: Content
    prepared_at: datetime
    issued_at: datetime | None = None
    pdf_sha256: str = ""
    pdf_size: int = 0
    revoked_at: datetime | None = None
    revoked_by: str = ""
    revocation_reason: str = ""
    review_since: datetime | None = None
    review_reason: str = ""

    @property
    def state(self) -> State:
        """The state, which follows from what happened."""
        if self.revoked_at is not None:
            return State.REVOKED
        return State.ISSUED if self.issued_at is not None else State.PREPARING

    @property
    def version(self) -> int:
        """The version of the aggregate."""
        return VERSIONS[self.state]

    def issue(self, pdf_sha256: str, pdf_size: int, now: datetime) -> bool:
        """Make the certificate good, with its PDF; False when it was issued or revoked before."""
        if self.state is not State.PREPARING:
            return False
        self.pdf_sha256, self.pdf_size, self.issued_at = pdf_sha256, pdf_size, now
        return True

    def revoke(self, reason: str, by: str, now: datetime) -> None:
        """Make the certificate no longer good (撤销).

        Raises:
            CertificateNotIssued, CertificateRevoked: by its state.
        """
        if self.state is State.PREPARING:
            raise CertificateNotIssued(f"证书 {self.number} 正在制作，尚未核发；请稍后再撤销", number=self.number)
        if self.state is State.REVOKED:
            raise CertificateRevoked(f"证书 {self.number} 已撤销：{self.revocation_reason}", number=self.number)
        self.revoked_at, self.revoked_by, self.revocation_reason = now, by, reason
        self.review_since, self.review_reason = None, ""

    def doubt(self, reason: str, now: datetime) -> bool:
        """Mark for an administrator that the year is no longer met (待复核); False when marked so before."""
        if self.review_reason == reason:
            return False
        self.review_since, self.review_reason = self.review_since or now, reason
        return True

    def trust(self) -> bool:
        """Take the mark away, since the year is met again; False when there was none."""
        if self.review_since is None:
            return False
        self.review_since, self.review_reason = None, ""
        return True
