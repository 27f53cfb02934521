"""The two cities of the demo and where their files lie."""

from dataclasses import dataclass
from pathlib import Path

FILES = Path(__file__).resolve().parents[2] / "files"
PROVINCE_CODE = "370000"


@dataclass(frozen=True, slots=True)
class City:
    """A city with the year it lives; `employer` is the one whose staff list there is, `authority` stands above it."""

    code: str
    folder: str
    name: str
    year: int
    authority: str
    employer: str

    def file(self, name: str) -> Path:
        """Return the path of one of its files, e.g. `staff.xlsx` or `evidence/paper-with-numbers.pdf`."""
        return FILES / self.folder / name


ZIBO = City("370300", "zibo", "淄博市", 2020, "淄博演示卫生健康局", "淄博演示市立医院")
WEIHAI = City("371000", "weihai", "威海市", 2019, "威海演示住房和城乡建设局", "威海演示设计院")
CITIES = (ZIBO, WEIHAI)
