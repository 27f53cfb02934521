"""What a person may state in a claim, and in which form (申报事实)."""

from typing import Any

NOT_CLAIMED = frozenset({"platform_course", "makeup_course", "year_record"})
"""Types the platform knows by itself."""

_REVIEWED = {"review", "review_done", "rejected_by", "reviewer_hours", "authority_hours", "grade_recognised"}
_FILED = {"filed", "filed_by", "for_year"}
_STUDIED = {"exam", "exam_attempts", "exam_mode", "same_as", "studied", "questions", "watched", "paid", "platform"}
_ON_FILE = {"public", "professional", "credits"}
RECORDED = frozenset(_REVIEWED | _FILED | _STUDIED | _ON_FILE)
"""Facts that the platform or a reviewer records; nobody states them of oneself."""


def plain(value: Any) -> Any:
    """Return a fact with exact numbers: 8.0 as 8, 7.5 as "7.5", since JSON in transit knows only floats."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else repr(value)
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value
