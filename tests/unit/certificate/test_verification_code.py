"""Verification codes: nobody guesses one, and a person can type one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_certificate.domain.verification_code import clean, new_code


def test_a_code_has_twelve_characters_of_crockford_in_groups():
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", new_code())


def test_codes_do_not_repeat():
    assert len({new_code() for _ in range(2000)}) == 2000


def test_every_character_is_used():
    assert len(set("".join(new_code() for _ in range(500)))) == 33  # 32 and the hyphen


@pytest.mark.parametrize("typed", ["7k3m-q2xd-90rw", "7K3MQ2XD90RW", " 7K3M Q2XD 9ORW ", "7K3M-Q2XD-9oRW"])
def test_case_spaces_and_misread_letters_do_not_matter(typed):
    assert clean(typed) == "7K3M-Q2XD-90RW"


@pytest.mark.parametrize(
    "typed", ["", "7K3M-Q2XD", "7K3M-Q2XD-90RWX", "7K3M-Q2XD-90RU", "７K3M-Q2XD-90RW", "' OR 1=1 --"]
)
def test_what_cannot_be_a_code_is_none(typed):
    assert clean(typed) == ""


@given(st.text(max_size=40))
def test_anything_may_be_typed(text):
    assert clean(text) in ("", clean(clean(text)))
