"""A learning service on SQLite in memory, its clock at noon of 2 March 2026, and what every test needs."""

from decimal import Decimal
from typing import Any

import pytest

from ce_files.testing import FakeSheets, xlsx
from ce_kit.ids import new_id
from ce_kit.testing.bus import person
from ce_kit.testing.store import Units
from ce_learning.adapters.unit_of_work import SqlLearningUnitOfWork
from ce_learning.domain.course import Category, Course, Terms
from ce_learning.entrypoints.service import LearningService
from ce_learning.settings import LearningSettings
from ce_nameko.testing import with_dependencies

HEADER = ["编号", "年度", "科目类别", "性质", "课程名称", "学时", "收费", "需学习强国"]


class Learning:
    """The service as its callers see it: each call has an actor and a unit of work of its own."""

    def __init__(self) -> None:
        self.units = Units(SqlLearningUnitOfWork)
        self.clock = self.units.clock
        self.sheets = FakeSheets()
        self.settings = LearningSettings(minutes_per_hour=45, longest_segment_seconds=600)

    def call(self, method: str, actor: Any = "lin", **payload: Any) -> dict[str, Any]:
        """Call a method as a person (by id, or an actor with roles)."""
        actor = person(actor) if isinstance(actor, str) else actor
        service = with_dependencies(
            LearningService,
            uow=self.units(actor),
            actor=actor,
            clock=self.clock,
            settings=self.settings,
            sheets=self.sheets,
        )
        return getattr(service, method)({"request_id": new_id(), **payload})

    def hear(self, handler: str, data: dict[str, Any], event_id: str = "") -> None:
        """Deliver an event; raises AlreadyHandled for an id that was delivered before."""
        uow = self.units.for_event(event_id or new_id())
        getattr(with_dependencies(LearningService, uow=uow, clock=self.clock), handler)({"data": data})

    def add_course(self, **terms: Any) -> str:
        """Put a course into the catalogue and return its id: one public hour of 2026 unless told otherwise."""
        given = {
            "year": 2026,
            "code": new_id()[-12:],
            "category": Category.PUBLIC,
            "part": None,
            "title": "信息化",
            "hours": Decimal(1),
            "priced": False,
            "needs_points": False,
        }
        course = Course(new_id(), Terms(**{**given, **terms}))
        with self.units() as uow:
            uow.courses.add_all([course], self.clock.now())
            uow.commit()
        return course.course_id

    def upload(self, *rows: list[Any], header: list[str] | None = None, owner: str = "hu") -> str:
        """Upload a catalogue file and return its ticket."""
        return self.sheets.upload(xlsx(header or HEADER, rows), owner)

    def begin(self, course_id: str, actor: str = "lin") -> tuple[str, str]:
        """Take a course and begin to study it; return the ids of the session and the enrolment."""
        enrolment_id = self.call("enrol", actor, course_id=course_id)["enrolment"]["enrolment_id"]
        return self.call("start_study", actor, enrolment_id=enrolment_id)["study_id"], enrolment_id

    def report(self, study_id: str, position: int, actor: str = "lin") -> dict[str, Any]:
        """Report how far a session has come."""
        return self.call("report_study", actor, study_id=study_id, position_seconds=position)


@pytest.fixture
def learning() -> Learning:
    return Learning()


@pytest.fixture
def hu() -> Any:
    """An administrator of the HRSS unit."""
    return person("hu", ("city_admin", "unit-hrss"))
