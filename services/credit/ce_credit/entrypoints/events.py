"""Facts the credit service hears, as far as it reads them."""

from collections.abc import Mapping, Sequence
from typing import Any

from ce_kit import checks, fields
from ce_kit.wire import Day, Hours, Message, Text


class Year(fields.Integer):
    """A year that must be given."""

    def __init__(self) -> None:
        super().__init__(required=True, validate=checks.Range(min=1990, max=2100))


class EmploymentStarted(Message):
    """The data of org.employment.started.v1."""

    employment_id = Text(36, required=True)
    person_id = Text(36, required=True)
    person_name = Text(60)
    employer_id = Text(36, required=True)
    employer_name = Text(200, required=True)
    authority_id = Text(36)
    hrss_id = Text(36)
    jurisdiction = Text(12, required=True)
    started_on = Day(required=True)


class EmploymentEnded(Message):
    """The data of org.employment.ended.v1."""

    employment_id = Text(36, required=True)
    person_id = Text(36, required=True)
    ended_on = Day(required=True)


class CourseCompleted(Message):
    """The data of learning.course.completed.v1."""

    person_id = Text(36, required=True)
    year = Year()
    course_id = Text(36, required=True)
    title = Text(200, required=True)
    category = Text(20, required=True, validate=checks.OneOf(["public", "professional"]))
    part = Text(20, validate=checks.OneOf(["", "required", "elective"]))
    hours = Hours(required=True)
    round = fields.Integer(required=True, validate=checks.Range(min=1, max=1000))
    completed_on = Day(required=True)


class AttemptGraded(Message):
    """The data of exam.attempt.graded.v1."""

    attempt_id = Text(36, required=True)
    person_id = Text(36, required=True)
    year = Year()
    category = Text(20, required=True, validate=checks.OneOf(["public", "professional"]))
    round = fields.Integer(required=True, validate=checks.Range(min=1, max=1000))
    number = fields.Integer(required=True)
    mode = Text(20, required=True, validate=checks.OneOf(["online", "offline"]))
    passed = fields.Boolean(required=True)
    sat_on = Day(required=True)
    excused = fields.Boolean(load_default=False)


class RecordReceived(Message):
    """The data of federation.hours.received.v1 and federation.assessment.received.v1."""

    city = Text(12, required=True)
    kind = Text(20, required=True, validate=checks.OneOf(["hours", "assessment"]))
    record_id = Text(80, required=True)
    record_version = fields.Integer(required=True)
    city_person_id = Text(36, required=True)
    fact = fields.Dict(required=True)


class PersonLinked(Message):
    """The data of identity.person.linked.v1."""

    person_id = Text(36, required=True)
    city = Text(12, required=True)
    city_person_id = Text(36, required=True)
    name = Text(60)


def read_all(schema: Message, events: Sequence[Mapping[str, Any]], *, versions: bool = True) -> list[dict[str, Any]]:
    """Read a batch: the data of each event with its id and, unless told otherwise, its version."""
    found = []
    for event in events:
        version = {"version": int(event["version"])} if versions else {}
        found.append({**schema.load(event["data"]), "event_id": event["id"], **version})
    return found
