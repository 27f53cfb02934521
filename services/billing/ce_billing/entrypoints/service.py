"""What the bus calls of the billing service."""

from datetime import datetime
from typing import Any

from ce_billing.adapters.sandbox_provider import SandboxProvider
from ce_billing.adapters.services import AskedCourses, AskedRules
from ce_billing.adapters.unit_of_work import SqlBillingUnitOfWork
from ce_billing.application import create_order, learn, pay_order, queries, quote, receive_notice, set_price
from ce_billing.domain.employment import Employment
from ce_billing.domain.errors import UnknownProvider
from ce_billing.domain.product import Item
from ce_billing.domain.resit import Attempt
from ce_billing.entrypoints import schemas
from ce_billing.settings import BillingSettings
from ce_kit.clock import local_date
from ce_kit.settings import Settings
from ce_nameko.api import (
    Asks,
    CallActor,
    PlatformClock,
    Shared,
    UnitOfWork,
    any_role,
    anyone,
    event_batch,
    event_handler,
    rpc,
    signed_in,
)


def _provider(settings: Settings) -> SandboxProvider | None:
    own = BillingSettings.read(settings.variables)
    return SandboxProvider(own) if own.payment_url else None


class BillingService:
    """Prices, orders and payments (收费)."""

    name = "billing"
    actor = CallActor()
    clock = PlatformClock()
    uow = UnitOfWork(SqlBillingUnitOfWork)
    provider = Shared(_provider)
    credit = Asks("credit")
    learning = Asks("learning")

    @property
    def now(self) -> datetime:
        instant: datetime = self.clock.now()
        return instant

    def _item(self, request: dict[str, Any]) -> Item:
        return Item(request["product"], request["reference"], request["person_id"] or self.actor.id)

    @rpc(allow=any_role("city_admin"), once=True)
    def set_price(self, payload: dict[str, Any]) -> Any:
        request = schemas.SetPriceRequest(exclude=["request_id"]).load(payload)
        courses = AskedCourses(self.learning)
        price = set_price.set_price(self.uow, courses, actor_id=self.actor.id, now=self.now, **request)
        return schemas.SetPriceResponse().dump(price)

    @rpc(allow=signed_in)
    def quote_price(self, payload: dict[str, Any]) -> Any:
        items = [self._item(schemas.QuotePriceRequest().load(payload))]
        rules, courses, today = AskedRules(self.credit), AskedCourses(self.learning), local_date(self.now)
        (line,) = quote.quote(self.uow, rules, courses, self.actor, items=items, today=today)
        return schemas.QuotePriceResponse().dump(line)

    @rpc(allow=signed_in, once=True)
    def create_order(self, payload: dict[str, Any]) -> Any:
        request = schemas.CreateOrderRequest(exclude=["request_id"]).load(payload)
        items = [self._item(line) for line in request["lines"]]
        rules, courses = AskedRules(self.credit), AskedCourses(self.learning)
        order = create_order.create_order(
            self.uow, rules, courses, self.provider, self.actor, items=items, now=self.now
        )
        return schemas.CreateOrderResponse().dump({"order": order})

    @rpc(allow=signed_in)
    def get_order(self, payload: dict[str, Any]) -> Any:
        request = schemas.GetOrderRequest().load(payload)
        return schemas.GetOrderResponse().dump(
            {"order": queries.get_order(self.uow, payer_id=self.actor.id, **request)}
        )

    @rpc(allow=signed_in)
    def list_orders(self, payload: dict[str, Any]) -> Any:
        request = schemas.ListOrdersRequest().load(payload)
        orders, token = queries.list_orders(self.uow, payer_id=self.actor.id, **request)
        return schemas.ListOrdersResponse().dump({"orders": orders, "next_page_token": token})

    @rpc(allow=signed_in)
    def pay_order(self, payload: dict[str, Any]) -> Any:
        request = schemas.PayOrderRequest().load(payload)
        order, url = pay_order.pay_order(self.uow, self.provider, payer_id=self.actor.id, now=self.now, **request)
        return schemas.PayOrderResponse().dump({"order": order, "pay_url": url})

    @rpc(allow=anyone)
    def receive_payment_notice(self, payload: dict[str, Any]) -> Any:
        request = schemas.ReceivePaymentNoticeRequest().load(payload)
        provider = _named(self.provider, request["provider"])
        notice = provider.verify_notice(request["headers"], request["body"])
        outcome = receive_notice.receive_notice(
            self.uow, provider=provider.name, notice=notice, body=request["body"], now=self.now
        )
        return schemas.ReceivePaymentNoticeResponse().dump({"outcome": outcome, "order_id": notice.order_id})

    @event_batch("exam.attempt.graded.v1")
    def on_attempts_graded(self, events: list[dict[str, Any]]) -> None:
        schema = schemas.AttemptGraded()
        learn.learn_attempts(self.uow, [(Attempt(**schema.load(one["data"])), one["version"]) for one in events])

    @event_handler("org.employment.started.v1")
    def on_employment_started(self, event: dict[str, Any]) -> None:
        told = schemas.EmploymentStarted().load(event["data"])
        employment = Employment(told.pop("person_id"), told.pop("employer_id"), told.pop("jurisdiction"))
        learn.learn_start(self.uow, employment, **told, version=event["version"])

    @event_handler("org.employment.ended.v1")
    def on_employment_ended(self, event: dict[str, Any]) -> None:
        learn.learn_end(self.uow, **schemas.EmploymentEnded().load(event["data"]), version=event["version"])


def _named(provider: SandboxProvider | None, name: str) -> SandboxProvider:
    if provider is None or provider.name != name:
        raise UnknownProvider("本平台没有接入这个支付平台", provider=name)
    return provider
