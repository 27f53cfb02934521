"""kill -9 of credit, the relay, the gateway and RabbitMQ, one after the other, under a steady stream of work.

Twenty people complete courses and file claims, two reviewers approve. Clients do what a good client does:
they send a call that was not answered again, with the same request id. Afterwards the ledger holds exactly
what was acknowledged.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import json_format, struct_pb2

from ce.credit.v1 import credit_service_pb2 as credit
from ce.learning.v1 import learning_service_pb2 as learning
from ce_demo.client import Refused, Session
from ce_demo.files import people
from ce_demo.files.city import WEIHAI
from ce_demo.files.people import Part
from ce_demo.platforms import Running, free_span
from ce_demo.story.cast import Cast, set_up
from ce_demo.story.staff import import_staff
from ce_demo.story.tale import Tale
from ce_kit.clock import set_rated_clock
from ce_ops.backing.server import free_port
from ce_ops.bootstrap import FirstAdministrator, bootstrap
from ce_ops.layout import Platform
from ce_ops.processes import Process, python
from ce_ops.server_profile import Backing, ServerPlatform

PEOPLE, CLAIMS = 20, 4
PATIENCE_SECONDS = 90
AGAIN = {
    "UNAVAILABLE",
    "DEADLINE_EXCEEDED",
    "STORE_UNAVAILABLE",
    "StatusCode.UNAVAILABLE",
    "StatusCode.DEADLINE_EXCEEDED",
}


@dataclass
class City:
    """A platform of the server profile whose relay of learning is a process of its own."""

    platform: Platform
    backing: Backing
    server: ServerPlatform
    relay: Process
    cast: Cast | None = None

    def start_relay(self) -> None:
        self.relay.start(python("ce_learning", "relay"), self.server.environment("learning"))

    def restart(self, part: str) -> None:
        """End a part at once and start it again a moment later."""
        if part == "rabbitmq":
            self.backing.rabbitmq.kill()
            time.sleep(0.5)
            self.backing.rabbitmq.start()
            return
        process = self.relay if part == "relay" else self.server.process(part)
        process.kill()
        assert process.pid is None
        time.sleep(0.5)
        if part == "relay":
            self.start_relay()
        else:
            self.server.start()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    folder = tmp_path_factory.mktemp("kill")
    platform = _platform(folder)
    backing = Backing(folder, amqp_port=free_port(), postgres_port=free_port())
    server = ServerPlatform(platform, backing)
    made = City(platform, backing, server, Process("learning-relay", folder / "relay"))
    try:
        backing.start()
        server.prepare()
        server.start()
        made.start_relay()
        server.wait_until_ready()
        made.cast = _set_up(made)
        yield made
    finally:
        server.stop()
        made.relay.stop()
        backing.remove()


def _platform(folder: Path) -> Platform:
    base = free_span(100)
    extra = {"CE_LEARNING_LONGEST_SEGMENT": "86400", "CE_LEARNING_RELAY": "false"}
    platform = Platform(
        WEIHAI.code, WEIHAI.name, "city", "server", folder / WEIHAI.code, base, base + 10, demo=True, extra=extra
    )
    platform.save()
    set_rated_clock(platform.clock_file, datetime.fromisoformat("2019-05-06T09:00:00+08:00"), 100_000)
    return platform


def _set_up(city: City) -> Cast:
    admin = people.the(Part.HRSS_ADMIN, people.administrators(WEIHAI.code))
    request = FirstAdministrator("威海市人力资源和社会保障局（演示）", WEIHAI.code, admin.name, admin.id_number)
    running = Running(city.platform, request)
    secret = city.platform.secrets().read("bus-secret").encode()
    answer = bootstrap(city.backing.rabbitmq.uri(city.platform.vhost), secret, request)
    running = replace(running, activation_code=answer["activation_code"], unit_id=answer["unit_id"])
    cast = set_up(Tale(), running, WEIHAI)
    import_staff(cast)
    return cast


def patiently(call: Callable[[Any], Any], request: Any) -> Any:
    """Send a request until it is answered; the request id stays the same."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return call(request)
        except Refused as error:
            if error.reason not in AGAIN or time.monotonic() > end:
                raise
            time.sleep(0.2)


