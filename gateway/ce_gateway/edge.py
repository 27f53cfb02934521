"""The HTTP edge: probes, published keys, payment notices, public verification. Everything else is gRPC."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from ce_client.rpc import RpcClient
from ce_gateway.errors import HTTP_STATUS
from ce_gateway.limits import RateLimit
from ce_gateway.verification import Verification
from ce_kit.call import Call
from ce_kit.errors import DomainError, Kind, ServiceFault

LARGEST_NOTICE = 64 * 1024


class Edge:
    """Routes of the HTTP edge."""

    def __init__(
        self,
        rpc: RpcClient,
        unready: Callable[[], list[str]],
        keys: Callable[[], Awaitable[list[dict[str, str]]]],
        limit: RateLimit,
    ) -> None:
        self.rpc, self.unready, self.keys = rpc, unready, keys
        self.verification = Verification(rpc, limit)

    def application(self) -> web.Application:
        """Return the aiohttp application."""
        application = web.Application(client_max_size=LARGEST_NOTICE, middlewares=[_refusals])
        application.add_routes(
            [
                web.get("/healthz", self.health),
                web.get("/readyz", self.ready),
                web.get("/.well-known/jwks.json", self.key_set),
                web.post("/payments/{provider}/notice", self.payment_notice),
                *self.verification.routes(),
            ]
        )
        return application

    async def health(self, request: web.Request) -> web.Response:
        """The process runs."""
        return web.json_response({"alive": True})

    async def ready(self, request: web.Request) -> web.Response:
        """200 when calls can be served, 503 with the reasons otherwise."""
        reasons = self.unready()
        return web.json_response({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)

    async def key_set(self, request: web.Request) -> web.Response:
        """Keys by which receipts and digests of this platform are verified, also those no longer in use."""
        return web.json_response({"keys": await self.keys()})

    async def payment_notice(self, request: web.Request) -> web.Response:
        """Hand a payment provider's signed notice to billing, which judges the signature."""
        body = (await request.read()).decode("utf-8", "replace")
        headers = {name.lower(): value for name, value in request.headers.items() if name.lower().startswith("x-pay-")}
        payload = {"provider": request.match_info["provider"], "headers": headers, "body": body}
        answer = await self.rpc.call("billing.receive_payment_notice", payload, Call())
        return web.json_response(answer)


@web.middleware
async def _refusals(request: web.Request, handler: Any) -> web.StreamResponse:
    """Turn refusals into HTTP statuses with their reason and message."""
    try:
        answer: web.StreamResponse = await handler(request)
    except (DomainError, ServiceFault) as error:
        fault = ServiceFault.of(error) if isinstance(error, DomainError) else error
        status = HTTP_STATUS.get(Kind(fault.kind), 500)
        return web.json_response({"reason": fault.reason, "message": fault.message}, status=status)
    return answer
