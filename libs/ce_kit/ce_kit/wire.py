"""Schemas of what crosses the bus: JSON primitives only, amounts and dates as strings."""

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, ValidationError
from marshmallow.schema import SchemaMeta

from ce_kit import checks, fields
from ce_kit.pages import MAX_PAGE_SIZE


class _MadeOnce(SchemaMeta):
    """Gives the same schema for the same options: it keeps no state, and to make it takes as long as to use it."""

    _made: dict[tuple[type, str], Any] = {}

    def __call__(cls, **options: Any) -> Any:
        key = (cls, str(options))
        if key not in cls._made:
            cls._made[key] = super().__call__(**options)
        return cls._made[key]


class Message(Schema, metaclass=_MadeOnce):
    """Base of every message: unknown fields are ignored, so that a newer peer may add some."""

    class Meta:
        unknown = EXCLUDE

    error_messages = {"type": "须为对象"}


class Text(fields.String):
    """Text of 1 to `longest` characters, trimmed; an absent optional text is the empty string, as in proto3."""

    def __init__(self, longest: int = 200, *, required: bool = False, **kwargs: Any) -> None:
        length = checks.Length(min=1 if required else None, max=longest)
        extra = kwargs.pop("validate", None)
        if not required:
            kwargs.setdefault("load_default", "")
            kwargs.setdefault("dump_default", "")
        super().__init__(required=required, validate=[length, extra] if extra else length, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        return "" if text is None else str(text).strip()


class RequestId(fields.Field):
    """The caller's id of a write; a retry with the same id gives the first answer (AIP-155)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=True, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        try:
            return str(UUID(str(value)))
        except ValueError as error:
            raise ValidationError("须为 UUID") from error

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value


class Hours(fields.Decimal):
    """Hours or points as text with at most one place, 0 to 9999.9."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("validate", checks.Range(min=Decimal(0), max=Decimal("9999.9")))
        super().__init__(as_string=True, allow_nan=False, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        number: Decimal = super()._deserialize(value, attr, data, **kwargs)
        if abs(number) < 1_000_000 and number != number.quantize(Decimal("0.1")):  # the range refuses larger ones
            raise ValidationError("学时最多一位小数")
        return number

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else hours_text(Decimal(value))


def hours_text(amount: Decimal) -> str:
    """Write an amount the short way: 40, 7.5."""
    return f"{amount.normalize():f}"


class Day(fields.Date):
    """A calendar day, ISO 8601; the empty text is no day."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return None if value == "" and not self.required else super()._deserialize(value, attr, data, **kwargs)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return super()._serialize(value, attr, obj, **kwargs) or ""


class Instant(fields.AwareDateTime):
    """An instant in UTC, RFC 3339 with Z."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        if value is None:
            return None
        return value.isoformat(timespec="microseconds").replace("+00:00", "Z")


class WireEnum(fields.Field):
    """A Python enum as its proto name: ClaimState.SUBMITTED ↔ CLAIM_STATE_SUBMITTED."""

    def __init__(self, enum: type[Enum], prefix: str, **kwargs: Any) -> None:
        self.enum, self.prefix = enum, prefix
        super().__init__(**kwargs)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else f"{self.prefix}_{self.enum(value).name}"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        name = str(value).removeprefix(f"{self.prefix}_")
        if name == "UNSPECIFIED" and not self.required:
            return None
        if name not in self.enum.__members__:
            known = "、".join(f"{self.prefix}_{member}" for member in self.enum.__members__)
            raise ValidationError(f"须为下列之一：{known}")
        return self.enum[name]


class PageRequest(Message):
    """What every list method takes."""

    page_size = fields.Integer(load_default=50, validate=checks.Range(min=0, max=MAX_PAGE_SIZE))
    page_token = Text(500)
