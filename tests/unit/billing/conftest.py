"""A billing service on SQLite in memory, with credit's and learning's answers and a provider in memory."""

from collections.abc import Mapping
from typing import Any

import orjson
import pytest

from ce_billing.adapters import pay_protocol as protocol
from ce_billing.adapters.sandbox_provider import SandboxProvider
from ce_billing.adapters.unit_of_work import SqlBillingUnitOfWork
from ce_billing.domain.order import Order
from ce_billing.domain.payment import Payment
from ce_billing.entrypoints.service import BillingService
from ce_billing.settings import BillingSettings
from ce_kit.db.once import BatchOnce
from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import person
from ce_kit.testing.store import Units
from ce_nameko.testing import FakeAsks, with_dependencies

SECRET = b"a secret of merchant and provider"
SETTINGS = BillingSettings("http://pay.invalid", "m-1", SECRET, "http://us.invalid/notice", "示例网络培训有限公司")


class FakeProvider(SandboxProvider):
    """The provider without HTTP: payments are made here, notices are verified as ever."""

    def __init__(self) -> None:
        super().__init__(SETTINGS)
        self.asked: list[str] = []
        self.before_answer: Any = None

    def create_payment(self, order: Order) -> Payment:
        self.asked.append(order.order_id)
        if self.before_answer:
            self.before_answer(order)
        return Payment(order.order_id, self.name, f"pay-{order.order_id[-6:]}", f"http://pay.invalid/{order.order_id}")


def notice(order: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the provider's notice that an order is paid."""
    told = {
        "notice_id": new_id(),
        "type": "payment.paid",
        "merchant": "m-1",
        "order_no": order["order_id"],
        "payment_id": f"pay-{order['order_id'][-6:]}",
        "amount_fen": order["total_fen"],
    }
    return {**told, **changes}


class Billing:
    """The service as its callers see it."""

    def __init__(self) -> None:
        self.units = Units(SqlBillingUnitOfWork)
        self.clock = self.units.clock
        self.provider: FakeProvider | None = FakeProvider()
        self.courses: dict[str, dict[str, Any]] = {}
        self.credit = FakeAsks(ask_rule=self._rule)
        self.learning = FakeAsks(get_course=self._course)
        self.rules = {
            "makeup_years": {
                "value": "yes",
                "clause": "ZB20 三(四)",
                "source": "淄博 2020",
                "reason": "开放 2015-2019",
            },
            "public": {
                "value": 0,
                "clause": "ZB20 三(三)",
                "source": "淄博 2020",
                "reason": "公需科目学习和正常考试不收费",
            },
            "resit": {"value": 10, "clause": "ZB20 三(三)", "source": "淄博 2020", "reason": "补考按次收费"},
            "professional": {
                "value": "unknown",
                "clause": "ZB20 三(三)",
                "source": "淄博 2020",
                "reason": "文件没有写明金额，由网络公司定价",
            },
            "makeup": {"value": 20, "clause": "ZB20 三(四)", "source": "淄博 2020", "reason": "补学补修按年度收费"},
        }

    def _rule(self, payload: dict[str, Any]) -> Any:
        facts = payload["facts"]
        key = payload["question"] if payload["question"] != "fee" else "resit" if "attempts" in facts else facts["what"]
        answer = self.rules[key]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _course(self, payload: dict[str, Any]) -> Any:
        try:
            return {"course": self.courses[payload["course_id"]]}
        except KeyError:
            raise ServiceFault("NOT_FOUND", "COURSE_NOT_FOUND", "目录中没有这门课程") from None

    def call(self, method: str, actor: Any = "lin", **payload: Any) -> dict[str, Any]:
        """Call a method as a person (by id, or an actor with roles)."""
        actor = person(actor) if isinstance(actor, str) else actor
        service = with_dependencies(
            BillingService,
            uow=self.units(actor),
            actor=actor,
            clock=self.clock,
            provider=self.provider,
            credit=self.credit,
            learning=self.learning,
        )
        return getattr(service, method)({"request_id": new_id(), **payload})

    def hear(self, handler: str, version: int = 1, **data: Any) -> None:
        """Deliver an event."""
        uow = self.units.for_event(new_id())
        getattr(with_dependencies(BillingService, uow=uow, clock=self.clock), handler)(
            {"version": version, "data": data}
        )

    def add_course(self, title: str = "数字技术", *, priced: bool = True, year: int = 2026) -> str:
        """Let learning know a course; returns its id."""
        category = "COURSE_CATEGORY_PROFESSIONAL" if priced else "COURSE_CATEGORY_PUBLIC"
        course = {"course_id": new_id(), "title": title, "year": year, "category": category, "priced": priced}
        self.courses[course["course_id"]] = course
        return course["course_id"]

    def fail_exam(self, person_id: str = "lin", exam_id: str = "exam-1", version: int = 1, **changes: Any) -> None:
        """Hear that a person failed an exam."""
        data = {"attempt_id": new_id(), "person_id": person_id, "exam_id": exam_id, "year": 2026, "category": "public"}
        event = {"version": version, "data": {**data, "mode": "online", "passed": False, **changes}}
        uow = self.units(once=BatchOnce("billing.exam.attempt.graded.v1"))
        with_dependencies(BillingService, uow=uow, clock=self.clock).on_attempts_graded([event])

    def employ(self, person_id: str, employer_id: str = "e-1", **changes: Any) -> None:
        """Hear that a person works somewhere since 2020."""
        data = {"employment_id": new_id(), "person_id": person_id, "employer_id": employer_id}
        data |= {"jurisdiction": "370303", "started_on": "2020-01-01", **changes}
        self.hear("on_employment_started", **data)

    def order(self, *lines: tuple[str, str] | tuple[str, str, str], actor: Any = "lin", **more: Any) -> dict[str, Any]:
        """Order things, each (product, reference) or (product, reference, person)."""
        wanted = [
            {"product": f"PRODUCT_{line[0].upper()}", "reference": line[1], "person_id": (*line, "")[2]}
            for line in lines
        ]
        return self.call("create_order", actor, lines=wanted, **more)["order"]

    def state(self, order: Mapping[str, Any], actor: str = "lin") -> str:
        """Return an order's state."""
        return self.call("get_order", actor, order_id=order["order_id"])["order"]["state"]

    def notify(self, told: Mapping[str, Any], *, secret: bytes = SECRET, age: int = 0) -> str:
        """Deliver a notice as the gateway's edge does; returns its outcome."""
        body = orjson.dumps(told)
        headers = protocol.signed(secret, protocol.NOTICE, "m-1", body, age=age)
        return self.deliver(headers, body.decode())

    def deliver(self, headers: Mapping[str, str], body: str, provider: str = "sandbox") -> str:
        """Deliver a notice with any headers."""
        anonymous = person("nobody")
        answer = self.call("receive_payment_notice", anonymous, provider=provider, headers=headers, body=body)
        return answer["outcome"].removeprefix("NOTICE_OUTCOME_")

    def paid_facts(self) -> list[dict[str, Any]]:
        """Return the data of all billing.order.paid.v1 told so far."""
        return [fact["data"] for fact in self.units.facts("billing.order.paid.v1")]


@pytest.fixture
def billing() -> Billing:
    return Billing()


@pytest.fixture
def notice_of() -> Any:
    """Make notices: notice_of(order, **changes)."""
    return notice


@pytest.fixture
def hu() -> Any:
    """An administrator of the HRSS unit."""
    return person("hu", ("city_admin", "unit-hrss"))


@pytest.fixture
def ma() -> Any:
    """The administrator of the employer e-1."""
    return person("ma", ("employer_admin", "e-1"))
