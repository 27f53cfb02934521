"""A credit service on SQLite in memory, as its callers and the bus see it; one city at a time."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from ce_credit.adapters.evidence import EvidenceTickets
from ce_credit.adapters.rule_book import InstalledRuleBook
from ce_credit.adapters.unit_of_work import SqlCreditUnitOfWork
from ce_credit.domain.errors import InvalidFact, NoRuleSet, UnknownJurisdiction, UnknownQuestion
from ce_credit.entrypoints.service import CreditService
from ce_files.tickets import FileTicket
from ce_kit.call import Actor
from ce_kit.clock import FixedClock, local_time
from ce_kit.db.once import AlreadyHandled, BatchOnce, EventOnce
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.store import Units
from ce_nameko.testing import with_dependencies
from ce_rules import RuleBook

SECRET = b"the secret of this platform"
HANDLERS = {
    "org.employment.started.v1": "on_employments_started",
    "org.employment.ended.v1": "on_employments_ended",
    "learning.course.completed.v1": "on_courses_completed",
    "exam.attempt.graded.v1": "on_attempts_graded",
    "federation.hours.received.v1": "on_hours_received",
    "federation.assessment.received.v1": "on_assessments_received",
}


class FakeRules:
    """Hours count as stated, at most 40 of training, and only when reviewed; public courses want their exam."""

    exam_in = frozenset({"public"})
    resits_are_paid = False

    def __init__(self, jurisdiction: str, year: int) -> None:
        self.ref = {
            "id": f"FAKE-{jurisdiction}",
            "version": "1",
            "jurisdiction": jurisdiction,
            "name": "演示",
            "year": year,
            "notice": "F",
            "source": "演示通知",
        }

    def reads(self, activity_type: str) -> frozenset[str] | None:
        known = {
            "platform_course": "category hours exam exam_attempts done",
            "training": "hours review rejected_by proof",
        }
        return frozenset(known[activity_type].split()) if activity_type in known else None

    def decide(self, case: list[dict[str, Any]]) -> Mapping[str, Any]:
        room, activities = Decimal(40), []
        for fact in case:
            if "hours" not in fact:
                raise InvalidFact("facts.hours 未填写", path="facts.hours", activity_id=fact["id"])
            hours = Decimal(fact["hours"])
            reason = self._reason(fact)
            counts = Decimal(0) if reason else hours
            if fact["type"] == "training" and counts > room:
                counts, reason = room, "over_cap_recognition"
            room -= counts if fact["type"] == "training" else 0
            activities.append(self._activity(fact, hours, counts, reason))
        sums = {
            name: sum((Decimal(one[f"counted_{name}"]) for one in activities), Decimal(0))
            for name in ("public", "professional")
        }
        total = sum(sums.values())
        return {
            "rule_set": self.ref,
            "unit": "hours",
            **{name: text(amount) for name, amount in sums.items()},
            "total": text(total),
            "compliant": "yes" if total >= 90 else "no",
            "by_year": {},
            "activities": activities,
            **{name: [] for name in ("minimums", "caps", "notes", "missing", "next_steps", "purpose_notes")},
            "fees_yuan": None,
            "readings": {},
        }

    def _reason(self, fact: Mapping[str, Any]) -> str:
        if fact["type"] == "platform_course" and fact.get("category") == "public":
            return "" if (fact.get("exam_attempts") or [fact.get("exam")])[-1] == "passed" else "exam_missing"
        if fact["type"] == "training":
            checks = {
                "rejected": "rejected_by" in fact,
                "proof_missing": fact.get("proof") == "missing",
                "not_reviewed": "review" in fact,
            }
            return next((reason for reason, holds in checks.items() if holds), "")
        return "" if fact["type"] == "platform_course" else "no_rule"

    def _activity(self, fact: Mapping[str, Any], hours: Decimal, counts: Decimal, reason: str) -> dict[str, Any]:
        category = fact.get("category", "professional")
        step = {"clause": "F 一", "source": "演示通知", "text": f"{fact['id']}", "inputs": {}, "numbers": {}}
        cut = {"amount": text(hours - counts), "reason": reason, "clause": "F 二", "text": reason}
        return {
            "id": fact["id"],
            "type": fact["type"],
            "year": self.ref["year"],
            "converted": text(hours),
            "counted_public": text(counts) if category == "public" else "0",
            "counted_professional": text(counts) if category == "professional" else "0",
            "counted": text(counts),
            "not_counted": [cut] if counts < hours else [],
            "steps": [step],
            "readings": {},
        }


class FakeRuleBook:
    """Two places and two years; passes the same contract tests as the installed rules."""

    places = ("370300", "371000")
    years = (2019, 2020)

    def rules(self, jurisdiction: str, year: int) -> FakeRules:
        self._check(jurisdiction, year)
        return FakeRules(jurisdiction, year)

    def ask(self, jurisdiction: str, year: int, question: str, facts: Mapping[str, Any]) -> dict[str, Any]:
        self._check(jurisdiction, year)
        answers = {"review_chain": ["person", "employer", "industry_authority"], "fee": "silent"}
        if question not in answers:
            raise UnknownQuestion(f"没有问题 {question}", question=question, known="review_chain")
        answer = {"clause": "F 三", "source": "演示通知", "reason": "演示", "words": None, "more": {}, "readings": {}}
        return {"value": answers[question], **answer}

    def knows(self, jurisdiction: str) -> bool:
        return jurisdiction in self.places

    def _check(self, jurisdiction: str, year: int) -> None:
        if jurisdiction not in self.places:
            raise UnknownJurisdiction(f"没有 {jurisdiction} 的规则", known="F")
        if year not in self.years:
            raise NoRuleSet(f"没有 {year} 年度的规则", known="F")


def text(amount: Decimal | int) -> str:
    """Write an amount as the rules do."""
    return f"{Decimal(amount).normalize():f}"


class Credits:
    """The service of one platform: each call has an actor and a unit of work of its own."""

    def __init__(self, platform: str = "370300", year: int = 2020, role: str = "city", book: Any = None) -> None:
        self.platform, self.year, self.role = platform, year, role
        self.units = Units(SqlCreditUnitOfWork, clock=FixedClock(local_time(date(year, 6, 1), 12)))
        self.clock = self.units.clock
        self.book = book or installed()
        self.box = EvidenceTickets(SECRET)

    def service(self, actor: Actor, once: Any = None) -> CreditService:
        """Return the service as one call sees it."""
        return with_dependencies(
            CreditService,
            uow=self.units(actor, once=once),
            actor=actor,
            clock=self.clock,
            book=self.book,
            box=self.box,
            settings=SimpleNamespace(platform=self.platform, role=self.role),
        )

    def call(self, method: str, actor: Actor | str = "lin", **payload: Any) -> Any:
        """Call a method as a person (by id, or an actor with roles)."""
        actor = person(actor) if isinstance(actor, str) else actor
        return getattr(self.service(actor), method)({"request_id": new_id(), **payload})

    def hear(self, *events: Mapping[str, Any]) -> None:
        """Deliver events, those of one type that follow each other as one batch; a known one has no effect."""
        batch: list[Any] = []
        for one in [*events, None]:
            if batch and (one is None or one["type"] != batch[0]["type"]):
                self._deliver(batch)
                batch = []
            batch.append(one)

    def _deliver(self, batch: list[Any]) -> None:
        kind = batch[0]["type"]
        actor = Actor("credit", "service")
        if kind in HANDLERS:
            getattr(self.service(actor, BatchOnce(f"credit.{kind}")), HANDLERS[kind])(batch)
            return
        for one in batch:
            try:
                self.service(actor, EventOnce(f"credit.{kind}", one["id"])).on_person_linked(one)
            except AlreadyHandled:
                continue

    def at(self, day: str) -> None:
        """Set the clock to noon of a day in Shandong."""
        self.clock.instant = local_time(date.fromisoformat(day), 12)

    # What happens on the platform ---------------------------------------------------------------------------

    def employ(self, person_id: str = "lin", employer: str = "hospital", **data: Any) -> None:
        """Have org tell that somebody is employed below the health authority since long ago."""
        self.hear(self.employed(person_id, employer, **data))

    def employed(self, person_id: str = "lin", employer: str = "hospital", version: int = 1, **data: Any) -> Any:
        """Return org's event of an employment."""
        about = {
            "employment_id": f"{person_id}@{employer}",
            "person_id": person_id,
            "person_name": f"𠮷{person_id}",
            "employer_id": employer,
            "employer_name": f"演示{employer}",
            "authority_id": "health",
            "authority_name": "演示卫健委",
            "hrss_id": "hrss",
            "jurisdiction": self.platform,
            "title": "主治医师",
            "specialty": "内科",
            "started_on": "2015-01-01",
        }
        return event("org.employment.started.v1", {**about, **data}, subject=about["employment_id"], version=version)

    def left(self, person_id: str = "lin", employer: str = "hospital", on: str = "2020-03-31") -> Any:
        """Return org's event of a last day."""
        about = {"employment_id": f"{person_id}@{employer}", "person_id": person_id, "employer_id": employer}
        return event("org.employment.ended.v1", {**about, "ended_on": on}, version=2)

    def completed(self, course: str, hours: str, person_id: str = "lin", **data: Any) -> Any:
        """Return learning's event of a completed course; public and required unless told otherwise."""
        about = {
            "enrolment_id": f"{person_id}/{course}",
            "person_id": person_id,
            "course_id": course,
            "title": f"课程 {course}",
            "year": self.year,
            "category": "public",
            "part": "required",
            "hours": hours,
            "round": 1,
            "completed_on": f"{self.year}-05-01",
        }
        about.update(data)
        if about["category"] == "professional":
            about["part"] = ""
        version = 40 if about["round"] == 1 else 3  # each round is an enrolment with versions of its own
        return event("learning.course.completed.v1", about, subject=about["enrolment_id"], version=version)

    def graded(self, number: int, passed: bool, person_id: str = "lin", version: int = 1, **data: Any) -> Any:
        """Return exam's event of a graded attempt at the public exam."""
        about = {
            "attempt_id": f"{person_id}#{number}",
            "person_id": person_id,
            "exam_id": "exam",
            "year": self.year,
            "category": "public",
            "number": number,
            "round": 1,
            "mode": "online",
            "mark": 90 if passed else 30,
            "pass_mark": 60,
            "passed": passed,
            "sat_on": f"{self.year}-05-{number + 10}",
        }
        about.update(data)
        return event("exam.attempt.graded.v1", about, subject=about["attempt_id"], version=version)

    def file(self, owner: str = "lin", media_type: str = "application/pdf", name: str = "证明.pdf") -> str:
        """Upload a file; return its ticket."""
        sha256 = f"{abs(hash((owner, name))):064x}"[-64:]
        return FileTicket(sha256, 1234, media_type, name, owner).encode(SECRET)

    def claim(self, activity_type: str = "training", actor: str = "lin", **payload: Any) -> Any:
        """File a claim with a proof; return the answer."""
        given = {"title": "培训", "facts": {}, "year": self.year, "file_tickets": [self.file(actor)], **payload}
        return self.call("submit_claim", actor, activity_type=activity_type, **given)

    def recognise(self, claim_id: str, **payload: Any) -> None:
        """Pass all steps of a claim."""
        for reviewer in (CLERK, OFFICER):
            self.call("approve_claim", reviewer, claim_id=claim_id, **payload)

    # What is left behind ------------------------------------------------------------------------------------

    def assessed(self, person_id: str = "lin", year: int | None = None) -> Any:
        """Return the year as the person sees it."""
        return self.call("get_year", person_id, year=year or self.year)["assessment"]

    def outcome(self, activity_id: str, person_id: str = "lin") -> Any:
        """Return what counts of one activity."""
        (found,) = [one for one in self.assessed(person_id)["activities"] if one["activity_id"] == activity_id]
        return found

    def of_course(self, course: str, person_id: str = "lin") -> Any:
        """Return what counts of a course, by its title."""
        return next(one for one in self.assessed(person_id)["activities"] if one["title"] == f"课程 {course}")

    def ledger(self, person_id: str = "lin", year: int | None = None) -> dict[tuple[str, str], Decimal]:
        """Return the ledger's sums by activity and category."""
        sums: dict[tuple[str, str], Decimal] = {}
        for row in self.units.rows("ledger_entry"):
            if (row["person_id"], row["year"]) == (person_id, year or self.year):
                place = row["activity_id"], row["category"]
                sums[place] = sums.get(place, Decimal(0)) + row["amount"]
        return {place: amount for place, amount in sums.items() if amount}


