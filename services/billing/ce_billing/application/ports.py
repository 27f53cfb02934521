"""What the use cases need from outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Any, Protocol, Self

from ce_billing.domain.employment import Employment
from ce_billing.domain.order import Order
from ce_billing.domain.payment import NoticeOutcome, Payment, PaymentNotice
from ce_billing.domain.price import RuleAnswer, SetPrice
from ce_billing.domain.product import Course, Item
from ce_billing.domain.resit import Attempt


class Rules(Protocol):
    """The rules, answered by credit; never asked inside a transaction."""

    def ask(self, jurisdiction: str, year: int, question: str, facts: Mapping[str, Any]) -> RuleAnswer:
        """Answer a question; where there are no rules for the year, the answer has no value and says so."""
        ...


class Courses(Protocol):
    """The catalogue, answered by learning; never asked inside a transaction."""

    def get(self, course_id: str) -> Course:
        """Return a course. Raises ServiceFault NOT_FOUND/COURSE_NOT_FOUND."""
        ...


class PaymentProvider(Protocol):
    """Takes payments and tells by signed notices what became of them; never asked inside a transaction."""

    @property
    def name(self) -> str:
        """Name in the address that the provider calls."""
        ...

    @property
    def payee(self) -> str:
        """Company that receives the money."""
        ...

    def create_payment(self, order: Order) -> Payment:
        """Have an order's payment taken; the same order gives the same payment. Raises ProviderUnavailable."""
        ...

    def verify_notice(self, headers: Mapping[str, str], body: str) -> PaymentNotice:
        """Read a notice. Raises BadSignature, StaleNotice, MalformedNotice."""
        ...


class Prices(Protocol):
    """Configured prices, all that ever held."""

    def add(self, price: SetPrice, set_by: str, now: datetime) -> None:
        """Add a price."""
        ...

    def of_courses(self, courses: Iterable[Course], on: date) -> dict[str, SetPrice]:
        """Return the price that holds for each course on a day: its own, else that of its year."""
        ...


class Orders(Protocol):
    """Orders, and which things are held by one."""

    def hold(self, order_id: str, items: Collection[Item]) -> list[str]:
        """Keep things for an order; return the orders that hold some of them already (then nothing may be kept)."""
        ...

    def release(self, items: Collection[Item]) -> None:
        """Let things be ordered again."""
        ...

    def add(self, order: Order) -> None:
        """Add an order with its lines."""
        ...

    def get(self, order_id: str, *, lock: bool = False) -> Order:
        """Return an order, with `lock` locked until the commit. Raises OrderNotFound."""
        ...

    def of(self, payer_id: str, before: str, limit: int) -> list[Order]:
        """Return a payer's orders, latest first, those before the id `before`."""
        ...

    def save(self, order: Order) -> None:
        """Write an order's state back."""
        ...

    def resits_paid(self, person_id: str) -> list[str]:
        """Return the exam ids of the resits paid for a person, one for each."""
        ...


class Payments(Protocol):
    """Payments at the provider, and its notices."""

    def of(self, order_id: str) -> Payment | None:
        """Return the payment that was asked for an order."""
        ...

    def add(self, payment: Payment, now: datetime) -> None:
        """Keep a payment; a second one for the same order changes nothing."""
        ...

    def outcome(self, provider: str, notice: PaymentNotice) -> NoticeOutcome | None:
        """Return what became of this notice, or of its payment's money, before."""
        ...

    def keep(self, provider: str, notice: PaymentNotice, outcome: NoticeOutcome, body: str, now: datetime) -> None:
        """Keep a notice and what became of it; money that came in is kept by its payment id."""
        ...


class Attempts(Protocol):
    """Graded attempts as exam told them."""

    def put(self, attempts: Sequence[tuple[Attempt, int]]) -> None:
        """Learn attempts, each with its version; an older one changes nothing."""
        ...

    def of(self, person_id: str) -> list[Attempt]:
        """Return a person's attempts."""
        ...


class Employments(Protocol):
    """Employments as org told them."""

    def start(self, employment_id: str, employment: Employment, started_on: date, version: int) -> None:
        """Learn that an employment holds from a day on; an older version changes nothing."""
        ...

    def end(self, employment_id: str, ended_on: date, version: int) -> None:
        """Learn an employment's last day, also before its start is known; an older version changes nothing."""
        ...

    def on(self, person_ids: Collection[str], day: date) -> dict[str, Sequence[Employment]]:
        """Return the employments that hold on a day, by person, oldest first."""
        ...


class BillingUnitOfWork(Protocol):
    """One transaction over everything the service owns."""

    prices: Prices
    orders: Orders
    payments: Payments
    attempts: Attempts
    employments: Employments
    outbox: Any
    audit: Any

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Keep the work."""
        ...

    def reader(self) -> Self:
        """Return a unit for reading ahead of the use case's one transaction."""
        ...
