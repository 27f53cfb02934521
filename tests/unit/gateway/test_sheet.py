"""Answer sheets at the gateway: one canonical form and one hash for the same answers, whoever wrote them and how."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce.exam.v1 import exam_service_pb2 as pb
from ce_gateway.intake.errors import BadAnswers
from ce_gateway.intake.sheet import SheetKind, canonical, sha256_of
from ce_gateway.servicers.exam import SheetTooLarge, read_sheet
from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id

ANSWERS = st.dictionaries(st.integers(1, 200), st.lists(st.sampled_from("ABCDEF"), unique=True))


@given(ANSWERS, st.randoms(use_true_random=False))
def test_order_case_and_spaces_make_no_difference(answers, random):
    plain = canonical((number, "".join(letters)) for number, letters in answers.items())
    items = random.sample(list(answers.items()), len(answers))
    other = canonical(
        (number, f" {''.join(random.sample(letters, len(letters))).lower()} ") for number, letters in items
    )
    assert plain == other
    assert sha256_of(plain) == sha256_of(other)


def test_the_hash_is_what_the_contract_says_it_is():
    form = canonical([(2, "b"), (1, "CA"), (3, "")])
    assert form == [[1, "AC"], [2, "B"]]
    assert sha256_of(form) == hashlib.sha256(b'[[1,"AC"],[2,"B"]]').hexdigest()


@pytest.mark.parametrize(
    ("answers", "what"),
    [
        ([(0, "A")], "题号 0"),
        ([(201, "A")], "题号 201"),
        ([(-1, "A")], "题号 -1"),
        ([(1, "A"), (1, "B")], "第 1 题作答了两次"),
        ([(1, "AA")], "不重复"),
        ([(1, "G")], "“G”无效"),
        ([(1, "对")], "“对”无效"),
        ([(1, "A,B")], "无效"),
    ],
)
def test_what_no_paper_can_have_is_refused(answers, what):
    with pytest.raises(BadAnswers) as refused:
        canonical(answers)
    assert what in refused.value.message


def request(**changed):
    fields = {"request_id": new_id(), "attempt_id": "attempt", "capability": "text", "sequence": 1}
    return pb.SubmitAttemptRequest(**{**fields, **changed})


def test_a_request_id_is_one_however_it_is_written():
    request_id = new_id()
    one, other = (
        read_sheet(request(request_id=text), SheetKind.SAVE, "lin") for text in (request_id, request_id.upper())
    )
    assert one.key == other.key


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("request_id", ""),
        ("request_id", "7"),
        ("attempt_id", ""),
        ("attempt_id", "x" * 37),
        ("capability", ""),
        ("capability", "x" * 1001),
        ("sequence", 0),
        ("sequence", 1_000_001),
    ],
)
def test_every_field_is_bounded(field, value):
    with pytest.raises(ServiceFault) as refused:
        read_sheet(request(**{field: value}), SheetKind.SUBMIT, "lin")
    assert [one["field"] for one in refused.value.violations] == [field]


def test_a_message_larger_than_any_sheet_is_refused_unread():
    answers = [pb.Answer(number=number, chosen="A" * 20) for number in range(1, 1000)]
    with pytest.raises(SheetTooLarge):
        read_sheet(request(answers=answers), SheetKind.SUBMIT, "lin")
