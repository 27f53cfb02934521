"""An exam service on SQLite in memory, its clock at noon of 2 March 2026, and what every test needs."""

import base64
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert

from ce_exam.adapters.admission_list import unprintable, write_list
from ce_exam.adapters.capabilities import SignedCapabilities
from ce_exam.adapters.formats.read import read_items
from ce_exam.adapters.formats.write import write_items
from ce_exam.adapters.integrity import look_through
from ce_exam.adapters.mark_tables import ruling_head
from ce_exam.adapters.rescoring import changes_of
from ce_exam.adapters.statistics import gather
from ce_exam.adapters.unit_of_work import SqlExamUnitOfWork
from ce_exam.application.bank_ports import StoredFile
from ce_exam.application.close_attempts import GRACE
from ce_exam.application.mark_ports import AppealTimes
from ce_exam.application.offline_ports import ListForm
from ce_exam.application.tide import Tide
from ce_exam.domain.exam import Exam
from ce_exam.domain.integrity import Flag
from ce_exam.domain.item import Category, Item
from ce_exam.domain.item_list import ListFormat
from ce_exam.domain.item_statistic import ItemStatistic
from ce_exam.domain.likeness import Likeness, alike
from ce_exam.domain.rescore import Change
from ce_exam.domain.ruling import Ruling
from ce_exam.entrypoints.service import ExamService
from ce_exam.settings import ExamSettings
from ce_files.testing import FakeSheets, xlsx
from ce_kit.clock import SHANGHAI
from ce_kit.db.once import BatchOnce
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.store import Units
from ce_nameko.testing import FakeAsks, with_dependencies

HEADER = ["编号", "年度", "科目", "题型", "难度", "题干", "选项A", "选项B", "选项C", "选项D", "答案"]
HRSS = ("city_admin", "unit-hrss")
SILENT = {"value": "silent", "clause": "", "source": "", "reason": "文件没有规定", "more": {}}
ZIBO = {
    "value": "paid_resit",
    "clause": "ZB20 三(三)",
    "source": "淄博市 2020 年度通知",
    "reason": "考试不合格可补考",
    "more": {"chances": None, "fee_yuan": "10"},
}
WEIHAI = {
    "value": "restudy",
    "clause": "WH19 一(一)",
    "source": "威海市 2019 年度通知",
    "reason": "每人有 2 次考试机会",
    "more": {"chances": 2},
}


def question(code: str, difficulty: str = "易", kind: str = "单选", year: int = 2026) -> list[Any]:
    """Return a row of an item list in which the right options say so."""
    if kind == "判断":
        return [code, year, "公需科目", kind, difficulty, f"{code}：此说法正确", "", "", "", "", "正确"]
    texts = (
        ["right 1", "wrong 1", "right 2", "wrong 2"] if kind == "多选" else ["wrong 1", "right", "wrong 2", "wrong 3"]
    )
    answer = "AC" if kind == "多选" else "B"
    return [code, year, "公需科目", kind, difficulty, f"{code}：选出正确的", *texts, answer]


BANK = [
    *(question(f"E{n:02}") for n in range(12)),
    *(question(f"M{n:02}", "中", "多选") for n in range(6)),
    *(question(f"H{n:02}", "难", "判断") for n in range(4)),
]


class FakeLikeness:
    """Compares without a process of its own; see `application.bank_ports.Alike`."""

    most_items = 1000

    def pairs(self, texts: Mapping[str, str], new: Collection[str]) -> list[Likeness]:
        return alike(texts, new)


class FakeFiles:
    """Writes files without a process and a store of its own, and remembers them by ticket."""

    def __init__(self) -> None:
        self.written: dict[str, bytes] = {}

    def write(self, items: Sequence[Item], form: ListFormat, name: str, owner_id: str) -> StoredFile:
        """See `application.bank_ports.ItemFiles`."""
        content = write_items({"format": form.value, "items": [asdict(item) for item in items]})
        return self.keep(base64.b64decode(content), name, owner_id)

    def keep(self, content: bytes, name: str, owner_id: str) -> StoredFile:
        """Keep a file for a person."""
        ticket = f"{owner_id}/{len(self.written) + 1}"
        self.written[ticket] = content
        return StoredFile(ticket, name)


