"""Translation between gRPC and the bus: a method of a servicer is a method of the service behind it."""

import re
from typing import Any, ClassVar

from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.message import Message

from ce_kit.bus.threads import RpcClient
from ce_kit.call import Call, current_call


def to_payload(message: Message) -> dict[str, Any]:
    """Return a message in its JSON form with the proto's field names, fields without presence included."""
    return MessageToDict(message, preserving_proto_field_name=True, always_print_fields_with_no_presence=True)


def to_message(payload: dict[str, Any], kind: type[Message]) -> Message:
    """Read a message from its JSON form; fields a newer service added are ignored."""
    return ParseDict(payload, kind(), ignore_unknown_fields=True)


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
