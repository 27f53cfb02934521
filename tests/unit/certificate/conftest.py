"""The certificate service of one city on SQLite in memory, as its callers and the bus see it."""

import json
from datetime import date
from typing import Any

import pytest

from ce_certificate.adapters.press import PdfTickets
from ce_certificate.adapters.unit_of_work import SqlCertificateUnitOfWork
from ce_certificate.domain.content import Content
from ce_certificate.domain.errors import TooLongToPrint, UnprintableCharacter
from ce_certificate.entrypoints.service import CertificateService
from ce_certificate.settings import CertificateSettings
from ce_files.testing import MemoryStore
from ce_kit.call import Actor
from ce_kit.clock import FixedClock, local_time
from ce_kit.db.once import AlreadyHandled, BatchOnce
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.store import Units
from ce_nameko.testing import FakeAsks, with_dependencies

SECRET = b"the secret of this platform"
PUBLIC_URL = "https://jxjy.example.cn"
SILENT = {"value": "silent", "clause": "", "source": "", "reason": "文件没有规定", "more": {}}
HANDLERS = {
    "identity.person.registered.v1": ("on_persons_registered", True),
    "identity.person.linked.v1": ("on_person_linked", False),
    "org.unit.registered.v1": ("on_unit_registered", False),
    "org.employment.started.v1": ("on_employments_started", True),
    "org.employment.ended.v1": ("on_employments_ended", True),
    "credit.assessment.changed.v1": ("on_assessments_changed", True),
    "certificate.certificate.prepared.v1": ("on_certificate_prepared", False),
    "federation.certificate.received.v1": ("on_certificates_received", True),
}
MINIMUMS = (("total", "年度累计", 90), ("public", "公需科目", 30), ("professional", "专业科目", 60))


class FakePress:
    """Prints JSON; knows no character of `unknown` and has no room for a text longer than `room`."""

    def __init__(self, store: MemoryStore, unknown: str = "", room: int = 10_000) -> None:
        self.store, self.unknown, self.room = store, unknown, room
        self.printed: list[Content] = []

    def prove(self, content: Content) -> None:
        if missing := [one for one in self.unknown if one in content.name]:
            raise UnprintableCharacter(f"证书字库中没有以下字符：{missing}", characters=missing)
        if len(content.employer) > self.room:
            raise TooLongToPrint("证书内容过长")

    def print(self, content: Content) -> tuple[str, int]:
        self.prove(content)
        self.printed.append(content)
        return self.store.put([json.dumps(content.to_json(), ensure_ascii=False).encode()], 1 << 20)


class Common:
    """The common settings as far as the service reads them."""

    def __init__(self, platform: str, role: str, demo: bool) -> None:
        self.platform, self.role, self.demo = platform, role, demo


class City:
    """A city's service: each call has an actor and a unit of work of its own."""

    def __init__(self, platform: str = "370300", role: str = "city", demo: bool = False) -> None:
        self.clock = FixedClock(local_time_of("2020-12-28"))
        self.units = Units(SqlCertificateUnitOfWork, clock=self.clock)
        self.store = MemoryStore()
        self.press = FakePress(self.store)
        self.settings = Common(platform, role, demo)
        self.credit = FakeAsks(ask_rule=SILENT)

    def call(self, method: str, actor: Actor | str = "p1", **payload: Any) -> dict[str, Any]:
        """Call a method as a person (by id, or an actor with roles)."""
        actor = person(actor) if isinstance(actor, str) else actor
        service = self._service(self.units(actor), actor)
        return dict(getattr(service, method)({"request_id": new_id(), **payload}))

    def hear(self, event_type: str, *told: dict[str, Any], version: int = 1, event_id: str = "") -> None:
        """Deliver facts of one type, as the bus does."""
        handler, in_batch = HANDLERS[event_type]
        events = [event(event_type, data, version=version, id=event_id or new_id()) for data in told]
        if in_batch:
            getattr(self._service(self.units(once=BatchOnce(handler))), handler)(events)
            return
        for one in events:
            try:
                getattr(self._service(self.units.for_event(one["id"], handler)), handler)(one)
            except AlreadyHandled:
                continue

    def print_all(self) -> None:
        """Let the service hear of what it prepared; also of what it heard before."""
        for fact in self.units.facts("certificate.certificate.prepared.v1"):
            self.hear(fact["type"], fact["data"], event_id=fact["id"])

    def know(self, person_id: str = "p1", name: str = "马煊𠮷", **employment: Any) -> None:
        """Learn a person, who works at the design institute since 2019, and the units above."""
        self.hear(
            "identity.person.registered.v1",
            {"person_id": person_id, "name": name, "id_number_masked": "3703************1X"},
        )
        self.hear(
            "org.unit.registered.v1",
            {"unit_id": "hrss", "parent_id": "", "kind": "hrss", "name": "淄博市人力资源和社会保障局"},
        )
        self.hear("org.employment.started.v1", work(person_id, **employment))

    def assess(self, person_id: str = "p1", total: str = "92.5", public: str = "30", **given: Any) -> None:
        """Hear of an assessment."""
        self.hear("credit.assessment.changed.v1", assessment(person_id, total, public, **given))

    def issue(self, person_id: str = "p1", year: int = 2020) -> dict[str, Any]:
        """Issue and print a certificate; return it as its holder sees it."""
        prepared = self.call("issue_certificate", person_id, year=year)["certificate"]
        self.print_all()
        return dict(self.call("get_certificate", person_id, certificate_id=prepared["certificate_id"])["certificate"])

    def _service(self, uow: Any, actor: Actor | None = None) -> CertificateService:
        return with_dependencies(
            CertificateService,
            uow=uow,
            actor=actor,
            clock=self.clock,
            credit=self.credit,
            press=self.press,
            tickets=PdfTickets(SECRET),
            settings=self.settings,
            own=CertificateSettings(PUBLIC_URL, 1, None),
        )


