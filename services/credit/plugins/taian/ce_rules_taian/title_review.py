"""The title review of 2022: waiver for enterprises (职称评审不作硬性要求), NY22 二(一)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ce_rules.authoring import Activity, NotCounted, OwnClosingDay, Sheet


@dataclass(frozen=True, slots=True)
class TitleReview:
    """Ask the hours by the applicant's own closing day; enterprise staff before committees of Tai'an are exempt."""

    clause: str

    def waived(self, context: Mapping[str, Any], sheet: Sheet) -> bool:
        """Tell whether the hours are not a hard demand (NY-A5)."""
        reading = sheet.reading("NY-A5")
        exempt = {"enterprise", "intermediary"} if reading == "R2" else {"enterprise"}
        return context.get("employer_type") in exempt and context.get("committee") == "taian"

    def too_late(self, activity: Activity, context: Mapping[str, Any], sheet: Sheet) -> NotCounted | None:
        """Compare with the applicant's own closing day."""
        return OwnClosingDay(self.clause, ("done", "exam_date", "filed")).too_late(activity, context, sheet)
