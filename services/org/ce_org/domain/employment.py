"""Employment (聘用关系): dated edges between persons and employers; a person may have several at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ce_org.domain.errors import BadDay, EmploymentAlreadyDecided, EmploymentNotActive

EARLIEST = date(1950, 1, 1)


class EmploymentState(StrEnum):
    """What an employment has come to."""

    REQUESTED = "REQUESTED"
    ACTIVE = "ACTIVE"
    ENDED = "ENDED"
    REJECTED = "REJECTED"


def check_first_day(day: date, today: date) -> None:
    """Refuse a first day that cannot be.

    Raises:
        BadDay: says which days can.
    """
    if not EARLIEST <= day <= today:
        raise BadDay(f"入职日期应在 1950 年之后、{today.isoformat()} 之前（含当日）", day=day)


def first_free_day(past: "Iterable[Employment]", wanted: date) -> date:
    """Return the first day from `wanted` on that no ended employment of `past` covers."""
    last_days = [one.ended_on for one in past if one.ended_on is not None]
    return max([wanted, *(day + timedelta(days=1) for day in last_days)])


@dataclass(slots=True)
class Employment:
    """A person's employment; `version` counts what was told of it, `list_version` the staff list's entries applied."""

    employment_id: str
    person_id: str
    person_name: str
    employer_id: str
    title: str
    specialty: str
    started_on: date
    state: EmploymentState
    ended_on: date | None = None
    reason: str = ""
    version: int = 0
    list_version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it holds or may come to hold; a person has at most one such with an employer."""
        return self.state in (EmploymentState.REQUESTED, EmploymentState.ACTIVE)

    def begin(self) -> None:
        """Take the person up: by the employer's decision, or because the employer's list names them.

        Raises:
            EmploymentAlreadyDecided: it holds, has ended or was rejected.
        """
        if self.state is not EmploymentState.REQUESTED:
            raise EmploymentAlreadyDecided("该申请已处理，无需再审", state=self.state.value)
        self.state = EmploymentState.ACTIVE
        self.version += 1

    def reject(self, reason: str) -> None:
        """Refuse the request. Raises EmploymentAlreadyDecided."""
        if self.state is not EmploymentState.REQUESTED:
            raise EmploymentAlreadyDecided("该申请已处理，无需再审", state=self.state.value)
        self.state, self.reason = EmploymentState.REJECTED, reason

    def end(self, last_day: date, today: date, reason: str) -> None:
        """Set the last day.

        Raises:
            EmploymentNotActive: there is nothing to end.
            BadDay: the day lies before the first one or in the future.
        """
        if self.state is not EmploymentState.ACTIVE:
            raise EmploymentNotActive("该聘用关系未生效或已终止", state=self.state.value)
        if not self.started_on <= last_day <= today:
            raise BadDay(
                f"离职日期应在入职日期 {self.started_on.isoformat()} 与今天 {today.isoformat()} 之间", day=last_day
            )
        self.state, self.ended_on, self.reason = EmploymentState.ENDED, last_day, reason
        self.version += 1

    def revise(self, name: str, title: str, specialty: str, started_on: date | None) -> dict[str, list[str]]:
        """Take over what a list says anew, empty values aside; return what changed as {field: [old, new]}."""
        wanted = {"person_name": name, "title": title, "specialty": specialty, "started_on": started_on}
        changed = {}
        for field, new in wanted.items():
            old = getattr(self, field)
            if new and new != old:
                setattr(self, field, new)
                changed[field] = [str(old), str(new)]
        if changed:
            self.version += 1
        return changed
