"""Translation between gRPC and the bus: a method of a servicer is a method of the service behind it."""

import base64
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, ClassVar

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.message import Message
from google.protobuf.struct_pb2 import Value

from ce_client.rpc import RpcClient
from ce_kit.call import Call, current_call


def to_payload(message: Message) -> dict[str, Any]:
    """Return a message in its JSON form with the proto's field names, fields without presence included."""
    return MessageToDict(message, preserving_proto_field_name=True, always_print_fields_with_no_presence=True)


def to_message(payload: Mapping[str, Any], kind: type[Message]) -> Message:
    """Read a message from its JSON form with the proto's field names; what a newer service added is ignored.

    As `ParseDict` does, in a tenth of its time for an exam paper: the message's own constructor takes nested values.
    """
    return kind(**_values(kind.DESCRIPTOR, payload))


Step = Callable[[Any], Any]


def _values(descriptor: Descriptor, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the constructor of a message takes."""
    steps, values = _steps(descriptor), {}
    for name, value in payload.items():
        if name in steps:
            step = steps[name]
            if value is not None or step is _any:
                values[name] = value if step is None else step(value)
    return values


def _any(value: Any) -> Value:
    """Read a value of any JSON type, null among them."""
    return ParseDict(value, Value())


@cache
def _steps(descriptor: Descriptor) -> dict[str, Step | None]:
    """Return by field what its value needs, None for what the constructor takes as it is (maps of scalars, too)."""
    return {field.name: _step(field) for field in descriptor.fields}


def _step(field: FieldDescriptor) -> Step | None:
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        return None
    one = _step_of_one(field)
    return one if one is None or not field.is_repeated else lambda values: [one(value) for value in values]


def _step_of_one(field: FieldDescriptor) -> Step | None:
    if field.cpp_type in (field.CPPTYPE_INT64, field.CPPTYPE_UINT64):
        return int  # JSON has them as text
    if field.enum_type is not None:
        numbers = {value.name: value.number for value in field.enum_type.values}
        return lambda name: numbers.get(name, 0)
    if field.message_type is None:
        return base64.b64decode if field.type == field.TYPE_BYTES else None
    if field.message_type.full_name == Value.DESCRIPTOR.full_name:
        return _any
    if field.message_type.file.package == "google.protobuf":
        kind = field.message_type._concrete_class
        return lambda value: ParseDict(value, kind())
    return partial(_values, field.message_type)


def bus_method(service: str, method: str) -> str:
    """Return the bus name of a gRPC method: credit, SubmitClaim → credit.submit_claim."""
    return f"{service}.{re.sub(r'(?<!^)(?=[A-Z])', '_', method).lower()}"


class Translated:
    """Base of a servicer whose methods all live in one service: set `service` and `descriptor`."""

    service: ClassVar[str]
    descriptor: ClassVar[Any]

    def __init__(self, rpc: RpcClient) -> None:
        self.rpc = rpc

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for method in cls.descriptor.methods:
            if method.name not in cls.__dict__:
                setattr(cls, method.name, _translated(bus_method(cls.service, method.name), method.output_type))

    async def ask(self, method: str, request: Message, kind: type[Message]) -> Message:
        """Ask a service and return its answer as a message of `kind`."""
        call = current_call.get() or Call()
        answer = await self.rpc.call(method, to_payload(request), call, call.remaining())
        return to_message(answer, kind)


def _translated(method: str, output_type: Any) -> Any:
    async def answer(self: Translated, request: Message, context: Any) -> Message:
        return await self.ask(method, request, output_type._concrete_class)

    answer.__name__ = method.split(".")[1]
    return answer
