"""Answer sheets: read in canonical form only, one hash."""

import hashlib

import pytest

from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.errors import BadAnswers

CANONICAL = [[1, "AC"], [2, "B"], [200, "F"]]


def test_it_survives_being_stored():
    assert AnswerSheet.from_json(CANONICAL).to_json() == CANONICAL
    assert AnswerSheet.from_json([]) == AnswerSheet()


def test_the_hash_is_what_the_contract_says_it_is():
    assert AnswerSheet.from_json([[1, "AC"], [2, "B"]]).sha256 == hashlib.sha256(b'[[1,"AC"],[2,"B"]]').hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        None,
        "A",
        {"1": "A"},
        [[0, "A"]],
        [[201, "A"]],
        [["1", "A"]],
        [[1, ""]],
        [[1, "CA"]],
        [[1, "AA"]],
        [[1, "G"]],
        [[1, "a"]],
        [[2, "A"], [1, "A"]],
        [[1, "A"], [1, "B"]],
        [[1, "A", "B"]],
        [[1, 2]],
    ],
)
def test_nothing_else_is_a_sheet(other):
    with pytest.raises(BadAnswers):
        AnswerSheet.from_json(other)
