"""Public verification of certificates (证书验证): GET /v/<code or number>, a page for people, JSON for programs.

The address stands in the QR code of every certificate. The page needs nothing but itself: no script, no font, no
picture from elsewhere.
"""

import re
from typing import Any
from urllib.parse import quote

from aiohttp import web

from ce_client.rpc import RpcClient
from ce_gateway import verification_page as pages
from ce_gateway.errors import HTTP_STATUS
from ce_gateway.limits import RateLimit
from ce_kit.call import Call
from ce_kit.errors import DomainError, Kind, ServiceFault

LONGEST = 40
NUMBER = re.compile(r"[0-9]{19}[0-9A-Za-z]")
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": f"default-src 'none'; style-src '{pages.STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Vary": "Accept",
}
FOUND = {"VERIFICATION_STATE_VALID", "VERIFICATION_STATE_REVOKED"}


class Verification:
    """Asks the certificate service, which decides what is shown of a certificate."""

    def __init__(self, rpc: RpcClient, limit: RateLimit) -> None:
        self.rpc, self.limit = rpc, limit

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the edge."""
        return [web.get("/v", self.form), web.get("/v/{text}", self.verify)]

    async def form(self, request: web.Request) -> web.Response:
        """A field to type the code into; without scripts it comes back as ?code=."""
        typed = request.query.get("code", "").strip()
        if typed:
            raise web.HTTPSeeOther(f"/v/{quote(typed[:LONGEST], safe='')}")
        return _page(pages.form())

    async def verify(self, request: web.Request) -> web.Response:
        """200 for a certificate good or revoked, 404 for none."""
        try:
            self.limit.check(request.remote or "")
            answer = await self._ask(request.match_info["text"])
        except (DomainError, ServiceFault) as error:
            if _wants_json(request):
                raise
            fault = ServiceFault.of(error) if isinstance(error, DomainError) else error
            return _page(pages.refused(fault.message), HTTP_STATUS.get(Kind(fault.kind), 500))
        status = 200 if answer["state"] in FOUND else 404
        if _wants_json(request):
            return web.json_response(answer, status=status, headers=HEADERS)
        return _page(pages.result(answer), status)

    async def _ask(self, text: str) -> dict[str, Any]:
        typed = re.sub(r"[\s-]", "", text)
        if len(text) > LONGEST:
            return {"state": "VERIFICATION_STATE_NOT_FOUND"}
        field = "number" if NUMBER.fullmatch(typed) else "verification_code"
        return dict(await self.rpc.call("certificate.verify_certificate", {field: typed or "-"}, Call()))


def _wants_json(request: web.Request) -> bool:
    accept = request.headers.get("Accept", "")
    return "application/json" in accept and "text/html" not in accept


def _page(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)
