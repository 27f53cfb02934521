"""The identity service on the real broker and PostgreSQL."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ce_files.storage import FolderStore
from ce_files.testing import xlsx
from ce_files.tickets import FileTicket
from ce_identity.app import APP
from ce_identity.domain.id_number import check_character
from ce_keys.ed25519 import SigningKey
from ce_kit.testing.process import ServiceProcess


@pytest.fixture(scope="module")
def database(own_platform: Any) -> str:
    """A migrated database."""
    return str(own_platform.migrated(APP))


@pytest.fixture(scope="module")
def identity(own_platform: Any, database: str) -> Iterator[ServiceProcess]:
    """The identity service, running, with keys of its own."""
    keys = {
        "identity_signing_key": SigningKey.generate().to_pem(),
        "identity_vault_keys": "1:" + base64.b64encode(b"v" * 32).decode(),
        "identity_index_key": base64.b64encode(b"i" * 32).decode(),
    }
    with own_platform.service("ce_identity", database, **keys) as process:
        yield process


@pytest.fixture(scope="session")
def number() -> Any:
    """Make invented ID numbers, each once per test run unless asked for by its serial."""
    last = iter(range(1, 1_000_000))

    def make(serial: int | None = None) -> str:
        serial = next(last) if serial is None else serial
        body = f"370303{1950 + serial // 1000 % 70}0101{serial % 1000:03d}"
        return body + check_character(body)

    return make


@pytest.fixture
def upload(own_platform: Any) -> Any:
    """Store a staff list as the gateway does; returns its ticket and its size."""

    def put(owner: str, *rows: list[Any]) -> tuple[str, int]:
        content = xlsx(["姓名", "身份证号", "职称", "从事专业", "入职日期", "备注"], rows)
        sha256, size = FolderStore(Path(own_platform.folder) / "files").put([content], 20 << 20)
        ticket = FileTicket(sha256, size, "application/xlsx", "名册.xlsx", owner)
        return ticket.encode(own_platform.secret.encode()), size

    return put
