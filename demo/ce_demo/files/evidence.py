"""The papers that a technician scans, and what is claimed with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TRAINING_DAYS = ("2020-07-06", "2020-07-07", "2020-07-08", "2020-07-09", "2020-07-10")
HOURS_A_DAY = 8


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim (学时申报) as the person files it: the fields of SubmitClaim, and the file that proves it.

    `file` lies in the city's folder: `ZIBO.file(claim.file)`.
    """

    activity_type: str
    title: str
    facts: Mapping[str, Any]
    file: str


TRAINING = Claim(
    "training",
    "基层卫生人员能力提升培训班",
    {
        "organiser": "industry_authority",
        "dates": list(TRAINING_DAYS),
        "hours_per_day": [HOURS_A_DAY] * len(TRAINING_DAYS),
        "proof": "certificate_with_hours",
    },
    "evidence/training-certificate.pdf",
)
PAPER_WITH_NUMBERS = Claim(
    "paper",
    "县域医院胸痛救治流程改进的实践",
    {"cn": True, "issn": True, "published": True, "done": "2020-09-15"},
    "evidence/paper-with-numbers.pdf",
)
PAPER_WITHOUT_NUMBERS = Claim(
    "paper",
    "高血压门诊随访管理体会",
    {"cn": False, "issn": False, "done": "2020-10-20"},
    "evidence/paper-without-numbers.pdf",
)
CLAIMS = (TRAINING, PAPER_WITH_NUMBERS, PAPER_WITHOUT_NUMBERS)
"""The claims of `the(Part.WHOLE_YEAR, staff(ZIBO))`, in the order of filing."""

POINTS_PAGE = "evidence/points.pdf"
"""What a person of Weihai's batch shows the employer; FilePoints takes no files."""
