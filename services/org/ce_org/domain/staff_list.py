"""What an employer's staff list says of a person, and what follows for the employment."""

from dataclasses import dataclass
from datetime import date

from ce_kit.ids import new_id
from ce_org.domain.employment import Employment, EmploymentState, first_free_day


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An entry of a list; `version` orders the entries of one person with one employer."""

    person_id: str
    name: str
    employer_id: str
    title: str
    specialty: str
    started_on: date | None
    listed_on: date
    version: int


def take_up(history: list[Employment], entry: ListEntry) -> tuple[Employment | None, dict[str, list[str]]]:
    """Apply an entry to the employments of its person with its employer; a new one is appended to `history`.

    Returns:
        The employment that began or changed, None when the entry says nothing new; and the changed fields
        as {field: [old, new]}, empty for a new employment.
    """
    if any(one.list_version >= entry.version for one in history):
        return None, {}
    running = next((one for one in history if one.is_open), None)
    if running is None:
        first_day = first_free_day(history, entry.started_on or entry.listed_on)
        running = Employment(
            new_id(),
            entry.person_id,
            entry.name,
            entry.employer_id,
            entry.title,
            entry.specialty,
            first_day,
            EmploymentState.REQUESTED,
        )
        history.append(running)
        changed = {}
    else:
        started_on = first_free_day(history, entry.started_on) if entry.started_on else None
        changed = running.revise(entry.name, entry.title, entry.specialty, started_on)
    begins = running.state is EmploymentState.REQUESTED
    if begins:
        running.begin()
    running.list_version = entry.version
    return (running if begins or changed else None), changed
