"""The org service on the real broker and PostgreSQL, with a stand-in for identity."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ce_files.storage import FolderStore
from ce_files.testing import xlsx
from ce_files.tickets import FileTicket
from ce_kit.testing.process import ServiceProcess
from ce_kit.testing.stand_in import StandIn
from ce_org.app import APP

HEADER = ["类别", "名称", "统一社会信用代码", "上级单位", "行政区划代码"]


@pytest.fixture(scope="module")
def database(own_platform: Any) -> str:
    """A migrated database."""
    return str(own_platform.migrated(APP))


@pytest.fixture(scope="module")
def org(own_platform: Any, database: str) -> Iterator[ServiceProcess]:
    """The org service, running; identity knows everybody as 姓名<id>."""

    def get_me(payload: dict[str, Any], call: Any) -> dict[str, Any]:
        return {"person": {"person_id": call.actor.id, "name": f"姓名{call.actor.id}"}, "roles": []}

    stand_in = StandIn(own_platform.amqp_uri, own_platform.secret, "identity", get_me=get_me)
    with stand_in, own_platform.service("ce_org", database) as process:
        yield process


@pytest.fixture
def upload(own_platform: Any) -> Any:
    """Store a spreadsheet as the gateway does; returns its ticket."""

    def put(owner: str, *rows: list[Any]) -> str:
        content = xlsx(HEADER, rows)
        sha256, size = FolderStore(Path(own_platform.folder) / "files").put([content], 20 << 20)
        return FileTicket(sha256, size, "application/xlsx", "单位.xlsx", owner).encode(own_platform.secret.encode())

    return put
