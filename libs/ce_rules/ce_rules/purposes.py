"""Answer for a purpose: which hours come too late for a title review, who is exempt (职称评审)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ce_rules.activity import Activity
from ce_rules.days import read_day
from ce_rules.sheet import Sheet
from ce_rules.trace import NotCounted


@dataclass(frozen=True, slots=True)
class OwnClosingDay:
    """Ask that everything is done before the applicant's own closing day (申报截止前完成).

    `facts` are the days that must not be after it, e.g. done, or done and filed.
    """

    clause: str
    facts: tuple[str, ...] = ("done",)

    def waived(self, context: Mapping[str, Any], sheet: Sheet) -> bool:
        """Nobody is exempt."""
        return False

    def too_late(self, activity: Activity, context: Mapping[str, Any], sheet: Sheet) -> NotCounted | None:
        """Compare the activity's days with the closing day of the context."""
        if context.get("application_deadline") is None:
            return None
        closing = read_day(context["application_deadline"], "context.application_deadline")
        for name in self.facts:
            day = activity.day(name)
            if day is None and name == "done":
                day = max(activity.read("dates") or (), default=None)
            if day is not None and day > closing:
                template = "{day} 晚于本人申报截止日 {closing}，不能用于本次评审"
                return sheet.item("late", None, self.clause, template, day=day.isoformat(), closing=closing.isoformat())
        return None


@dataclass(frozen=True, slots=True)
class AsTheYear:
    """Give the standard of the year or term as the answer: the notice asks nothing more for the purpose."""

    clause: str

    def waived(self, context: Mapping[str, Any], sheet: Sheet) -> bool:
        """Nobody is exempt."""
        return False

    def too_late(self, activity: Activity, context: Mapping[str, Any], sheet: Sheet) -> NotCounted | None:
        """Nothing comes too late."""
        return None
