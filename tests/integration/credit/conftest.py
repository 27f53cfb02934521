"""The credit service of 淄博 in 2020, and of the province, on the real broker and PostgreSQL."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from ce_client.testing import Bus
from ce_credit.app import APP
from ce_files.tickets import FileTicket
from ce_kit.clock import local_time, set_rated_clock
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.process import ServiceProcess

CLERK = person("clerk", ("employer_admin", "hospital"))
OFFICER = person("officer", ("authority_admin", "health"))


class City:
    """The service as the bus and its callers see it."""

    def __init__(self, bus: Bus, secret: str) -> None:
        self.bus, self.secret = bus, secret.encode()

    def ask(self, method: str, actor: Any = "lin", **payload: Any) -> Any:
        """Call a method as a person (by id, or an actor with roles)."""
        caller = person(actor) if isinstance(actor, str) else actor
        return self.bus.ask(f"credit.{method}", {"request_id": new_id(), **payload}, actor=caller)

    def employed(self, person_id: str, **data: Any) -> dict[str, Any]:
        """Return org's event of an employment at the hospital."""
        about = {
            "employment_id": f"{person_id}@h",
            "person_id": person_id,
            "person_name": f"𠮷{person_id}",
            "employer_id": "hospital",
            "employer_name": "演示医院",
            "authority_id": "health",
            "authority_name": "演示卫健委",
            "hrss_id": "hrss",
            "jurisdiction": "370300",
            "title": "",
            "specialty": "",
            "started_on": "2015-01-01",
        }
        return event("org.employment.started.v1", {**about, **data}, subject=about["employment_id"])

    def completed(
        self, person_id: str, course: str, hours: str = "5", category: str = "professional"
    ) -> dict[str, Any]:
        """Return learning's event of a completed course."""
        data = {
            "enrolment_id": f"{person_id}/{course}",
            "person_id": person_id,
            "course_id": course,
            "title": f"课程 {course}",
            "year": 2020,
            "category": category,
            "part": "required" if category == "public" else "",
            "hours": hours,
            "round": 1,
            "completed_on": "2020-05-01",
        }
        return event("learning.course.completed.v1", data, subject=f"{person_id}/{course}")

    def graded(self, person_id: str, number: int = 1, *, passed: bool = True) -> dict[str, Any]:
        """Return exam's event of an attempt at the public exam."""
        data = {
            "attempt_id": f"{person_id}#{number}",
            "person_id": person_id,
            "exam_id": "exam",
            "year": 2020,
            "category": "public",
            "number": number,
            "round": 1,
            "mode": "online",
            "mark": 90,
            "pass_mark": 60,
            "passed": passed,
            "sat_on": "2020-05-20",
        }
        return event("exam.attempt.graded.v1", data, subject=f"{person_id}#{number}")

    def claim(self, person_id: str, hours: int = 8, **payload: Any) -> dict[str, Any]:
        """Return a request to file a training with proof."""
        ticket = FileTicket("ab" * 32, 100, "application/pdf", "证明䶮.pdf", person_id).encode(self.secret)
        given = {"year": 2020, "activity_type": "training", "title": "培训𠮷", "facts": {"hours": hours}}
        return {**given, "file_tickets": [ticket], **payload}

    def year(self, person_id: str) -> Any:
        """Return the year as the person sees it."""
        return self.ask("get_year", person_id, year=2020)["assessment"]

    def total(self, person_id: str) -> str:
        """Return what counts in all."""
        return str(self.year(person_id)["total_amount"])


@pytest.fixture(scope="module")
def database(own_platform: Any) -> str:
    """A migrated database."""
    return str(own_platform.migrated(APP))


@pytest.fixture(scope="module")
def credit(own_platform: Any, database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """The credit service, running; its business time begins at noon of 1 June 2020."""
    clock = tmp_path_factory.mktemp("clock") / "clock.json"
    set_rated_clock(clock, local_time(date(2020, 6, 1), 12), 1)
    with own_platform.service("ce_credit", database, demo="true", clock_file=str(clock)) as process:
        yield process


@pytest.fixture
def city(credit: ServiceProcess, own_platform: Any, own_bus: Bus) -> City:
    """The running service and everything around it."""
    return City(own_bus, own_platform.secret)


@pytest.fixture(scope="module")
def reviewers() -> tuple[Any, Any]:
    """The clerk of the hospital and the officer of the health authority."""
    return CLERK, OFFICER
