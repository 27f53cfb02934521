"""Settings: the only reader of the environment.

A service reads `CE_<SERVICE>_<NAME>` first and `CE_<NAME>` second. A secret may stand in a file named by
`…_FILE` instead. A `CE_*` name that nobody reads is refused at start: it is a typing error.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from environs import EnvError, FileAwareEnv

from ce_kit.clock import Clock, RatedClock, SystemClock

_REQUIRED: Any = object()
_known: set[str] = set()


class SettingsError(Exception):
    """A setting is missing, wrong or unknown; the process must not start."""


class Variables:
    """Typed access to the variables of one service."""

    def __init__(self, service: str) -> None:
        self.service, self.env = service, FileAwareEnv()

    def read(self, name: str, kind: str = "str", default: Any = _REQUIRED) -> Any:
        """Return the value of `name` (upper case, without prefix) as environs' `kind`."""
        names = (f"CE_{self.service.upper()}_{name}", f"CE_{name}")
        for full in names:
            _known.update((full, f"{full}_FILE"))
        try:
            for full in names:
                if full in os.environ or f"{full}_FILE" in os.environ:
                    value = getattr(self.env, kind)(full)
                    return value.rstrip("\n") if isinstance(value, str) else value  # editors end files with one
        except (EnvError, ValueError) as error:
            raise SettingsError(f"setting {full} is wrong: {error}") from error
        if default is _REQUIRED:
            raise SettingsError(f"setting {names[1]} (or {names[0]}) is missing")
        return default


def refuse_unknown() -> None:
    """Refuse to start with a `CE_*` variable that no part of this process reads."""
    unknown = sorted(name for name in os.environ if name.startswith("CE_") and name not in _known)
    if unknown:
        raise SettingsError(f"unknown settings: {', '.join(unknown)}; check the spelling in docs/operations")


@dataclass(frozen=True)
class Settings:
    """What every process of a platform needs to know."""

    service: str
    platform: str
    role: str
    amqp_uri: str = field(repr=False)
    database_url: str = field(repr=False)
    bus_secret: bytes = field(repr=False)
    files: Path
    demo: bool
    clock: Clock
    http_host: str
    http_port: int
    max_workers: int
    grace_seconds: float
    relay: bool
    log_level: str
    variables: Variables = field(repr=False)

    @classmethod
    def read(cls, service: str) -> "Settings":
        """Read the common settings of `service` from the environment.

        Raises:
            SettingsError: a value is missing or wrong.
        """
        v = Variables(service)
        role = v.read("ROLE", default="city")
        if role not in ("city", "province"):
            raise SettingsError(f"CE_ROLE is city or province, not {role!r}")
        demo = v.read("DEMO", "bool", False)
        return cls(
            service=service,
            platform=v.read("PLATFORM"),
            role=role,
            amqp_uri=v.read("AMQP_URI"),
            database_url=v.read("DATABASE_URL"),
            bus_secret=v.read("BUS_SECRET").encode(),
            files=Path(v.read("FILES", default="var/files")),
            demo=demo,
            clock=_clock(v, demo),
            http_host=v.read("HTTP_HOST", default="127.0.0.1"),
            http_port=v.read("HTTP_PORT", "int", 0),
            max_workers=v.read("MAX_WORKERS", "int", 10),
            grace_seconds=v.read("GRACE_SECONDS", "float", 20.0),
            relay=v.read("RELAY", "bool", True),
            log_level=v.read("LOG_LEVEL", default="INFO"),
            variables=v,
        )


def _clock(v: Variables, demo: bool) -> Clock:
    path = v.read("CLOCK_FILE", default="")
    if not path:
        return SystemClock()
    if not demo:
        raise SettingsError("CE_CLOCK_FILE is for CE_DEMO=true only: hours of record need real time")
    try:
        return RatedClock(Path(path))
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(f"CE_CLOCK_FILE {path!r} holds no clock: {error}") from error
