"""A city on the last evening of an exam: servers of its own and the parts of the platform that an exam needs."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ce_client.testing import Bus
from ce_demo.platforms import free_span
from ce_files.storage import FolderStore
from ce_files.testing import xlsx
from ce_files.tickets import FileTicket
from ce_identity.adapters.tokens import JwtTokens
from ce_keys.ed25519 import SigningKey
from ce_kit.clock import set_rated_clock
from ce_kit.ids import new_id
from ce_kit.testing.bus import person
from ce_ops.backing.server import free_port
from ce_ops.layout import GATEWAY, Platform
from ce_ops.processes import Process
from ce_ops.server_profile import Backing, ServerPlatform

PARTS = ("identity", "credit", "exam", GATEWAY)
HEADER = ["编号", "年度", "科目", "题型", "难度", "题干", "选项A", "选项B", "选项C", "选项D", "答案"]
HRSS = person("hrss", ("city_admin", "unit-hrss"))
QUESTIONS, BANK = 20, 60
RIGHT = "正确的选项"


@dataclass
class City:
    """The platform, its servers and what a test needs to act in it."""

    folder: Path
    code: str
    backing: Backing
    server: ServerPlatform
    tokens: JwtTokens
    bus: Bus
    began: float

    @property
    def platform(self) -> Platform:
        """The platform."""
        return self.server.platform

    @property
    def address(self) -> str:
        """Where its gRPC API is."""
        return f"127.0.0.1:{self.platform.grpc_port}"

    @property
    def secret(self) -> bytes:
        """The platform's bus secret."""
        return self.platform.secrets().read("bus-secret").encode()

    def process(self, part: str, copy: int = 1) -> Process:
        """Return a process of the platform."""
        return self.server.process(part, copy)

    def token(self, person_id: str) -> str:
        """Return an access token as identity would give it to a person; it lives 15 minutes."""
        return self.tokens.access(person_id, new_id(), (), datetime.now(UTC))[0]

    def database(self, part: str) -> str:
        """Return the address of a part's database."""
        return self.backing.postgres.url(self.platform.database(part))

    def import_items(self, year: int) -> None:
        """Fill the item bank of a year: of four options the first is right, papers show them shuffled."""
        options = [RIGHT, "错误的选项甲", "错误的选项乙", "错误的选项丙"]
        rows = [
            [f"E{number:03}", year, "公需科目", "单选", "易", f"第 {number} 题题干：𠮷与䶮。" * 3, *options, "A"]
            for number in range(BANK)
        ]
        content = xlsx(HEADER, rows)
        sha256, size = FolderStore(self.platform.folder / "files").put([content], 1 << 20)
        ticket = FileTicket(sha256, size, "application/xlsx", "题库.xlsx", HRSS.id).encode(self.secret)
        self.bus.ask("exam.import_items", {"request_id": new_id(), "file_ticket": ticket}, actor=HRSS, seconds=30)

    def create_exam(self, year: int, opens_on: str, closes_on: str, **fields: Any) -> dict[str, Any]:
        """Create an exam of 20 questions with 5 points each, passed with 60."""
        given = {
            "request_id": new_id(),
            "year": year,
            "category": "EXAM_CATEGORY_PUBLIC",
            "title": f"{year} 年度公需科目考试",
            "opens_on": opens_on,
            "closes_on": closes_on,
            "duration_minutes": 90,
            "blueprint": [{"difficulty": "DIFFICULTY_EASY", "count": QUESTIONS}],
            "points_per_item": 5,
            "pass_mark": 60,
            "min_study_hours": "0",
        }
        return dict(self.bus.ask("exam.create_exam", {**given, **fields}, actor=HRSS, seconds=30)["exam"])


@contextmanager
def city(
    folder: Path, code: str = "370300", *, evening: str = "", extra: dict[str, str] | None = None
) -> Iterator[City]:
    """Start servers and make a platform ready to start; end both after.

    `extra` are settings of single parts (`CE_EXAM_…`). `evening` is the business time of its beginning, now by default.
    """
    base, began = free_span(100), time.time()
    platform = Platform(
        code, code, "city", "server", folder / code, base, base + 10, demo=bool(evening), extra=extra or {}
    )
    platform.save()
    if evening:
        set_rated_clock(platform.clock_file, datetime.fromisoformat(evening), 1)
    backing = Backing(folder, amqp_port=free_port(), postgres_port=free_port())
    server = ServerPlatform(platform, backing, PARTS)
    key = SigningKey.from_file(platform.secrets().signing_key("identity-signing"))
    secret = platform.secrets().text("bus-secret").read_text().encode()
    try:
        backing.start()
        server.prepare()
        with Bus(backing.rabbitmq.uri(platform.vhost), secret) as bus:
            yield City(folder, code, backing, server, JwtTokens(key, code), bus, began)
    finally:
        for _, (process, _) in list(server.running()):
            process.kill()
        backing.rabbitmq.kill()
        backing.postgres.kill()
        shutil.rmtree(backing.postgres.folder, ignore_errors=True)
