"""Refusals: what crosses the broker, and field paths."""

import orjson
import psycopg2
import pytest
from marshmallow import Schema, ValidationError, fields, validates_schema
from nameko.exceptions import MethodNotFound
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ce_kit.bus.settle import is_passing
from ce_kit.db.engine import is_away
from ce_kit.errors import DomainError, Kind, ServiceFault, Unavailable
from ce_nameko.rpc import to_fault


class TooFew(DomainError):
    kind, reason = Kind.FAILED_PRECONDITION, "TOO_FEW"


def test_refusal_crosses_as_five_strings_and_comes_back():
    fault = ServiceFault.of(TooFew("需要 90，现有 3", needed=90, have=3))
    assert all(isinstance(argument, str) for argument in fault.args)
    again = ServiceFault(*orjson.loads(orjson.dumps(fault.args)))
    assert (again.kind, again.reason, again.message) == ("FAILED_PRECONDITION", "TOO_FEW", "需要 90，现有 3")
    assert again.metadata == {"needed": "90", "have": "3"}
    assert again.violations == []


class Item(Schema):
    hours = fields.Decimal(required=True)


class Claim(Schema):
    name = fields.String(required=True)
    items = fields.List(fields.Nested(Item))
    notes = fields.Dict(keys=fields.String(), values=fields.Integer())

    @validates_schema
    def whole(self, data, **kwargs):
        if data["name"] == "contradiction":
            raise ValidationError("结束早于开始")


@pytest.mark.parametrize(
    ("payload", "paths"),
    [
        ({}, {"name"}),
        ({"name": "a", "items": [{"hours": "1"}, {}, {"hours": "x"}]}, {"items[1].hours", "items[2].hours"}),
        ({"name": "a", "items": "none"}, {"items"}),
        ({"name": "a", "notes": {"k": "x"}}, {"notes.k.value"}),
        ({"name": "contradiction"}, {"(request)"}),
        ({"name": "a", "more": 1}, {"more"}),
        ("text", {"(request)"}),
    ],
)
def test_field_paths(payload, paths):
    with pytest.raises(ValidationError) as refused:
        Claim().load(payload)
    fault = to_fault(refused.value)
    assert (fault.kind, fault.reason) == ("INVALID_ARGUMENT", "INVALID_FIELDS")
    assert {violation["field"] for violation in fault.violations} == paths
    assert all(violation["description"] for violation in fault.violations)


def test_unknown_error_keeps_its_text_to_the_log(caplog):
    fault = to_fault(RuntimeError("the secret"))
    assert (fault.kind, fault.reason) == ("INTERNAL", "INTERNAL")
    assert "secret" not in str(fault.args)
    assert fault.metadata["error_id"] in fault.message
    assert fault.metadata["error_id"] in caplog.text


def test_fault_of_another_service_goes_on_unchanged():
    fault = ServiceFault("NOT_FOUND", "NO_CLAIM", "没有")
    assert to_fault(fault) is fault


def test_method_that_is_not_there():
    assert to_fault(MethodNotFound("nope")).kind == "UNIMPLEMENTED"


class Coded(psycopg2.OperationalError):
    def __init__(self, code):
        super().__init__(code)
        self.code = code

    @property
    def pgcode(self):
        return self.code


def database_error(kind, original):
    return kind("SELECT", {}, original)


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (database_error(OperationalError, psycopg2.OperationalError("connection refused")), True),
        (database_error(OperationalError, Coded("57P01")), True),  # the server goes down
        (database_error(OperationalError, Coded("53300")), True),  # too many connections
        (database_error(OperationalError, Coded("57014")), False),  # statement timeout: would be again
        (database_error(OperationalError, Coded("40P01")), False),  # deadlock: the next try may succeed
        (database_error(ProgrammingError, psycopg2.ProgrammingError("no such column")), False),
        (PoolTimeout("pool"), True),
        (ValueError("other"), False),
    ],
)
def test_whether_the_database_is_away(error, away):
    assert is_away(error) is away
    assert is_passing(error) is away
    assert (to_fault(error).reason == "STORE_UNAVAILABLE") is away


def test_another_service_that_is_away_passes():
    assert is_passing(Unavailable("away"))
    assert is_passing(ServiceFault("UNAVAILABLE", "STORE_UNAVAILABLE", "away"))
    assert not is_passing(ServiceFault("NOT_FOUND", "NO_CLAIM", "没有"))
