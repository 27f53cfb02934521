"""The three platforms of the demo: the province and two cities, in either profile."""

import contextlib
import json
import secrets
import shutil
import socket
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from ce_demo.files import people
from ce_demo.files.people import Part
from ce_keys.ed25519 import SigningKey
from ce_kit.clock import set_rated_clock
from ce_ops.backing.server import free_port
from ce_ops.bootstrap import FirstAdministrator, bootstrap
from ce_ops.layout import GATEWAY, SERVICES, Platform, environment
from ce_ops.processes import Process, python
from ce_ops.server_profile import Backing, ServerPlatform, tail

PROVINCE, ZIBO, WEIHAI = "370000", "370300", "371000"
NAMES = {PROVINCE: "山东省", ZIBO: "淄博市", WEIHAI: "威海市"}
STARTS = {ZIBO: "2020-07-06T09:00:00+08:00", WEIHAI: "2019-05-06T09:00:00+08:00"}
CLOCK_RATE = 600
"""Business seconds per real second while the story does nothing special; it lets time run faster to study."""
PATIENCE_SECONDS = 60
LOWEST_PORT, HIGHEST_PORT = 11_000, 32_000


class DidNotStart(Exception):
    """A process of the demo did not come up; the message ends with its log."""


@dataclass
class Running:
    """A platform that runs, with its first administrator."""

    platform: Platform
    administrator: FirstAdministrator
    activation_code: str = ""
    unit_id: str = ""
    payment_url: str = ""
    processes: list[Process] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where its gRPC API is."""
        return f"127.0.0.1:{self.platform.grpc_port}"

    @property
    def web(self) -> str:
        """Where its HTTP edge is."""
        return f"http://127.0.0.1:{self.platform.http_port}"


def plan(folder: Path, profile: str) -> dict[str, Platform]:
    """Return the three platforms with fresh state, free ports and keys known to each other."""
    _clear(folder)
    span = 10 * (len(SERVICES) + 2)
    base = free_span(span * 3)
    made = {}
    for index, (code, name) in enumerate(NAMES.items()):
        port = base + index * span
        role = "province" if code == PROVINCE else "city"
        made[code] = Platform(code, name, role, profile, folder / code, port + 1, port + 10)
    province = made[PROVINCE]
    own = province.secrets()
    own.seal_key("identity-seal")
    city_keys = {}
    for code in (ZIBO, WEIHAI):
        key = SigningKey.from_file(made[code].secrets().signing_key("gateway-signing"))
        city_keys[code] = [key.jwk()]
        made[code] = replace(
            made[code],
            demo=True,
            province_address=f"127.0.0.1:{province.grpc_port}",
            extra={
                "CE_IDENTITY_PROVINCE_SEAL_KEY": (own.folder / "identity-seal.public").read_text(),
                **_billing(made[code]),
            },
        )
    made[PROVINCE] = replace(province, extra={"CE_GATEWAY_CITY_KEYS": json.dumps(city_keys), **_billing(province)})
    return made


def _clear(folder: Path) -> None:
    """End what an earlier run left, by its pid files, and delete its state."""
    for pid_file in [*folder.glob("*/run/*.pid"), *folder.glob("*/sandbox/run/*.pid")]:
        Process(pid_file.stem, pid_file.parent.parent).stop()
    if (folder / "backing").exists():
        Backing(folder).remove()
    shutil.rmtree(folder, ignore_errors=True)


def _billing(platform: Platform) -> dict[str, str]:
    secret = platform.secrets().text("payment")
    return {
        "CE_BILLING_PAYMENT_URL": f"http://127.0.0.1:{platform.http_port + 9}",
        "CE_BILLING_PAYMENT_MERCHANT": f"demo-{platform.code}",
        "CE_BILLING_PAYMENT_SECRET_FILE": str(secret),
        "CE_BILLING_NOTICE_URL": f"http://127.0.0.1:{platform.http_port}/payments/sandbox/notice",
        "CE_BILLING_PAYEE": "演示网络培训有限公司",
    }


def free_span(count: int) -> int:
    """Return the first of `count` neighbouring ports that are free on loopback.

    They lie below those that systems give to whoever connects: one of these could be taken before its time.
    """
    first = LOWEST_PORT + secrets.randbelow(HIGHEST_PORT - LOWEST_PORT)
    for base in (*range(first, HIGHEST_PORT - count, count), *range(LOWEST_PORT, first, count)):
        if all(_is_free(port) for port in range(base, base + count)):
            return base
    raise DidNotStart("no free ports on loopback")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class Demo:
    """Starts, holds and stops the platforms."""

    def __init__(self, folder: Path, profile: str) -> None:
        self.folder, self.profile = folder, profile
        self.running: dict[str, Running] = {}
        self.backing: Backing | None = None
        self.servers: list[ServerPlatform] = []

    def start(self) -> dict[str, Running]:
        """Start everything; returns when all three answer."""
        for code, platform in plan(self.folder, self.profile).items():
            platform.save()
            if platform.demo:
                set_rated_clock(platform.clock_file, datetime.fromisoformat(STARTS[code]), CLOCK_RATE)
            unit = f"{platform.name}人力资源和社会保障{'厅' if code == PROVINCE else '局'}（演示）"
            person = people.the(Part.HRSS_ADMIN, people.administrators(code))
            admin = FirstAdministrator(unit, code, person.name, person.id_number)
            self.running[code] = Running(platform, admin)
        for running in self.running.values():
            self._start_payments(running)
        if self.profile == "embedded":
            self._start_embedded()
        else:
            self._start_server()
        return self.running

    def stop(self) -> None:
        """Stop what was started, by its pids, whatever else fails."""
        with contextlib.ExitStack() as stack:
            if self.backing is not None:
                stack.callback(self.backing.stop)
            processes = [process for running in self.running.values() for process in running.processes]
            for process in processes:
                stack.callback(process.stop)
            for process in processes:
                stack.callback(process.ask_to_stop)
            for server in self.servers:
                stack.callback(server.stop)

    def _start_payments(self, running: Running) -> None:
        platform = running.platform
        port = platform.http_port + 9
        process = Process("payments", platform.folder / "sandbox")
        secret = str(platform.secrets().text("payment"))
        arguments = ["--port", str(port), "--secret-file", secret, "--notify-url-base", running.web]
        process.start(python("ce_billing.sandbox", *arguments), {})
        running.processes.append(process)
        running.payment_url = f"http://127.0.0.1:{port}"

    def _start_embedded(self) -> None:
        for running in self.running.values():
            platform = running.platform
            (platform.folder / "db").mkdir(parents=True, exist_ok=True)
            settings: dict[str, str] = {"CE_LOG_LEVEL": "WARNING"}
            for part in (*SERVICES, GATEWAY):
                url = f"sqlite:///{platform.folder.absolute()}/db/{part}.db"
                settings |= environment(platform, part, "ce-memory://", url)
            request, answer = platform.folder / "secrets" / "request.json", platform.folder / "secrets" / "answer.json"
            running.administrator.save(request)
            process = Process("platform", platform.folder)
            process.start(python("ce_ops.embedded", "--bootstrap", str(request), "--answer", str(answer)), settings)
            running.processes.append(process)
        for running in self.running.values():
            self._wait(running, running.processes[-1])
            answer = json.loads((running.platform.folder / "secrets" / "answer.json").read_text())
            running.activation_code, running.unit_id = answer["activation_code"], answer["unit_id"]

    def _start_server(self) -> None:
        self.backing = Backing(self.folder, amqp_port=free_port(), postgres_port=free_port())
        self.backing.start()
        for running in self.running.values():
            server = ServerPlatform(running.platform, self.backing)
            self.servers.append(server)
            server.prepare()
            server.start()
        for server, running in zip(self.servers, self.running.values(), strict=True):
            server.wait_until_ready(PATIENCE_SECONDS)
            secret = running.platform.secrets().read("bus-secret").encode()
            uri = self.backing.rabbitmq.uri(running.platform.vhost)
            answer = bootstrap(uri, secret, running.administrator)
            running.activation_code, running.unit_id = answer["activation_code"], answer["unit_id"]

    def _wait(self, running: Running, process: Process) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with urllib.request.urlopen(f"{running.web}/readyz", timeout=2):
                    return
            except (OSError, urllib.error.URLError) as error:
                if process.pid is None or time.monotonic() > end:
                    name = running.platform.name
                    raise DidNotStart(f"{name}: {error}\n{tail(process)}") from error
                time.sleep(0.1)
