"""The payment provider behind `ce_billing.sandbox`, as its merchant sees it."""

import time
from collections.abc import Mapping
from typing import Any

import orjson

from ce_billing.adapters import pay_protocol as protocol
from ce_billing.adapters.green_http import HttpFailed, post
from ce_billing.domain.errors import BadSignature, MalformedNotice, ProviderUnavailable, StaleNotice
from ce_billing.domain.order import Order
from ce_billing.domain.payment import NoticeKind, Payment, PaymentNotice
from ce_billing.settings import BillingSettings
from ce_kit import logs

log = logs.get(__name__)

SECONDS = 5.0
LONGEST_ID = 80
KINDS = {"payment.paid": NoticeKind.PAID, "payment.closed": NoticeKind.CLOSED}


class SandboxProvider:
    """Sends signed requests, verifies signed notices."""

    name = "sandbox"

    def __init__(self, settings: BillingSettings, *, seconds: float = SECONDS) -> None:
        self.settings, self.seconds = settings, seconds

    @property
    def payee(self) -> str:
        return self.settings.payee

    def create_payment(self, order: Order) -> Payment:
        settings = self.settings
        body = orjson.dumps(
            {
                "order_no": order.order_id,
                "amount_fen": order.total_fen,
                "subject": "、".join(line.title for line in order.lines)[:100],
                "payee": order.payee,
                "notify_url": settings.notice_url,
            }
        )
        headers = protocol.signed(settings.secret, protocol.REQUEST, settings.merchant, body)
        headers["content-type"] = "application/json"
        started = time.monotonic()
        try:
            status, content = post(f"{settings.payment_url}/v1/payments", body, headers, self.seconds)
            answer = _object(content)
            if status != 200:
                raise HttpFailed(f"status {status}: {str(answer)[:200]}")
            payment = Payment(
                order.order_id, self.name, _text(answer, "payment_id", LONGEST_ID), _text(answer, "pay_url")
            )
        except (HttpFailed, MalformedNotice) as error:
            spent = round(time.monotonic() - started, 3)
            log.warning("payment provider failed", order_id=order.order_id, error=str(error), seconds=spent)
            raise ProviderUnavailable("支付平台暂时没有答复，请稍后再试（订单已保留，不会重复扣款）") from error
        return payment

    def verify_notice(self, headers: Mapping[str, str], body: str) -> PaymentNotice:
        known, content = dict(headers), body.encode()
        if not protocol.is_signed(self.settings.secret, protocol.NOTICE, known, content):
            raise BadSignature("支付通知的签名无效")
        if not protocol.is_fresh(known):
            raise StaleNotice(f"支付通知的签名时间与本平台相差超过 {protocol.WINDOW} 秒，请核对时钟后重新发送")
        told = _object(content)
        kind, amount = KINDS.get(_text(told, "type")), told.get("amount_fen")
        if kind is None or not isinstance(amount, int) or isinstance(amount, bool):
            raise MalformedNotice("支付通知的内容不符合约定：type 或 amount_fen")
        if told.get("merchant") != self.settings.merchant:
            raise MalformedNotice("支付通知不是发给本商户的")
        notice_id, payment_id = _text(told, "notice_id", LONGEST_ID), _text(told, "payment_id", LONGEST_ID)
        return PaymentNotice(notice_id, kind, _text(told, "order_no"), payment_id, amount)


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise MalformedNotice("支付平台的消息不是 JSON") from error
    if not isinstance(found, dict):
        raise MalformedNotice("支付平台的消息不是 JSON 对象")
    return found


def _text(found: Mapping[str, Any], name: str, longest: int = 500) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise MalformedNotice(f"支付平台的消息缺少 {name}，或其格式有误")
    return value