class FakeAdmissionLists:
    """Writes lists without a process and a store of its own."""

    def __init__(self, files: FakeFiles) -> None:
        self.files = files

    def write(self, content: Mapping[str, Any], form: ListForm, name: str, owner_id: str) -> StoredFile:
        """See `application.offline_ports.AdmissionLists`."""
        written = write_list({"format": form.value, **content})
        if written["missing"]:
            raise unprintable(written["missing"])
        return self.files.keep(base64.b64decode(written["content"]), f"{name}.{form.value}", owner_id)


class FakeRescoring:
    """Works out changes without a process of its own; inside of a transaction on its connection, SQLite having one."""

    def __init__(self, uow: SqlExamUnitOfWork) -> None:
        self.uow = uow

    def changes(self, item_version_id: str, ruling: Ruling) -> tuple[int, list[Change]]:
        """See `application.mark_ports.Rescoring`."""
        if self.uow.transaction is not None:
            return changes_of(self.uow.connection, item_version_id, ruling)
        with self.uow.engine.connect() as connection:
            return changes_of(connection, item_version_id, ruling)


class Exams:
    """The service as its callers see it: each call has an actor and a unit of work of its own."""

    def __init__(self, like: "Exams | None" = None) -> None:
        self.units = Units(SqlExamUnitOfWork) if like is None else like.units.copy()
        if like is None:
            with self.units.engine.begin() as connection:  # as migration 0004 leaves it
                connection.execute(insert(ruling_head).values(id=1, number=0))
        self.clock = self.units.clock
        self.item_lists, self.sheets = FakeSheets(read_items), FakeSheets()
        self.files = FakeFiles()
        self.capabilities = SignedCapabilities(b"the secret of this platform")
        self.rules = dict(SILENT)
        self.questions: dict[str, Any] = {}
        self.tide, self.in_queue = Tide(), 0
        self.tide.look(datetime.max.replace(tzinfo=UTC), 0)
        self.credit = FakeAsks(ask_rule=self._answer)

    def call(self, method: str, actor: Any = "lin", **payload: Any) -> dict[str, Any]:
        """Call a method as a person (by id, or an actor with roles)."""
        actor = person(actor) if isinstance(actor, str) else actor
        uow = self.units(actor)
        service = with_dependencies(
            ExamService,
            uow=uow,
            actor=actor,
            clock=self.clock,
            credit=self.credit,
            item_lists=self.item_lists,
            item_files=self.files,
            likeness=FakeLikeness(),
            statistics=self,
            sheets=self.sheets,
            admission_lists=FakeAdmissionLists(self.files),
            settings=ExamSettings(0, 25, 400, AppealTimes(days_to_file=15, workdays_to_answer=10)),
            rescoring=FakeRescoring(uow),
            looks=self,
            capabilities=self.capabilities,
            tide=self.tide,
        )
        return getattr(service, method)({"request_id": new_id(), **payload})

    def _answer(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Answer as `questions` says (a dict, or a function of the facts), else by the rule about failures."""
        answer = self.questions.get(payload["question"], self.rules)
        return dict(answer(payload["facts"]) if callable(answer) else answer)

    def gather(self, year: int, category: Category) -> tuple[int, list[ItemStatistic]]:
        """Sum up attempts without a process of its own; see `application.bank_ports.Gathers`."""
        with self.units.engine.connect() as connection:
            return gather(connection, year, category)

    def look(self, exam: Exam) -> tuple[int, list[Flag]]:
        """Look through an exam without a process of its own; see `application.integrity_ports.Looks`."""
        with self.units.engine.connect() as connection:
            return look_through(connection, exam.year, exam.category, exam.exam_id)

    def set_time(self, text: str) -> None:
        """Set the clock to a local time in Shandong."""
        self.clock.instant = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)

    def upload(self, *rows: list[Any], header: list[str] | None = None, owner: str = "hu") -> str:
        """Upload an item list and return its ticket."""
        return self.item_lists.upload(xlsx(header or HEADER, rows), owner)

    def import_items(self, *rows: list[Any], dry_run: bool = False, header: list[str] | None = None) -> dict[str, Any]:
        """Import rows as an administrator of the HRSS unit."""
        ticket = self.upload(*rows, header=header)
        return self.call("import_items", person("hu", HRSS), file_ticket=ticket, dry_run=dry_run)

    def fill(self) -> dict[str, Any]:
        """Import 12 easy single-choice, 6 medium multiple-choice and 4 hard true-or-false public items of 2026."""
        return self.import_items(*BANK)

    def create(self, **fields: Any) -> dict[str, Any]:
        """Create an exam: five easy items of 20 points, pass at 60, open in March, unless told otherwise."""
        given = {
            "year": 2026,
            "category": "EXAM_CATEGORY_PUBLIC",
            "title": "公需科目考试",
            "opens_on": "2026-03-01",
            "closes_on": "2026-03-31",
            "duration_minutes": 60,
            "blueprint": [{"difficulty": "DIFFICULTY_EASY", "count": 5}],
            "points_per_item": 20,
            "pass_mark": 60,
            "min_study_hours": "0",
        }
        return self.call("create_exam", person("hu", HRSS), **{**given, **fields})["exam"]

    def start(self, exam_id: str, actor: str = "lin", **payload: Any) -> dict[str, Any]:
        """Begin an attempt."""
        return self.call("start_attempt", actor, exam_id=exam_id, **payload)

    def save(self, started: dict[str, Any], answers: list[Any], sequence: int, actor: str = "lin") -> dict[str, Any]:
        """Save a sheet; return the one that is kept."""
        self.receive(self.job(started, answers, "save", sequence, actor, self.clock.now()))
        return self.call("get_attempt", actor, attempt_id=started["attempt"]["attempt_id"]).get("saved", {})

    def submit(self, started: dict[str, Any], answers: list[Any], actor: str = "lin", **fields: Any) -> dict[str, Any]:
        """Hand a sheet in; return the job."""
        handed = {**self.job(started, answers, "submit", 99, actor, self.clock.now()), **fields}
        self.receive(handed)
        return handed

    def job(
        self, started: dict[str, Any], answers: list[Any], kind: str, sequence: int, actor: str, received_at: datetime
    ) -> dict[str, Any]:
        """Return a sheet as the gateway queues it."""
        chosen = sorted([one["number"], "".join(sorted(one["chosen"]))] for one in answers if one["chosen"])
        return {
            "kind": kind,
            "attempt_id": started["attempt"]["attempt_id"],
            "person_id": actor,
            "request_id": new_id(),
            "sequence": sequence,
            "answers": chosen,
            "answers_sha256": hashlib.sha256(json.dumps(chosen, separators=(",", ":")).encode()).hexdigest(),
            "received_at": received_at.isoformat(timespec="microseconds"),
        }

    def receive(self, *jobs: dict[str, Any], together: bool = False) -> None:
        """Deliver a batch of sheets from the queue, a bundle each or `together` in one."""
        uow = self.units(once=BatchOnce("work.exam.submissions"))
        service = with_dependencies(ExamService, uow=uow, clock=self.clock, tide=self.tide)
        service.on_sheets([{"sheets": list(jobs)}] if together else [{"sheets": [job]} for job in jobs])

    def sit(self, exam_id: str, *, right: int, actor: str = "lin") -> dict[str, Any]:
        """Begin, answer so many questions right, hand in; return the attempt."""
        started = self.start(exam_id, actor)
        self.submit(started, answers_of(started["paper"], right), actor)
        return self.get(started, actor)

    def get(self, started: dict[str, Any], actor: Any = "lin") -> dict[str, Any]:
        """Return an attempt as it is now."""
        return self.call("get_attempt", actor, attempt_id=started["attempt"]["attempt_id"])["attempt"]

    def standing(self, exam_id: str, actor: str = "lin") -> dict[str, Any]:
        """Return a person's standing in an exam."""
        listed = self.call("list_exams", actor)["exams"]
        return next(one["standing"] for one in listed if one["exam"]["exam_id"] == exam_id)

    def study(self, hours: str, *, round_number: int = 1, actor: str = "lin", year: int = 2026, **fields: Any) -> None:
        """Deliver the completion of a course."""
        data = {
            "enrolment_id": new_id(),
            "person_id": actor,
            "year": year,
            "category": "public",
            "hours": hours,
            "round": round_number,
        }
        self.complete([event("learning.course.completed.v1", {**data, **fields})])

    def complete(self, events: list[dict[str, Any]]) -> None:
        """Deliver a batch of completions."""
        uow = self.units(once=BatchOnce("exam.learning.course.completed.v1"))
        with_dependencies(ExamService, uow=uow, clock=self.clock).on_course_completed(events)

    def pay(self, exam_id: str, *people: str, event_id: str = "", order_id: str = "") -> None:
        """Deliver the payment of a resit for each of the people; raises AlreadyHandled for an event seen before."""
        lines = [{"product": "resit", "reference": exam_id, "person_id": one, "amount_fen": 1000} for one in people]
        self.hear_payment({"order_id": order_id or new_id(), "lines": lines}, event_id)

    def hear_payment(self, data: dict[str, Any], event_id: str = "") -> None:
        """Deliver a paid order."""
        uow = self.units.for_event(event_id or new_id())
        with_dependencies(ExamService, uow=uow, clock=self.clock).on_order_paid({"data": data})

    def service(self) -> ExamService:
        """Return the service as its periodic jobs see it."""
        waiting = {"waiting": lambda: self.in_queue}
        return with_dependencies(ExamService, uow=self.units(), clock=self.clock, tide=self.tide, **waiting)

    def sweep(self) -> None:
        """Let the periodic job run once, after the time that sheets may be on their way."""
        self.clock.instant += GRACE
        self.service().close_overdue()


def answers_of(paper: dict[str, Any], right: int = 1000) -> list[dict[str, Any]]:
    """Answer the first `right` questions right and the others wrong, by what the options say."""
    answers = []
    for one in paper["questions"]:
        good = [option["label"] for option in one["options"] if option["text"].startswith(("right", "正确"))]
        bad = [option["label"] for option in one["options"] if option["label"] not in good]
        answers.append({"number": one["number"], "chosen": "".join(good) if one["number"] <= right else bad[0]})
    return answers


@pytest.fixture
def exams() -> Exams:
    """The service with an empty bank."""
    return Exams()


@pytest.fixture(scope="session")
def filled() -> Exams:
    """A service with a bank to make copies of; see `Exams.fill`."""
    made = Exams()
    assert made.fill()["counts"] == {"NEW": len(BANK)}
    return made


@pytest.fixture
def bank(filled: Exams) -> Exams:
    """The service with a bank."""
    return Exams(filled)


@pytest.fixture(scope="session")
def answers() -> Any:
    """See `answers_of`."""
    return answers_of


@pytest.fixture(scope="session")
def make_exams(filled: Exams) -> Any:
    """Make services with a bank, one per example of a property test."""

    def make(rules: dict[str, Any]) -> Exams:
        made = Exams(filled)
        made.rules = rules
        return made

    return make


@pytest.fixture
def zibo(bank: Exams) -> Exams:
    """Where each resit is paid."""
    bank.rules = ZIBO
    return bank


@pytest.fixture
def weihai(bank: Exams) -> Exams:
    """Where two failures lead to new study."""
    bank.rules = WEIHAI
    return bank
