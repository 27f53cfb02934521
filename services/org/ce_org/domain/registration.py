"""Applications to administer a unit (单位注册), decided by the administrator of the unit above."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ce_org.domain.errors import RegistrationAlreadyDecided


class RegistrationState(StrEnum):
    """What an application has come to."""

    PENDING = "PENDING"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"


@dataclass(slots=True)
class Registration:
    """A person's application to administer a unit."""

    registration_id: str
    unit_id: str
    applicant_id: str
    applicant_name: str
    applied_at: datetime
    state: RegistrationState = RegistrationState.PENDING
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None

    def approve(self, by: str, now: datetime) -> None:
        """Approve. Raises RegistrationAlreadyDecided."""
        self._decide(RegistrationState.APPROVED, "", by, now)

    def reject(self, reason: str, by: str, now: datetime) -> None:
        """Reject with a reason. Raises RegistrationAlreadyDecided."""
        self._decide(RegistrationState.REJECTED, reason, by, now)

    def _decide(self, state: RegistrationState, reason: str, by: str, now: datetime) -> None:
        if self.state is not RegistrationState.PENDING:
            done = "通过" if self.state is RegistrationState.APPROVED else "驳回"
            raise RegistrationAlreadyDecided(f"该注册申请已被{done}，无需再审", state=self.state.value)
        self.state, self.reason, self.decided_by, self.decided_at = state, reason, by, now