@dataclass
class Learner:
    """A person and what was acknowledged to them."""

    session: Session
    completed: dict[str, Decimal] = field(default_factory=dict)
    claimed: dict[str, Decimal] = field(default_factory=dict)

    def live(self, cast: Cast) -> None:
        for number, course in enumerate(
            c for c in cast.courses.values() if c.category == learning.COURSE_CATEGORY_PROFESSIONAL
        ):
            self._study(course)
            if number < CLAIMS:
                self._claim(number)

    def _study(self, course: learning.Course) -> None:
        api = self.session.learning
        enrolment = patiently(api.Enrol, learning.EnrolRequest(course_id=course.course_id)).enrolment
        started = patiently(api.StartStudy, learning.StartStudyRequest(enrolment_id=enrolment.enrolment_id))
        position = enrolment.studied_seconds
        while enrolment.state != learning.ENROLMENT_STATE_COMPLETED:
            position += started.longest_segment_seconds
            request = learning.ReportStudyRequest(study_id=started.study_id, position_seconds=position)
            enrolment = patiently(api.ReportStudy, request).enrolment
            time.sleep(0.6)  # so that there is something going on until the last part was killed
        self.completed[course.title] = Decimal(course.hours)

    def _claim(self, number: int) -> None:
        day = f"2019-05-{10 + number:02d}"
        facts = {
            "organiser": "industry_authority",
            "dates": [day],
            "hours_per_day": [6],
            "project_filed": True,
            "hours": 6,
        }
        title = f"第 {number + 1} 次演示培训"
        request = credit.SubmitClaimRequest(
            year=WEIHAI.year,
            activity_type="training",
            title=title,
            facts=json_format.ParseDict(facts, struct_pb2.Struct()),
            file_tickets=[patiently(self.session.upload, WEIHAI.file("evidence/points.pdf"))],
        )
        patiently(self.session.credit.SubmitClaim, request)
        self.claimed[title] = Decimal(6)


def review(cast: Cast, stopping: threading.Event, approved: Counter[str]) -> None:
    """Approve whatever waits for the employer or the authority, until told to stop and nothing waits."""
    while True:
        idle = True
        for reviewer in (cast.employer, cast.authority):
            listing = credit.ListClaimsRequest(view="CLAIM_VIEW_AWAITING_ME", year=WEIHAI.year, page_size=100)
            for claim in patiently(reviewer.credit.ListClaims, listing).claims:
                idle = False
                request = credit.ApproveClaimRequest(claim_id=claim.claim_id, step=claim.awaits)
                answer = patiently(reviewer.credit.ApproveClaim, request)
                approved[answer.claim.claim_id] += answer.claim.state == credit.CLAIM_STATE_APPROVED
        if idle and stopping.is_set():
            return
        time.sleep(0.2)


def test_nothing_acknowledged_is_lost_and_nothing_counts_twice(city):
    cast = city.cast
    learners = [Learner(cast.activate(person)) for person in people.staff(WEIHAI)[:PEOPLE]]
    stopping, approved = threading.Event(), Counter()
    with ThreadPoolExecutor(PEOPLE + 1) as pool:
        reviewing = pool.submit(review, cast, stopping, approved)
        living = [pool.submit(learner.live, cast) for learner in learners]
        try:
            for part in ("credit", "relay", "gateway", "rabbitmq", "credit"):
                time.sleep(1.5)
                for future in living:
                    if future.done():
                        future.result()
                assert not all(future.done() for future in living), f"nothing was going on when {part} was killed"
                city.restart(part)
            for future in living:
                future.result(timeout=180)
        finally:
            stopping.set()
        reviewing.result(timeout=120)
    city.server.wait_until_ready()

    expected_claims = sum(len(learner.claimed) for learner in learners)
    assert len(approved) == expected_claims
    for learner in learners:
        expected = sum(learner.completed.values()) + sum(learner.claimed.values())
        ledger = cast.tale.until(
            "学时入账",
            lambda learner=learner: ledger_of(learner.session),
            lambda rows, want=expected: total(rows) == want,
        )
        titles = Counter()
        for row in ledger:
            titles[row.title] += Decimal(row.amount)
        assert titles == Counter(learner.completed) + Counter(learner.claimed)
        year = learner.session.credit.GetYear(credit.GetYearRequest(year=WEIHAI.year)).assessment
        assert Decimal(year.total_amount) == expected
    time.sleep(2)
    for learner in learners:
        assert total(ledger_of(learner.session)) == sum(learner.completed.values()) + sum(learner.claimed.values())


def ledger_of(session: Session) -> list[credit.LedgerEntry]:
    return list(session.credit.ListHours(credit.ListHoursRequest(year=WEIHAI.year, page_size=500)).entries)


def total(rows: list[credit.LedgerEntry]) -> Decimal:
    return sum((Decimal(row.amount) for row in rows), Decimal(0))