CLERK = person("clerk", ("employer_admin", "hospital"))
OFFICER = person("officer", ("authority_admin", "health"))
HRSS = person("hrss-clerk", ("hrss_admin", "hrss"))

_opened: list[InstalledRuleBook] = []


def installed() -> InstalledRuleBook:
    """Return the installed rules, opened once per run."""
    if not _opened:
        _opened.append(InstalledRuleBook(RuleBook.installed()))
    return _opened[0]


@pytest.fixture
def zibo() -> Credits:
    """淄博 in 2020, with 林 employed at a hospital below the health authority."""
    credits = Credits()
    credits.employ()
    return credits


@pytest.fixture
def weihai() -> Credits:
    """威海 in 2019, the same."""
    credits = Credits("371000", 2019)
    credits.employ()
    return credits


@pytest.fixture
def toy() -> Credits:
    """A city under the fake rules."""
    credits = Credits(book=FakeRuleBook())
    credits.employ()
    return credits


@pytest.fixture
def province() -> Credits:
    """The provincial platform."""
    return Credits("370000", 2020, "province")


@pytest.fixture
def new_credits() -> type[Credits]:
    """Makes platforms, for tests that need several."""
    return Credits


@pytest.fixture
def fake_book() -> type[FakeRuleBook]:
    """Makes fake rule books."""
    return FakeRuleBook


@pytest.fixture
def reviewers() -> SimpleNamespace:
    """The clerk of the hospital, the officer of the health authority, the clerk of the HRSS unit."""
    return SimpleNamespace(clerk=CLERK, officer=OFFICER, hrss=HRSS)
