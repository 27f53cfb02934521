"""The billing service on the real broker and PostgreSQL, the sandbox as its own process, the gateway's real edge.

Credit and learning are stood in for: what they answer is their business and tested with them.
"""

import asyncio
import contextlib
import os
import re
import secrets
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from aiohttp import web

from ce_billing.app import APP
from ce_client.rpc import RpcClient
from ce_client.testing import Bus
from ce_gateway.edge import Edge
from ce_gateway.limits import RateLimit
from ce_kit.call import Call
from ce_kit.clock import SystemClock
from ce_kit.settings import Settings, Variables
from ce_kit.testing.network import free_port
from ce_kit.testing.process import ServiceProcess
from ce_kit.testing.stand_in import StandIn
from ce_nameko.app import Host

FEES = {"public": 0, "professional": "unknown", "makeup": 20}


def ask_rule(payload: dict[str, Any], call: Call) -> dict[str, Any]:
    """Answer as the rules of Zibo 2020 do."""
    answer = {"clause": "ZB20 三(三)", "source": "淄博 2020", "reason": "按文件"}
    if payload["question"] == "makeup_years":
        return {**answer, "value": "yes"}
    facts = payload["facts"]
    return {**answer, "value": 10 if "attempts" in facts else FEES[facts["what"]]}


def get_course(payload: dict[str, Any], call: Call) -> dict[str, Any]:
    """Every course is a professional one of 2026."""
    category = "COURSE_CATEGORY_PROFESSIONAL"
    course = {"course_id": payload["course_id"], "title": "数字技术", "year": 2026, "category": category}
    return {"course": {**course, "priced": True}}


class Sandbox:
    """`python -m ce_billing.sandbox` as a process of its own."""

    def __init__(self, folder: Path, notify_base: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.secret_file = folder / "secret"
        self.secret_file.write_text(secrets.token_urlsafe(24))
        arguments = ["--port", "0", "--secret-file", str(self.secret_file), "--notify-url-base", notify_base]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("CE_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ce_billing.sandbox", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        assert self.process.stdout is not None
        found = re.search(r"http://\S+", self.process.stdout.readline())
        assert found, "the sandbox did not start"
        self.url = found[0]

    def pay(self, pay_url: str, **fields: Any) -> None:
        """Press the button on the pay page."""
        with urlopen(pay_url, urlencode(fields).encode(), timeout=5) as answer:
            assert answer.status == 200

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait(10)


@contextlib.contextmanager
def running_edge(uri: str, secret: str) -> Iterator[str]:
    """Run the gateway's HTTP edge in front of a bus; gives its address."""
    client, port = RpcClient(uri, secret.encode(), "edge"), free_port()
    client.start()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> web.AppRunner:
        runner = web.AppRunner(Edge(client, lambda: [], lambda: [], RateLimit(600)).application(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        return runner

    runner = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    yield f"http://127.0.0.1:{port}"
    asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    client.stop()


@contextlib.contextmanager
def neighbours(uri: str, secret: str) -> Iterator[None]:
    """Stand in for credit and learning."""
    with StandIn(uri, secret, "credit", ask_rule=ask_rule), StandIn(uri, secret, "learning", get_course=get_course):
        yield


def settings_for(sandbox: Sandbox, edge: str) -> dict[str, str]:
    """Return the settings of billing, as `Platform.service` takes them."""
    return {
        "billing_payment_url": sandbox.url,
        "billing_payment_merchant": "m-1",
        "billing_payment_secret_file": str(sandbox.secret_file),
        "billing_notice_url": f"{edge}/payments/sandbox/notice",
        "billing_payee": "示例网络培训有限公司",
    }


@pytest.fixture(scope="module")
def edge(own_platform: Any) -> Iterator[str]:
    """The gateway's HTTP edge; returns its address."""
    with running_edge(own_platform.amqp_uri, own_platform.secret) as address:
        yield address


@pytest.fixture(scope="module")
def sandbox(edge: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The payment provider."""
    found = Sandbox(tmp_path_factory.mktemp("sandbox"), edge)
    yield found
    found.end()


@pytest.fixture(scope="module")
def database(own_platform: Any) -> str:
    """A migrated database."""
    return str(own_platform.migrated(APP))


@pytest.fixture(scope="module")
def billing(own_platform: Any, database: str, sandbox: Sandbox, edge: str) -> Iterator[ServiceProcess]:
    """The billing service, running."""
    process = own_platform.service("ce_billing", database, **settings_for(sandbox, edge))
    with neighbours(own_platform.amqp_uri, own_platform.secret), process:
        yield process


@dataclass
class Embedded:
    """Billing on a hub of its own thread in this process, as the embedded profile runs it."""

    bus: Bus
    sandbox: Sandbox


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    """Billing in the embedded profile: in-process broker, SQLite, no monkey-patching; sandbox and edge as ever."""
    folder, uri, secret = tmp_path_factory.mktemp("embedded"), "ce-memory://", "embedded secret"
    with contextlib.ExitStack() as stack:
        edge = stack.enter_context(running_edge(uri, secret))
        sandbox = Sandbox(folder, edge)
        stack.callback(sandbox.end)
        environment = stack.enter_context(pytest.MonkeyPatch.context())
        for name, value in settings_for(sandbox, edge).items():
            environment.setenv(f"CE_{name.upper()}", value)
        stack.enter_context(neighbours(uri, secret))
        settings = Settings(
            service="billing", platform="370300", role="city", amqp_uri=uri, database_url=f"sqlite:///{folder}/b.db",
            bus_secret=secret.encode(), files=folder, demo=False, clock=SystemClock(), http_host="127.0.0.1",
            http_port=0, max_workers=10, grace_seconds=5, relay=True, log_level="INFO", variables=Variables("billing"),
        )  # fmt: skip
        APP.migrate(settings)
        started = threading.Event()

        def run() -> None:
            host = Host([APP], {"billing": settings})
            host.start()
            started.set()
            host.wait()

        threading.Thread(target=run, daemon=True).start()
        assert started.wait(10)
        yield Embedded(stack.enter_context(Bus(uri, secret)), sandbox)
