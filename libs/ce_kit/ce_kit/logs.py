"""Structured logs: one JSON object a line, with the request id, without anybody's ID number."""

import logging
import re
import sys
from contextvars import ContextVar
from typing import Any

import structlog

from ce_kit.call import current_call
from ce_kit.tracing import trace_id

ID_NUMBER = re.compile(r"(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0\d|1[0-2])[0-3]\d{4}[\dXx](?!\d)")


current_service: ContextVar[str] = ContextVar("ce_service", default="")
"""The service that works in this greenlet; new greenlets start without."""


def mask_id_numbers(text: str) -> str:
    """Replace every resident ID number in `text`: it must not reach a log or an error text."""
    return ID_NUMBER.sub("[id-number]", text)


def _mask(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    for key, value in event.items():
        text = str(value)
        masked = mask_id_numbers(text)
        if masked != text or not isinstance(value, int | float | None):
            event[key] = masked
    return event


def _add_call(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    if (call := current_call.get()) is not None:
        event.setdefault("request_id", call.request_id)
        if call.traceparent:
            event.setdefault("trace_id", trace_id(call.traceparent))
    return event


def configure(service: str, level: str = "INFO", *, stream: Any = None) -> None:
    """Send structlog's and the standard library's records through the same processors.

    `service` names the process; a line written while a service works carries that service's name.
    """

    def add_service(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
        event.setdefault("service", current_service.get() or service)
        return event

    shared: list[Any] = [
        add_service,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_call,
        structlog.processors.format_exc_info,
        _mask,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # nameko logs every expected refusal as a warning with a traceback; we log faults ourselves
    logging.getLogger("nameko.containers").setLevel("CRITICAL")
    logging.getLogger("alembic.runtime.plugins").setLevel("WARNING")
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def get(name: str) -> Any:
    """Return the structured logger of a module."""
    return structlog.get_logger(name)
