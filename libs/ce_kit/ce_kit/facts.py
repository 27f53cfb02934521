"""Facts: what a use case tells the rest of the platform."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fact:
    """An event to be told: `type` is `{context}.{subject}.{past participle}.v{n}`.

    `subject` is the id of the aggregate and `version` its version after the change; receivers order by it.
    `data` holds JSON primitives only.
    """

    type: str
    subject: str
    version: int
    data: Mapping[str, Any]
