"""Errors that people can act on, and the one exception that crosses the broker."""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar


class Kind(StrEnum):
    """Canonical gRPC status names; the gateway maps each to its status code."""

    INVALID_ARGUMENT = "INVALID_ARGUMENT"
    NOT_FOUND = "NOT_FOUND"
    ALREADY_EXISTS = "ALREADY_EXISTS"
    FAILED_PRECONDITION = "FAILED_PRECONDITION"
    PERMISSION_DENIED = "PERMISSION_DENIED"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    RESOURCE_EXHAUSTED = "RESOURCE_EXHAUSTED"
    ABORTED = "ABORTED"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    UNIMPLEMENTED = "UNIMPLEMENTED"
    DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL = "INTERNAL"


class DomainError(Exception):
    """A refusal with a reason. Subclasses set `kind` and `reason` (UPPER_SNAKE) on the class.

    The message is for people and says what, why, which numbers and what to do; `metadata` holds the
    same numbers for programs, as strings.
    """

    kind: ClassVar[Kind] = Kind.INTERNAL
    reason: ClassVar[str] = "UNSPECIFIED"

    def __init__(self, message: str, **metadata: object) -> None:
        super().__init__(message)
        self.message = message
        self.metadata = {key: str(value) for key, value in metadata.items()}


class PermissionDenied(DomainError):
    """The verified caller may not do this."""

    kind, reason = Kind.PERMISSION_DENIED, "PERMISSION_DENIED"


class NotSignedIn(DomainError):
    """The method needs a signed-in caller."""

    kind, reason = Kind.UNAUTHENTICATED, "NOT_SIGNED_IN"


class RequestIdReused(DomainError):
    """The same request id came with another payload."""

    kind, reason = Kind.ALREADY_EXISTS, "REQUEST_ID_REUSED"


class DeadlineExceeded(DomainError):
    """The caller's deadline passed before the answer was ready."""

    kind, reason = Kind.DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED"


class Unavailable(DomainError):
    """A part the call needs is out of reach; the same call may succeed later."""

    kind, reason = Kind.UNAVAILABLE, "UNAVAILABLE"


class MalformedPayload(DomainError):
    """The message is not of the form the method takes."""

    kind, reason = Kind.INVALID_ARGUMENT, "MALFORMED_PAYLOAD"


class ServiceFault(Exception):
    """The only exception that crosses the broker: five positional strings.

    `metadata` and `violations` are JSON texts (an object of strings; a list of {field, description}).
    """

    def __init__(self, kind: str, reason: str, message: str, metadata: str = "{}", violations: str = "[]") -> None:
        super().__init__(kind, reason, message, metadata, violations)
        self.kind, self.reason, self.message = kind, reason, message

    @property
    def metadata(self) -> dict[str, str]:
        """Numbers and names of the refusal, for programs."""
        return dict(json.loads(self.args[3]))

    @property
    def violations(self) -> list[dict[str, str]]:
        """Fields that were refused: [{field, description}]."""
        return list(json.loads(self.args[4]))

    @classmethod
    def of(cls, error: DomainError) -> "ServiceFault":
        """Turn a refusal into its wire form."""
        return cls(str(error.kind), error.reason, error.message, json.dumps(error.metadata, ensure_ascii=False))

    @classmethod
    def of_fields(cls, messages: Any) -> "ServiceFault":
        """Turn marshmallow's messages into INVALID_ARGUMENT with field paths (`items[2].hours`)."""
        found = list(_flatten(messages, ""))
        text = "；".join(f"{v['field']}：{v['description']}" for v in found)
        return cls(
            Kind.INVALID_ARGUMENT,
            "INVALID_FIELDS",
            f"请求字段有误：{text}",
            "{}",
            json.dumps(found, ensure_ascii=False),
        )


def _flatten(messages: Any, path: str) -> Sequence[dict[str, str]]:
    if isinstance(messages, dict):
        found: list[dict[str, str]] = []
        for key, value in messages.items():
            if key == "_schema":
                step = path
            else:
                step = f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}" if path else str(key)
            found.extend(_flatten(value, step))
        return found
    texts = messages if isinstance(messages, list) else [messages]
    return [{"field": path or "(request)", "description": str(text)} for text in texts]
