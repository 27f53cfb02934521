"""First steps of a platform: its root unit and its first administrator, by operations' own hand."""

import asyncio
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ce_client.rpc import RpcClient
from ce_identity.domain.id_number import check_character
from ce_kit.call import Call, service_actor
from ce_kit.errors import DomainError, ServiceFault

OPERATIONS = "operations"
PATIENCE_SECONDS = 20


@dataclass(frozen=True)
class FirstAdministrator:
    """Who administers the platform's root unit first."""

    unit: str
    jurisdiction: str
    name: str
    id_number: str

    def save(self, path: Path) -> None:
        """Write the request where only its owner can read it."""
        write_secret(path, asdict(self))

    @classmethod
    def load(cls, path: Path) -> "FirstAdministrator":
        """Read a request that was saved."""
        return cls(**json.loads(path.read_text()))


def invented_id_number(number: int) -> str:
    """Return a valid ID number that nobody has: the province's own code is no place of birth."""
    first = f"370000{1960 + number % 40}{1 + number % 12:02d}{1 + number % 28:02d}{number % 1000:03d}"
    return first + check_character(first)


def write_secret(path: Path, value: dict[str, Any]) -> None:
    """Write JSON to a file only its owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as output:
        json.dump(value, output, ensure_ascii=False, indent=2)


def bootstrap(amqp_uri: str, secret: bytes, request: FirstAdministrator) -> dict[str, Any]:
    """Make the root HRSS unit and its administrator.

    Returns:
        {unit_id, person_id, activation_code, expires_at}; the code is stored as a hash only.
    """
    client = RpcClient(amqp_uri, secret, "operations")
    client.start()
    try:
        return asyncio.run(_bootstrap(client, request))
    finally:
        client.stop()


async def _bootstrap(client: RpcClient, request: FirstAdministrator) -> dict[str, Any]:
    call = Call(service_actor(OPERATIONS), "", time.time() + 30)
    unit = {"name": request.unit, "jurisdiction": request.jurisdiction}
    root = await _patiently(client, "org.create_root", unit, call)
    person = {"name": request.name, "id_number": request.id_number, "role": "hrss_admin", "scope_id": root["unit_id"]}
    answer = await _patiently(client, "identity.create_administrator", person, call)
    return {"unit_id": root["unit_id"], **answer}


async def _patiently(client: RpcClient, method: str, payload: dict[str, Any], call: Call) -> dict[str, Any]:
    """Ask until the service is there; a platform that starts needs a moment."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return dict(await client.call(method, payload, call))
        except (DomainError, ServiceFault) as error:
            if getattr(error, "kind", "") not in ("UNAVAILABLE", "DEADLINE_EXCEEDED") or time.monotonic() > end:
                raise
            await asyncio.sleep(0.3)
