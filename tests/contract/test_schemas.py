"""The proto files are the contract: methods and marshmallow schemas of every service equal them."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.descriptor import FieldDescriptor
from marshmallow import Schema, fields
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

from ce_gateway.servicers import TRANSLATED
from ce_gateway.servicers.exam import ExamServicer
from ce_kit.wire import Day, Hours, Instant, RequestId, Text, WireEnum
from ce_nameko.rpc import Rpc

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("identity", "org", "learning", "exam", "credit", "billing", "certificate")
INTERNAL = {  # called by operations or the gateway's HTTP edge, not offered over gRPC
    "identity": {"create_administrator"},
    "org": {"create_root"},
    "billing": {"receive_payment_notice"},
}
KEPT_BY_ITSELF = {  # peak writes: the row they write holds the request id, a stored answer would double the work
    "exam": {"start_attempt"},
}
OF_THE_GATEWAY = {  # answered by the gateway itself; fields it adds to a service's answer
    "exam": {"save_answers", "submit_attempt", "unconfirmed"},
}
TEXTS = (Text, RequestId, Hours, Day, fields.String, fields.Decimal)
NUMBERS = {FieldDescriptor.CPPTYPE_INT32, FieldDescriptor.CPPTYPE_INT64, FieldDescriptor.CPPTYPE_UINT32}
WELL_KNOWN = {
    "google.protobuf.Timestamp": (Instant,),
    "google.protobuf.Struct": (fields.Dict, fields.Raw),
    "google.protobuf.Value": (fields.Raw,),
    "google.protobuf.ListValue": (fields.List, fields.Raw),
}


def methods_of(service: str) -> list[Any]:
    """Return the methods of a service's proto files; a large service has one per room (exam: item bank, marks …)."""
    found = []
    for path in sorted((ROOT / "proto" / "ce" / service / "v1").glob("*_service.proto")):
        module = importlib.import_module(f"ce.{service}.v1.{path.stem}_pb2")
        found += [method for one in module.DESCRIPTOR.services_by_name.values() for method in one.methods]
    return [method for method in found if snake(method.name) not in OF_THE_GATEWAY.get(service, ())]


def schemas_of(service: str) -> dict[str, Any]:
    """Return everything that stands in the service's modules of schemas, by name."""
    package = importlib.import_module(f"ce_{service}.entrypoints")
    names = [module.name for module in pkgutil.iter_modules(package.__path__) if module.name.endswith("schemas")]
    modules = [importlib.import_module(f"ce_{service}.entrypoints.{name}") for name in names]
    return {name: one for module in modules for name, one in vars(module).items()}


def class_of(service: str) -> type:
    return importlib.import_module(f"ce_{service}.app").APP.service


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def rpc_methods(service: str) -> set[str]:
    return {
        name
        for name, method in inspect.getmembers(class_of(service), inspect.isfunction)
        if any(isinstance(entry, Rpc) for entry in getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, ()))
    }


CALLS = [(service, method) for service in SERVICES for method in methods_of(service)]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_offers_exactly_the_methods_of_its_proto(service):
    offered = [snake(method.name) for method in methods_of(service)]
    assert len(offered) == len(set(offered)), "the bus knows a method by service and name alone"
    assert rpc_methods(service) == set(offered) | INTERNAL.get(service, set())


@pytest.mark.parametrize(("service", "method"), CALLS, ids=[f"{s}.{m.name}" for s, m in CALLS])
def test_requests_and_answers_have_the_fields_of_their_messages(service, method):
    for message in (method.input_type, method.output_type):
        schema = schemas_of(service).get(message.name)
        assert schema is not None, f"no schema {message.name}"
        compare(schema(), message, message.name)


@pytest.mark.parametrize(("service", "method"), CALLS, ids=[f"{s}.{m.name}" for s, m in CALLS])
def test_a_write_takes_a_request_id_first_and_is_idempotent(service, method):
    """Whatever is marked `once` has request_id as its first field, and the other way round."""
    (entry,) = getattr(getattr(class_of(service), snake(method.name)), ENTRYPOINT_EXTENSIONS_ATTR)
    names = [field.name for field in method.input_type.fields]
    kept_by_itself = snake(method.name) in KEPT_BY_ITSELF.get(service, ())
    assert (entry.once or kept_by_itself) == ("request_id" in names)
    assert not (entry.once and kept_by_itself)
    if "request_id" in names:
        assert names[0] == "request_id"


def compare(schema: Schema, message: Any, path: str) -> None:
    service = message.full_name.split(".")[1]
    own = [field for field in message.fields if field.name not in OF_THE_GATEWAY.get(service, ())]
    assert set(schema.fields) == {field.name for field in own}, path
    for field in own:
        check(schema.fields[field.name], field, f"{path}.{field.name}")


def check(own: Any, field: Any, path: str) -> None:
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        assert isinstance(own, fields.Dict), path
        return
    if field.is_repeated:
        assert isinstance(own, fields.List), path
        own = own.inner
    if field.message_type is not None:
        if field.message_type.full_name in WELL_KNOWN:
            assert isinstance(own, WELL_KNOWN[field.message_type.full_name]), path
            return
        assert isinstance(own, fields.Nested), path
        if field.message_type.full_name not in path:  # a message may hold itself
            compare(own.schema, field.message_type, f"{path}<{field.message_type.full_name}>")
        return
    if field.enum_type is not None:
        assert isinstance(own, WireEnum), path
        names = {f"{own.prefix}_{member.name}" for member in own.enum}
        assert names | {f"{own.prefix}_UNSPECIFIED"} == {value.name for value in field.enum_type.values}, path
        return
    if field.cpp_type == FieldDescriptor.CPPTYPE_STRING:
        assert isinstance(own, TEXTS), path
    elif field.cpp_type in NUMBERS:
        assert isinstance(own, fields.Integer), path
    elif field.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        assert isinstance(own, fields.Boolean), path
    else:
        raise AssertionError(f"{path}: proto type {field.cpp_type} is not used on this bus")


def test_every_method_of_a_service_is_offered_over_grpc():
    """A proto service that the gateway does not know answers UNIMPLEMENTED to everybody."""
    offered = {servicer.descriptor.full_name for servicer in (*TRANSLATED, ExamServicer)}
    assert offered == {method.containing_service.full_name for _, method in CALLS}


def test_numbers_never_travel_as_floats():
    for service in SERVICES:
        for message in importlib.import_module(f"ce.{service}.v1.events_pb2").DESCRIPTOR.message_types_by_name.values():
            kinds = {field.cpp_type for field in message.fields}
            assert not kinds & {FieldDescriptor.CPPTYPE_DOUBLE, FieldDescriptor.CPPTYPE_FLOAT}, message.full_name
