"""Two processes of the exam service on the real broker and PostgreSQL, and rules that answer as credit does."""

import contextlib
import hashlib
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import kombu
import orjson
import pytest

from ce_exam.app import APP
from ce_exam.application.close_attempts import GRACE
from ce_files.storage import FolderStore
from ce_files.testing import xlsx
from ce_files.tickets import FileTicket
from ce_kit.bus.connections import connect
from ce_kit.clock import SHANGHAI, RatedClock, set_rated_clock
from ce_kit.ids import new_id
from ce_kit.testing.bus import person
from ce_kit.testing.process import ServiceProcess
from ce_kit.testing.waiting import wait_for

HEADER = ["编号", "年度", "科目", "题型", "难度", "题干", "选项A", "选项B", "选项C", "答案"]
HU = person("hu", ("city_admin", "unit-hrss"))
RULES = {
    2020: {"value": "paid_resit", "clause": "ZB20 三(三)", "source": "s", "reason": "r", "more": {"fee_yuan": "10"}},
    2019: {"value": "restudy", "clause": "WH19 一(一)", "source": "s", "reason": "r", "more": {"chances": 2}},
    2026: {"value": "silent", "clause": "", "source": "", "reason": "文件没有规定", "more": {}},
}
RULES[2021] = RULES[2026]
MODES = {2021: {"value": "no", "clause": "ZB20 三(二)", "source": "s", "reason": "线上线下只能选一种", "more": {}}}
"""Whoever chose one mode may not choose the other in that year."""


class StandInCredit:
    """Answers credit.ask_rule over the real bus, and remembers who asked what."""

    def __init__(self, uri: str) -> None:
        self.uri, self.stopping = uri, False
        self.asked: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        with connect(self.uri) as connection, connection.channel() as channel:
            exchange = kombu.Exchange("nameko-rpc", durable=True, type="topic")
            arguments = {"x-queue-type": "classic"}
            queue = kombu.Queue("rpc-credit", exchange, "credit.*", durable=True, queue_arguments=arguments)
            producer = kombu.Producer(channel, exchange, auto_declare=False)

            def answer(message: Any) -> None:
                (payload,) = orjson.loads(message.body)["args"]
                self.asked.append((payload, dict(message.headers)))
                rules = MODES if payload["question"] == "exam_mode" and payload["year"] in MODES else RULES
                body = orjson.dumps({"result": rules[payload["year"]], "error": None})
                properties = {"correlation_id": message.properties["correlation_id"]}
                producer.publish(
                    body,
                    routing_key=message.properties["reply_to"],
                    content_type="application/json",
                    content_encoding="utf-8",
                    **properties,
                )
                message.ack()

            with kombu.Consumer(channel, [queue], on_message=answer):
                self.ready.set()
                while not self.stopping:
                    with contextlib.suppress(TimeoutError):
                        connection.drain_events(timeout=0.2)


@pytest.fixture(scope="module")
def credit(own_platform: Any) -> Iterator[StandInCredit]:
    """The stand-in, answering."""
    stand_in = StandInCredit(own_platform.amqp_uri)
    stand_in.thread.start()
    assert stand_in.ready.wait(10)
    yield stand_in
    stand_in.stopping = True
    stand_in.thread.join(5)


@pytest.fixture(scope="module")
def database(own_platform: Any) -> str:
    """A migrated database."""
    return str(own_platform.migrated(APP))


