"""What the city's notice says of certificates (证书的规定)."""

from dataclasses import dataclass

from ce_certificate.domain.errors import CertificateNotProvided

TITLE = "继续教育合格证书"


@dataclass(frozen=True, slots=True)
class Ruling:
    """Answer of the rules: value is yes, no or silent; `title` is the notice's own name for the certificate."""

    value: str
    clause: str = ""
    source: str = ""
    reason: str = ""
    title: str = ""

    def check_provided(self, year: int) -> None:
        """Refuse what the notice forbids; where it says nothing, a certificate may be issued.

        Raises:
            CertificateNotProvided: with the clause.
        """
        if self.value == "no":
            raise CertificateNotProvided(
                f"{year} 年度不单独核发证书：{self.reason}（{self.clause}，{self.source}）",
                year=year,
                clause=self.clause,
                source=self.source,
            )
