"""Settings of the exam service beyond the common ones."""

from dataclasses import dataclass

from ce_exam.application.mark_ports import AppealTimes
from ce_kit.settings import SettingsError, Variables

MOST_PAPERS, MOST_SHEETS = 100_000, 2000


@dataclass(frozen=True)
class ExamSettings:
    """How much is prepared for a rush, how much of it is done at once, and the times of appeals."""

    papers_ahead: int
    least_sheets: int
    most_sheets: int
    appeals: AppealTimes

    @property
    def sheets(self) -> tuple[int, int]:
        """Least and most sheets of a batch."""
        return self.least_sheets, self.most_sheets

    @classmethod
    def read(cls, variables: Variables) -> "ExamSettings":
        """Read `CE_EXAM_PAPERS_AHEAD` (papers that lie ready for each exam that is open or opens tomorrow),
        `CE_EXAM_LEAST_SHEETS` and `CE_EXAM_MOST_SHEETS` (between which the size of a batch follows the backlog),
        `CE_EXAM_APPEAL_DAYS` and `CE_EXAM_APPEAL_WORKDAYS` (days after a mark to appeal in, working days to answer in).

        Raises:
            SettingsError: a value is out of range.
        """
        papers = variables.read("PAPERS_AHEAD", "int", 200)
        least, most = variables.read("LEAST_SHEETS", "int", 25), variables.read("MOST_SHEETS", "int", 400)
        if not 0 <= papers <= MOST_PAPERS:
            raise SettingsError(f"CE_EXAM_PAPERS_AHEAD is 0 to {MOST_PAPERS}, not {papers}")
        if not 1 <= least <= most <= MOST_SHEETS:
            raise SettingsError(
                f"CE_EXAM_LEAST_SHEETS, CE_EXAM_MOST_SHEETS: 1 to {MOST_SHEETS} in this order, not {least}, {most}"
            )
        days, workdays = variables.read("APPEAL_DAYS", "int", 15), variables.read("APPEAL_WORKDAYS", "int", 10)
        if days < 1 or workdays < 1:
            raise SettingsError("CE_EXAM_APPEAL_DAYS and CE_EXAM_APPEAL_WORKDAYS are at least 1")
        return cls(papers, least, most, AppealTimes(days, workdays))
