"""Who calls, and events as the relay publishes them."""

import time
from collections.abc import Mapping
from typing import Any

from ce_kit.call import Actor
from ce_kit.ids import new_id


def person(actor_id: str = "person-1", *roles: tuple[str, str], seconds: float = 3600) -> Actor:
    """Return a signed-in person with roles, each (name, scope id)."""
    return Actor(actor_id, "person", roles, int(time.time() + seconds))


def event(event_type: str, data: Mapping[str, Any], *, source: str = "test", **fields: Any) -> dict[str, Any]:
    """Return an event as the relay publishes it; `fields` replace its parts (id, subject, version, time)."""
    return {
        "specversion": "1.0",
        "id": new_id(),
        "source": source,
        "type": event_type,
        "subject": new_id(),
        "version": 1,
        "time": "2026-03-02T01:00:00+00:00",
        "data": dict(data),
        **fields,
    }
