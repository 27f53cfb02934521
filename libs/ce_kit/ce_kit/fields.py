"""The fields of messages: marshmallow's, and what each says when it refuses a value."""

from typing import Any

from marshmallow import fields
from marshmallow.types import ErrorMessages


class _Field:
    default_error_messages: ErrorMessages = {
        "required": "必填",
        "null": "不可为 null",
        "validator_failed": "取值不符合要求",
    }


class Field(_Field, fields.Field[Any]):
    """Base of fields with a form of their own."""


class Raw(_Field, fields.Raw):
    """Any JSON value."""


class String(_Field, fields.String):
    """Text of any length; `wire.Text` is the one for what people write."""

    default_error_messages = {"invalid": "须为文本", "invalid_utf8": "须为 UTF-8 文本"}


class Integer(_Field, fields.Integer):
    """A whole number."""

    default_error_messages = {"invalid": "须为整数", "too_large": "数值过大"}


class Decimal(_Field, fields.Decimal):
    """A decimal number, as text on the wire."""

    default_error_messages = {"invalid": "须为数字，如 7.5", "special": "须为数字，如 7.5", "too_large": "数值过大"}


class Boolean(_Field, fields.Boolean):
    """Yes or no."""

    default_error_messages = {"invalid": "须为 true 或 false"}


class Date(_Field, fields.Date):
    """A calendar day."""

    default_error_messages = {"invalid": "须为日期，如 2026-03-02"}


class AwareDateTime(_Field, fields.AwareDateTime):
    """An instant with its zone."""

    default_error_messages = dict.fromkeys(
        ("invalid", "invalid_awareness"), "须为带时区的时间，如 2026-03-02T09:00:00Z"
    )


class Enum(_Field, fields.Enum[Any]):
    """A Python enum by its value; `wire.WireEnum` is the one with proto names."""

    default_error_messages = {"unknown": "须为下列之一：{choices}"}


class List(_Field, fields.List[Any]):
    """A list."""

    default_error_messages = {"invalid": "须为列表"}


class Dict(_Field, fields.Dict):
    """An object whose names are not known beforehand."""

    default_error_messages = {"invalid": "须为对象"}


class Nested(_Field, fields.Nested):
    """A message within a message."""

    default_error_messages = {"type": "须为对象"}
