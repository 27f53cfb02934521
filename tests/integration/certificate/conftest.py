"""The certificate service on the real broker and PostgreSQL, with a stand-in for credit's rules."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from ce_certificate.app import APP
from ce_files.storage import FolderStore
from ce_kit.db.engine import make_engine
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.process import ServiceProcess
from ce_kit.testing.stand_in import StandIn
from ce_kit.testing.waiting import wait_for

PUBLIC_URL = "https://jxjy.example.cn"


@pytest.fixture(scope="module")
def database(own_platform: Any) -> str:
    """A migrated database."""
    return str(own_platform.migrated(APP))


@pytest.fixture(scope="module")
def rules(own_platform: Any) -> Iterator[None]:
    """Credit as far as it is asked: the notice says nothing of certificates."""

    def ask_rule(payload: dict[str, Any], call: Any) -> dict[str, Any]:
        return {"value": "silent", "clause": "", "source": "", "reason": "文件没有规定", "more": {}}

    with StandIn(own_platform.amqp_uri, own_platform.secret, "credit", ask_rule=ask_rule):
        yield


@pytest.fixture(scope="module")
def certificate(own_platform: Any, database: str, rules: None) -> Iterator[ServiceProcess]:
    """The service, running."""
    with own_platform.service("ce_certificate", database, certificate_public_url=PUBLIC_URL) as process:
        yield process


class Desk:
    """People at the service: who they are is told by events, what they want is asked on the bus."""

    def __init__(self, bus: Any, folder: Path) -> None:
        self.bus, self.store = bus, FolderStore(folder / "files")

    def ask(self, method: str, actor: Any, **payload: Any) -> dict[str, Any]:
        """Call a method with a request id of its own."""
        actor = person(actor) if isinstance(actor, str) else actor
        request = {"request_id": new_id(), **payload}
        return dict(self.bus.ask(f"certificate.{method}", request, actor=actor, seconds=20))

    def meet_the_year(self, *people: str, year: int = 2020, revision: int = 1, total: str = "92") -> None:
        """Tell that these people are registered, employed, and have met the year (or not)."""
        unit = {"unit_id": "hrss", "parent_id": "", "kind": "hrss", "name": "淄博市人力资源和社会保障局"}
        self.bus.tell(event("org.unit.registered.v1", unit))
        for one in people:
            self.bus.tell(
                event(
                    "identity.person.registered.v1",
                    {"person_id": one, "name": f"演示{one[-4:]}𠮷", "id_number_masked": "3703************1X"},
                ),
                event(
                    "org.employment.started.v1",
                    {
                        "employment_id": one,
                        "person_id": one,
                        "employer_id": "institute",
                        "employer_name": "淄博市演示设计研究院",
                        "authority_id": "housing",
                        "hrss_id": "hrss",
                        "jurisdiction": "370300",
                        "title": "工程师",
                        "specialty": "城乡规划",
                        "started_on": "2019-03-01",
                    },
                ),
                event("credit.assessment.changed.v1", assessment(one, year, revision, total), version=revision),
            )

    def until(self, certificate_id: str, actor: Any, state: str, seconds: float = 15) -> dict[str, Any]:
        """Wait until a certificate is in a state; return GetCertificate's answer."""

        def found() -> dict[str, Any] | None:
            answer = self.ask("get_certificate", actor, certificate_id=certificate_id)
            return answer if answer["certificate"]["state"] == f"CERTIFICATE_STATE_{state}" else None

        return wait_for(found, seconds=seconds) or {}


def assessment(person_id: str, year: int, revision: int, total: str) -> dict[str, Any]:
    """Return the data of credit.assessment.changed.v1."""
    met = "yes" if float(total) >= 90 else "no"
    needed = {"name": "total", "label": "年度累计", "needed": "90", "have": total, "met": met, "clause": "ZB20 二"}
    return {
        "assessment_id": f"{person_id}-{year}",
        "revision": revision,
        "person_id": person_id,
        "jurisdiction": "370300",
        "year": year,
        "unit": "hours",
        "public_amount": "30",
        "professional_amount": f"{float(total) - 30:g}",
        "total_amount": total,
        "compliant": met,
        "decision": {"minimums": [{**needed, "special": False, "year": year}], "rule_set": {"source": "通知"}},
        "assessed_at": "2020-12-28T01:00:00+00:00",
    }


@pytest.fixture
def desk(certificate: ServiceProcess, own_bus: Any, own_platform: Any) -> Desk:
    """People at the running service."""
    return Desk(own_bus, Path(own_platform.folder))


@pytest.fixture
def met(desk: Desk, database: str) -> Iterator[Callable[..., list[str]]]:
    """Make people who have met 2020, known to the service."""
    engine = make_engine(database)

    def rows(table: str, people: list[str]) -> int:
        query = text(f"SELECT count(*) FROM {table} WHERE person_id = ANY(:people)")
        with engine.connect() as connection:
            return int(connection.execute(query, {"people": people}).scalar_one())

    def make(count: int = 1) -> list[str]:
        people = [new_id() for _ in range(count)]
        desk.meet_the_year(*people)
        wait_for(lambda: all(rows(table, people) == count for table in ("person", "employment", "assessment")))
        return people

    yield make
    engine.dispose()
