"""What a certificate says (证书内容): fixed when the number is given, printed as it is, never edited."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Self

UNITS = {"hours": "学时", "credits": "学分"}


@dataclass(frozen=True, slots=True)
class YearLine:
    """One line of the table: amounts as decimal text; `needed` is empty where the rules know no single figure."""

    year: int
    public: str
    professional: str
    total: str
    needed: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that is printed; the same content gives the same PDF, byte for byte."""

    title: str
    issuer: str
    name: str
    id_number: str
    employer: str
    job_title: str
    specialty: str
    unit: str
    years: tuple[YearLine, ...]
    basis: str
    issued_on: str
    issued_at: str
    specimen: bool
    number: str = ""
    code: str = ""
    verification_url: str = ""
    address: str = ""

    def numbered(self, number: str, code: str, public_url: str) -> Self:
        """Return the content with number, verification code and the addresses for verification."""
        page = f"{public_url}/v"
        address = page.split("://", 1)[-1]
        return replace(self, number=number, code=code, verification_url=f"{page}/{code}", address=address)

    def to_json(self) -> dict[str, Any]:
        """Return JSON primitives."""
        return {**asdict(self), "years": [asdict(year) for year in self.years]}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Content":
        """Read what `to_json` wrote."""
        return cls(**{**value, "years": tuple(YearLine(**year) for year in value["years"])})
