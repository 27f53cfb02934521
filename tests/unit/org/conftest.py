"""A small city: 淄博 with its HRSS unit, one authority, one employer, as people would have registered them."""

from copy import copy
from typing import Any, Self

import pytest
from stdnum.cn import uscc

from ce_files.testing import FakeSheets, xlsx
from ce_kit.call import Actor
from ce_kit.db.once import BatchOnce
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.store import Units
from ce_nameko.testing import FakeAsks, with_dependencies
from ce_org.adapters.unit_of_work import SqlOrgUnitOfWork
from ce_org.entrypoints.service import OrgService

HEADER = ["类别", "名称", "统一社会信用代码", "上级单位", "行政区划代码"]
HRSS, HEALTH, HOSPITAL = "淄博市人力资源和社会保障局", "淄博市演示卫生健康委员会", "淄博演示医院"


class City:
    """The org service of one city as its callers see it: each call has an actor and a unit of work of its own."""

    def __init__(self) -> None:
        self.units = Units(SqlOrgUnitOfWork)
        self.clock = self.units.clock
        self.sheets = FakeSheets()
        answer = self._service(person("operations")).create_root({"name": HRSS, "jurisdiction": "370300"})
        self.root_id = str(answer["unit_id"])
        self.clerk = person("clerk", ("hrss_admin", self.root_id))

    def copy(self) -> Self:
        """Return a city of its own that is as far as this one."""
        other = copy(self)
        other.units, other.sheets = self.units.copy(), FakeSheets()
        other.clock = other.units.clock
        return other

    def call(self, method: str, actor: Actor | str = "somebody", **payload: Any) -> dict[str, Any]:
        """Call a method as a person (by id, or an actor with roles), whom identity knows as 姓名<id>."""
        actor = person(actor) if isinstance(actor, str) else actor
        return dict(getattr(self._service(actor), method)({"request_id": new_id(), **payload}))

    def hear(self, *events: dict[str, Any]) -> None:
        """Deliver a batch of events from identity."""
        service = with_dependencies(OrgService, uow=self.units(once=BatchOnce("test")), clock=self.clock)
        service.on_staff_imported(list(events))

    def _service(self, actor: Actor) -> OrgService:
        identity = FakeAsks(get_me={"person": {"person_id": actor.id, "name": f"姓名{actor.id}"}})
        return with_dependencies(
            OrgService,
            uow=self.units(actor),
            actor=actor,
            clock=self.clock,
            sheets=self.sheets,
            identity=identity,
        )

    @staticmethod
    def code(number: int) -> str:
        """Return an invented credit code with a valid check character."""
        body = f"12370300{number:09d}"
        return body + str(uscc.calc_check_digit(body))

    def load(
        self, *rows: Any, header: list[str] | None = None, actor: Actor | None = None, hrss_id: str = "", **payload: Any
    ) -> dict[str, Any]:
        """Import rows as a clerk's spreadsheet."""
        actor = actor or self.clerk
        ticket = self.sheets.upload(xlsx(header or HEADER, rows), actor.id)
        return self.call("import_units", actor, hrss_id=hrss_id or self.root_id, file_ticket=ticket, **payload)

    def row(self, name: str) -> dict[str, Any]:
        """Return a unit's row by its name."""
        (found,) = [row for row in self.units.rows("unit") if row["name"] == name]
        return found

    def unit_id(self, name: str) -> str:
        """Return a unit's id by its name."""
        return str(self.row(name)["unit_id"])

    def apply(self, applicant: str, name: str) -> str:
        """Apply to administer a built-in unit; return the application's id."""
        answer = self.call("register_unit", applicant, unit_id=self.unit_id(name))
        return str(answer["registration"]["registration_id"])

    def propose(self, applicant: str, name: str, number: int | None = None, **fields: Any) -> dict[str, Any]:
        """Propose an employer directly below the root; return the application."""
        proposal = {
            "kind": "UNIT_KIND_EMPLOYER",
            "name": name,
            "uscc": "" if number is None else self.code(number),
            "parent_id": self.root_id,
            **fields,
        }
        return dict(self.call("register_unit", applicant, proposal=proposal)["registration"])

    def registered(self, name: str, administrator: str, by: Actor) -> Actor:
        """Register a built-in unit; return its administrator."""
        self.call("approve_registration", by, registration_id=self.apply(administrator, name))
        row = self.row(name)
        return person(administrator, (f"{row['kind']}_admin", row["unit_id"]))

    def listed(self, person_id: str, version: int = 1, *, time: str = "", **data: Any) -> dict[str, Any]:
        """Return the event by which identity tells that the hospital lists a person."""
        fields = {"time": time} if time else {}
        given = {"person_id": person_id, "name": f"姓名{person_id}", "employer_id": self.unit_id(HOSPITAL), **data}
        return event("identity.staff.imported.v1", given, subject=person_id, version=version, **fields)


class Town(City):
    """The city with a health authority and a hospital below it, both built in."""

    def __init__(self) -> None:
        super().__init__()
        self.load(
            ["行业主管部门", HEALTH, self.code(1), None, None], ["用人单位", HOSPITAL, self.code(2), HEALTH, None]
        )


class Staffed(Town):
    """The town with both units registered and administered."""

    def __init__(self) -> None:
        super().__init__()
        self.authority = self.registered(HEALTH, "authority-1", self.clerk)
        self.hospital = self.registered(HOSPITAL, "employer-1", self.authority)
        self.employer_id = self.unit_id(HOSPITAL)

    def requested(self, person_id: str, **payload: Any) -> str:
        """Let a person ask the hospital to take them up; return the employment's id."""
        answer = self.call("request_employment", person_id, employer_id=self.employer_id, **payload)
        return str(answer["employment"]["employment_id"])

    def employed(self, person_id: str, **payload: Any) -> str:
        """Let the hospital take a person up; return the employment's id."""
        employment_id = self.requested(person_id, **payload)
        self.call("approve_employment", self.hospital, employment_id=employment_id)
        return employment_id


@pytest.fixture
def city() -> City:
    """A city with nothing but its root."""
    return City()


@pytest.fixture(scope="session")
def built_town() -> Town:
    """A town to make copies of."""
    return Town()


@pytest.fixture(scope="session")
def built_staffed() -> Staffed:
    """A staffed town to make copies of."""
    return Staffed()


@pytest.fixture
def town(built_town: Town) -> Town:
    """A city with units that nobody has registered."""
    return built_town.copy()


@pytest.fixture
def staffed(built_staffed: Staffed) -> Staffed:
    """A city whose hospital has an administrator."""
    return built_staffed.copy()


@pytest.fixture
def nothing() -> str:
    """An id that nothing has."""
    return new_id()