class Jumps:
    """The platform's business time: real seconds, from noon of 2 March 2026, until it is made to jump."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.to("2026-03-02T12:00:00")

    def to(self, text: str) -> None:
        """Make it a later local time in Shandong in every process."""
        set_rated_clock(self.path, datetime.fromisoformat(text).replace(tzinfo=SHANGHAI), 1)

    def past(self, deadline: str) -> None:
        """Make it so late after a deadline (RFC 3339) that no sheet can be on its way any more."""
        set_rated_clock(self.path, datetime.fromisoformat(deadline) + GRACE, 1)

    @property
    def now(self) -> datetime:
        """The present instant."""
        return RatedClock(self.path).now()


@pytest.fixture(scope="module")
def jumps(own_platform: Any) -> Jumps:
    """Business time."""
    return Jumps(Path(own_platform.folder) / f"clock-{new_id()}.json")


@pytest.fixture(scope="module")
def processes(own_platform: Any, database: str, credit: StandInCredit, jumps: Jumps) -> Iterator[list[ServiceProcess]]:
    """Two processes of the service."""
    clock = {"demo": "true", "clock_file": str(jumps.path)}
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(own_platform.service("ce_exam", database, **clock)) for _ in range(2)]


@pytest.fixture(scope="module")
def ask(processes: list[ServiceProcess], own_bus: Any) -> Any:
    """Call a method as a person (by id, or an actor with roles)."""

    def call(method: str, actor: Any = "lin", **payload: Any) -> dict[str, Any]:
        caller = person(actor) if isinstance(actor, str) else actor
        return dict(own_bus.ask(f"exam.{method}", {"request_id": new_id(), **payload}, actor=caller, seconds=30))

    return call


@pytest.fixture(scope="module")
def send(own_bus: Any, jumps: Jumps) -> Any:
    """Put sheets on the queue as the gateway does: `send((started, answers, fields), …)`; returns the jobs."""

    def put(*sheets: tuple[dict[str, Any], list[Any], dict[str, Any]]) -> list[dict[str, Any]]:
        jobs = [{**job(started, answers, jumps.now), **fields} for started, answers, fields in sheets]
        assert own_bus.put("exam.submissions", *({"sheets": [job]} for job in jobs)) == [None] * len(jobs)
        return jobs

    return put


def job(started: dict[str, Any], answers: list[Any], received_at: datetime) -> dict[str, Any]:
    """Return a sheet as the gateway queues it."""
    chosen = sorted([one["number"], one["chosen"]] for one in answers)
    return {
        "kind": "submit",
        "attempt_id": started["attempt"]["attempt_id"],
        "person_id": started["attempt"]["person_id"],
        "request_id": new_id(),
        "sequence": 9,
        "answers": chosen,
        "answers_sha256": hashlib.sha256(orjson.dumps(chosen)).hexdigest(),
        "received_at": received_at.isoformat(timespec="microseconds"),
    }


@pytest.fixture(scope="module")
def upload(own_platform: Any) -> Any:
    """Store an item list as the gateway does; returns its ticket."""

    def put(*rows: list[Any]) -> str:
        content = xlsx(HEADER, rows)
        sha256, size = FolderStore(Path(own_platform.folder) / "files").put([content], 1 << 20)
        ticket = FileTicket(sha256, size, "application/xlsx", "题库.xlsx", "hu")
        return ticket.encode(own_platform.secret.encode())

    return put


@pytest.fixture(scope="module")
def bank(upload: Any, ask: Any) -> None:
    """Twenty easy items for each year."""
    rows = [
        [f"E{number:02}", year, "公需科目", "单选", "易", f"第 {number} 题：𠮷与䶮", "right", "wrong 1", "wrong 2", "A"]
        for year in RULES
        for number in range(20)
    ]
    ticket = upload(*rows)
    assert ask("import_items", HU, file_ticket=ticket)["counts"] == {"NEW": len(rows)}
    assert ask("import_items", HU, file_ticket=ticket)["counts"] == {"UNCHANGED": len(rows)}


@pytest.fixture
def create(ask: Any, bank: None) -> Any:
    """Create an exam of five items, pass at three, open in the year 2026; return it."""

    def make(year: int = 2026, **fields: Any) -> dict[str, Any]:
        given = {
            "year": year,
            "category": "EXAM_CATEGORY_PUBLIC",
            "title": "公需科目考试",
            "opens_on": "2026-03-01",
            "closes_on": "2026-12-31",
            "duration_minutes": 600,
            "blueprint": [{"difficulty": "DIFFICULTY_EASY", "count": 5}],
            "points_per_item": 20,
            "pass_mark": 60,
            "min_study_hours": "0",
        }
        return dict(ask("create_exam", HU, **{**given, **fields})["exam"])

    return make


@pytest.fixture
def sit(ask: Any, send: Any) -> Any:
    """Begin an exam, answer so many questions right, hand in through the queue; return the graded attempt."""

    def make(exam_id: str, who: str, right: int) -> dict[str, Any]:
        started = ask("start_attempt", who, exam_id=exam_id)
        answers = []
        for one in started["paper"]["questions"]:
            wanted = one["number"] <= right
            labels = [option["label"] for option in one["options"] if (option["text"] == "right") is wanted]
            answers.append({"number": one["number"], "chosen": labels[0]})
        send((started, answers, {}))
        view = {"actor": who, "attempt_id": started["attempt"]["attempt_id"]}
        wait_for(lambda: "mark" in ask("get_attempt", **view)["attempt"])
        return dict(ask("get_attempt", **view)["attempt"])

    return make