def local_time_of(day: str) -> Any:
    """Return 12:00 in Shandong on a day."""
    return local_time(date(*map(int, day.split("-"))), 12)


def work(person_id: str = "p1", **given: Any) -> dict[str, Any]:
    """Return the data of org.employment.started.v1."""
    return {
        "employment_id": f"work-of-{person_id}",
        "person_id": person_id,
        "employer_id": "institute",
        "employer_name": "淄博市城市规划设计研究院有限公司",
        "authority_id": "housing",
        "authority_name": "淄博市住房和城乡建设局",
        "hrss_id": "hrss",
        "jurisdiction": "370300",
        "title": "高级工程师",
        "specialty": "城乡规划",
        "started_on": "2019-03-01",
        "person_name": "马煊𠮷",
        **given,
    }


def assessment(
    person_id: str = "p1", total: str = "92.5", public: str = "30", *, revision: int = 1, **given: Any
) -> dict[str, Any]:
    """Return the data of credit.assessment.changed.v1 under Zibo's 90, 30 and 60 hours."""
    have = {"total": float(total), "public": float(public), "professional": float(total) - float(public)}
    year = given.get("year", 2020)
    minimums = [
        {
            "name": name,
            "label": label,
            "needed": str(needed),
            "have": f"{have[name]:g}",
            "met": "yes" if have[name] >= needed else "no",
            "clause": "ZB20 二",
            "special": False,
            "year": year,
        }
        for name, label, needed in MINIMUMS
    ]
    met = all(one["met"] == "yes" for one in minimums)
    return {
        "assessment_id": f"{person_id}-{year}",
        "revision": revision,
        "person_id": person_id,
        "jurisdiction": "370300",
        "year": year,
        "unit": "hours",
        "public_amount": public,
        "professional_amount": f"{have['professional']:g}",
        "total_amount": total,
        "compliant": "yes" if met else "no",
        "decision": {"minimums": minimums, "rule_set": {"source": "淄博市人力资源和社会保障局《通知》（2020-07-01）"}},
        "assessed_at": "2020-12-28T01:00:00+00:00",
        **given,
    }


@pytest.fixture
def empty() -> City:
    """A city that knows nobody."""
    return City()


@pytest.fixture
def city() -> City:
    """A city in which p1 has met the year 2020."""
    found = City()
    found.know()
    found.assess()
    return found


@pytest.fixture
def make_city() -> type[City]:
    """Make a city of one's own."""
    return City


@pytest.fixture
def employed() -> Any:
    """Make the data of org.employment.started.v1."""
    return work


@pytest.fixture
def assessed() -> Any:
    """Make the data of credit.assessment.changed.v1."""
    return assessment


@pytest.fixture
def make_press() -> type[FakePress]:
    """Make a fake press."""
    return FakePress
