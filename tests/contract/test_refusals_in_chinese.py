"""Whoever fills in a form reads what is wrong with it: no field is refused in English."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from marshmallow import ValidationError

from ce_files.row_report import RowReport
from ce_kit.errors import ServiceFault
from ce_kit.wire import Message, PageRequest

SERVICES = ("identity", "org", "learning", "exam", "credit", "billing", "certificate")
NO_MESSAGES = ([], "text", 7, None)
WRONG = (None, "", "x" * 70_000, 7, -1, 10**18, 1.5, True, [], ["x"] * 600, {}, {"k": {}}, "nan", "1e400")


def messages_of(service: str) -> Iterator[type[Message]]:
    """Yield all messages that stand in the service's entrypoints: requests, facts of others, and what they hold."""
    package = importlib.import_module(f"ce_{service}.entrypoints")
    for module in pkgutil.iter_modules(package.__path__):
        for one in vars(importlib.import_module(f"{package.__name__}.{module.name}")).values():
            if isinstance(one, type) and issubclass(one, Message):
                yield one


MESSAGES = {Message, PageRequest, RowReport, *(one for service in SERVICES for one in messages_of(service))}


def payloads(names: list[str]) -> Iterator[Any]:
    yield from ({}, *NO_MESSAGES)
    for wrong in WRONG:
        for value in (wrong, [wrong], {"k": wrong}):
            yield dict.fromkeys(names, value)


@pytest.mark.parametrize("message", sorted(MESSAGES, key=str), ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_no_field_is_refused_in_english(message):
    english = set()
    for payload in payloads(list(message().fields)):
        try:
            message().load(payload)
        except ValidationError as error:
            english |= {
                (one["field"], one["description"][:100])
                for one in ServiceFault.of_fields(error.messages).violations
                if not re.search("[一-鿿]", one["description"])
            }
    assert not english
