"""One assessment of a person's year (年度核定); each revision is kept."""

from dataclasses import dataclass
from datetime import datetime

from ce_credit.domain.activity import PersonYear
from ce_credit.domain.decision import Decision


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person's year stands: the latest revision and the hash of its decision."""

    assessment_id: str
    revision: int
    jurisdiction: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A revision with the whole decision of the rules."""

    assessment_id: str
    revision: int
    person_id: str
    year: int
    jurisdiction: str
    decision: Decision
    sha256: str
    assessed_at: datetime

    @property
    def person_year(self) -> PersonYear:
        """The year of the person it belongs to."""
        return self.person_id, self.year
