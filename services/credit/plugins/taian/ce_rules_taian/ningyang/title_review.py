"""Filing and review by the end of August for the title review (8 月底前), NY22 三(二)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ce_rules.authoring import Activity, Answer, Facts, Inquiry, NotCounted, Sheet
from ce_rules_taian.title_review import TitleReview

PLATFORM_TYPES = ("platform_course", "year_record")


@dataclass(frozen=True, slots=True)
class CountyTitleReview(TitleReview):
    """Ask filed hours to be filed and reviewed by 31 August (NY-A7); platform hours need no filing."""

    def too_late(self, activity: Activity, context: Mapping[str, Any], sheet: Sheet) -> NotCounted | None:
        """Compare the days with the applicant's own closing day and with the end of August."""
        own = TitleReview.too_late(self, activity, context, sheet)
        if own is not None or activity.type in PLATFORM_TYPES:
            return own
        closing = sheet.param("title_review.filed_and_reviewed_by")
        for name, what in (("done", "完成"), ("filed", "申报"), ("review_done", "审核完成")):
            day = activity.day(name)
            if day is not None and day > closing.day and sheet.reading("NY-A7") == "R1":
                template = "{day} {what}，晚于 {closing}（原则上应在 8 月底前完成申报审核）"
                return sheet.item(
                    "late", None, closing, template, day=day.isoformat(), what=what, closing=closing.day.isoformat()
                )
        return None


def title_review_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell until when hours must be filed and reviewed for the title review."""
    closing = ask.param("title_review.filed_and_reviewed_by")
    own = facts.read("application_deadline")
    day = closing.day if own is None or (ask.reading("NY-A7") == "R1" and closing.day < own) else own
    return ask.answer(day.isoformat(), closing, "原则上应在 8 月底前完成省平台学时申报审核")
