"""Answer sheets: one canonical form and one hash for the same answers, whoever wrote them down and how."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.errors import BadAnswers
from ce_exam.domain.item import LABELS

ANSWERS = st.dictionaries(st.integers(1, 200), st.lists(st.sampled_from(LABELS), unique=True))


@given(ANSWERS, st.randoms(use_true_random=False))
def test_order_case_and_spaces_make_no_difference(answers, random):
    plain = AnswerSheet.of((number, "".join(letters)) for number, letters in answers.items())
    items = random.sample(list(answers.items()), len(answers))
    other = AnswerSheet.of(
        (number, f" {''.join(random.sample(letters, len(letters))).lower()} ") for number, letters in items
    )
    assert plain == other
    assert plain.sha256 == other.sha256


@given(ANSWERS)
def test_it_survives_being_stored(answers):
    sheet = AnswerSheet.of((number, "".join(letters)) for number, letters in answers.items())
    assert AnswerSheet.from_json(sheet.to_json()) == sheet


def test_the_hash_is_what_the_contract_says_it_is():
    sheet = AnswerSheet.of([(2, "b"), (1, "CA"), (3, "")])
    assert sheet.to_json() == [[1, "AC"], [2, "B"]]
    assert sheet.sha256 == hashlib.sha256(b'[[1,"AC"],[2,"B"]]').hexdigest()


def test_an_empty_answer_is_no_answer():
    assert AnswerSheet.of([(1, ""), (2, " ")]) == AnswerSheet()


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
        AnswerSheet.of(answers)
    assert what in refused.value.message
