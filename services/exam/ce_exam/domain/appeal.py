"""Appeals against marks (成绩申诉): filed, answered by one person, confirmed by another, all within a time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ce_exam.domain.errors import AlreadyDecided, NothingProposed, SecondPersonNeeded


class StepKind(StrEnum):
    """What was done about an appeal."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    CONFIRMED = "confirmed"


class AppealState(StrEnum):
    """What an appeal has come to; follows from its last step."""

    OPEN = "open"
    PROPOSED = "proposed"
    UPHELD = "upheld"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `points` are those proposed, and stand in its confirmation again.

    An answer is proposed on the mark as it is then, and decided against that one.
    """

    number: int
    kind: StepKind
    points: int | None
    reason: str
    actor_id: str
    at: datetime
    mark_version: int
    mark_points: int


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against one version of a mark, whose points were `mark_points`."""

    appeal_id: str
    attempt_id: str
    person_id: str
    mark_version: int
    mark_points: int
    reason: str
    filed_at: datetime
    decide_by: datetime
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> AppealState:
        """The state."""
        last = self.steps[-1] if self.steps else None
        if last is None or last.kind is StepKind.RETURNED:
            return AppealState.OPEN
        if last.kind is StepKind.PROPOSED:
            return AppealState.PROPOSED
        return AppealState.UPHELD if last.points == last.mark_points else AppealState.REVISED

    @property
    def is_open(self) -> bool:
        """Whether it awaits somebody."""
        return self.state in (AppealState.OPEN, AppealState.PROPOSED)

    def check_open(self) -> None:
        """Check that nobody has decided it. Raises AlreadyDecided."""
        if not self.is_open:
            raise AlreadyDecided("该申诉已有结论", appeal_id=self.appeal_id)

    def proposal(self, decider_id: str) -> Step:
        """Return the answer that this person may confirm.

        Raises:
            AlreadyDecided, NothingProposed: there is none any more, or none yet.
            SecondPersonNeeded: the person proposed it.
        """
        self.check_open()
        if self.state is not AppealState.PROPOSED:
            raise NothingProposed("还没有拟定的答复，请先拟定", appeal_id=self.appeal_id)
        last = self.steps[-1]
        if last.actor_id == decider_id:
            raise SecondPersonNeeded("答复须由拟定人以外的另一名管理员复核", appeal_id=self.appeal_id)
        return last
