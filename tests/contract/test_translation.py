"""Translation: every answer of a service is read from its JSON form as protobuf's own reader reads it."""

import random

import pytest
from google.protobuf.json_format import ParseDict
from google.protobuf.struct_pb2 import Struct, Value
from google.protobuf.timestamp_pb2 import Timestamp

from ce.exam.v1 import exam_service_pb2 as exam
from ce_gateway.servicers import TRANSLATED, ExamServicer
from ce_gateway.translate import to_message, to_payload

ANSWERS = {
    f"{method.containing_service.name}.{method.name}": method.output_type._concrete_class
    for servicer in (*TRANSLATED, ExamServicer)
    for method in servicer.descriptor.methods
}
TEXTS = ("", "𠮷野䶮", "2026-12-31", "x" * 300)


def filled(kind, choose, depth=0):
    """Return a message of a kind with values in most of its fields."""
    if kind is Timestamp:
        return Timestamp(seconds=choose.randint(0, 2_000_000_000), nanos=choose.randrange(10**6) * 1000)
    message = kind()
    if kind is Struct:
        message.update({"text": choose.choice(TEXTS), "list": [1.5, True, None], "inner": {"a": "b"}})
        return message
    if kind is Value:
        return ParseDict(choose.choice([None, True, 2.5, "文", [None, 1], {"a": None}]), message)
    for field in kind.DESCRIPTOR.fields:
        if choose.random() < 0.15 or depth > 4:
            continue
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            value = value_of(field.message_type.fields_by_name["value"], choose, depth)
            getattr(message, field.name).update({"甲": value, "b": value})
        elif field.is_repeated:
            getattr(message, field.name).extend(value_of(field, choose, depth) for _ in range(choose.randint(0, 3)))
        elif field.message_type is not None:
            getattr(message, field.name).CopyFrom(value_of(field, choose, depth))
        else:
            setattr(message, field.name, value_of(field, choose, depth))
    return message


def value_of(field, choose, depth):
    if field.message_type is not None:
        return filled(field.message_type._concrete_class, choose, depth + 1)
    if field.enum_type is not None:
        return choose.choice(field.enum_type.values).number
    return {
        field.CPPTYPE_STRING: lambda: choose.randbytes(9) if field.type == field.TYPE_BYTES else choose.choice(TEXTS),
        field.CPPTYPE_BOOL: lambda: choose.random() < 0.5,
        field.CPPTYPE_INT32: lambda: choose.randint(-(2**31), 2**31 - 1),
        field.CPPTYPE_INT64: lambda: choose.randint(-(2**63), 2**63 - 1),
        field.CPPTYPE_DOUBLE: lambda: choose.random() * 1e6,
    }[field.cpp_type]()


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_read_as_protobufs_own_reader_reads_it(name):
    kind, choose = ANSWERS[name], random.Random(name)
    for _ in range(5):
        message = filled(kind, choose)
        payload = to_payload(message)
        assert to_message(payload, kind) == message == ParseDict(payload, kind())


def test_what_a_newer_service_added_is_ignored():
    payload = {"attempt": {"attempt_id": "a", "mood": "good", "number": 2}, "weather": ["fine"], "paper": None}
    read = to_message(payload, exam.StartAttemptResponse)
    assert (read.attempt.attempt_id, read.attempt.number, read.HasField("paper")) == ("a", 2, False)


def test_a_name_that_a_newer_service_added_to_an_enumeration_is_not_specified():
    field = next(one for one in exam.Question.DESCRIPTOR.fields if one.enum_type is not None)
    read = to_message({field.name: "ITEM_KIND_ESSAY"}, exam.Question)
    assert getattr(read, field.name) == 0


def test_numbers_of_64_bits_are_read_from_text_and_from_numbers():
    for fee in (2**53 + 1, str(2**53 + 1)):
        assert to_message({"resit_fee_fen": fee}, exam.AttemptPolicy).resit_fee_fen == 2**53 + 1
