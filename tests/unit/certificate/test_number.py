"""Certificate numbers: a mistyped one is found without asking anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_certificate.domain.number import MOST, check_character, clean, number_of, parts

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
numbers = st.builds(
    number_of,
    st.integers(110000, 659999).map(str),
    st.integers(1990, 2100),
    st.integers(1, MOST),
)


def test_the_check_character_is_that_of_iso_7064():
    assert check_character("A12425GABC1234002") == "M"  # a GRid, as the standard of GRids prints it


def test_a_number_says_platform_year_and_sequence():
    number = number_of("370300", 2020, 6)
    assert number[:-1] == "3703002020000000006"
    assert len(number) == 20
    assert parts(number) == ("370300", 2020, 6)


@given(numbers)
def test_every_number_is_read_back(number):
    platform, year, sequence = parts(number)
    assert number_of(platform, year, sequence) == number


@given(numbers, st.integers(0, 19), st.sampled_from(CHARACTERS))
def test_any_one_wrong_character_is_found(number, place, character):
    wrong = number[:place] + character + number[place + 1 :]
    assert (parts(wrong) is None) == (wrong != number)


def test_nearly_every_swap_of_two_neighbours_is_found():
    """By construction the standard misses a few in a thousand."""
    found = missed = 0
    for sequence in range(1, 3000):
        number = number_of("370300", 2020, sequence * 104_729 % MOST)
        for place in range(18):
            swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
            if swapped != number:
                found += parts(swapped) is None
                missed += parts(swapped) is not None
    assert found > 40_000
    assert missed < found / 100


@pytest.mark.parametrize(
    "text", ["", "3703002020000000006", "370300202000000000６K", "number", "370300 2020 000000006 K"]
)
def test_what_is_no_number_is_none(text):
    assert parts(text) is None


def test_spaces_hyphens_and_small_letters_do_not_matter_when_typed():
    number = number_of("370300", 2020, 6)
    assert clean(f" {number[:6]} {number[6:10]}-{number[10:].lower()}\n") == number


@pytest.mark.parametrize(
    ("platform", "year", "sequence"), [("3703", 2020, 1), ("370300", 2020, 0), ("370300", 2020, MOST + 1)]
)
def test_parts_that_make_no_number_are_refused(platform, year, sequence):
    with pytest.raises(ValueError, match="no certificate number"):
        number_of(platform, year, sequence)
