"""Resident ID numbers and residence permits (GB 11643); ours, because the libraries refuse numbers that are lawful."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_identity.domain.errors import BadIdNumber
from ce_identity.domain.id_number import canonical, check_character, masked, parse

TODAY = date(2026, 3, 2)


def number(place="370303", born="19900101", serial="001"):
    body = place + born + serial
    return body + check_character(body)


def test_the_check_character_of_the_standards_own_examples():
    assert check_character("11010519491231002") == "X"
    assert check_character("44052418800101001") == "4"


def test_a_good_number_comes_back_in_canonical_form():
    good = number(serial="012")
    assert parse(f" {good[:6]} {good[6:14]}\u3000{good[14:]}\xa0", TODAY) == good


def test_a_small_x_and_full_width_characters_are_understood():
    assert parse("11010519491231002x", TODAY) == "11010519491231002X"
    wide = "".join(chr(ord(character) + 0xFEE0) for character in "11010519491231002X")
    assert parse(wide, TODAY) == "11010519491231002X"
    assert canonical(" 1101 0519491231002ｘ") == "11010519491231002X"


@pytest.mark.parametrize("place", ["810000", "820000", "830000", "710000"])
def test_residence_permits_of_hong_kong_macao_and_taiwan_are_valid(place):
    assert parse(number(place), TODAY)


def test_abolished_counties_stay_valid():
    """淄博市淄川县 was abolished in 1956; a person born there keeps the number."""
    assert parse(number("370399", born="19500101"), TODAY)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "18 位，填写了 0 位"),
        ("37030319900101", "填写了 14 位"),
        ("370303900101001", "填写了 15 位"),
        ("3703031990010100X2", "17 位数字"),
        ("A" * 18, "17 位数字"),
        ("03030319900101001X", "17 位数字"),
        (number("990303"), "省级代码"),
        (number("840000"), "省级代码"),
        (number(born="19900230"), "出生日期不存在"),
        (number(born="19901301"), "出生日期不存在"),
        (number(born="18991231"), "出生日期不合理"),
        (number(born="20260303"), "出生日期不合理"),
        (number()[:-1] + ("0" if number()[-1] != "0" else "1"), "校验位不符"),
    ],
)
def test_a_bad_number_says_what_is_wrong_and_never_repeats_it(text, message):
    with pytest.raises(BadIdNumber, match=message) as error:
        parse(text, TODAY)
    assert not text or text not in error.value.message
    assert text not in error.value.metadata.values() or not text


def test_the_29th_of_february_exists_in_leap_years_only():
    assert parse(number(born="20000229"), TODAY)
    for born in ("19000229", "20010229"):
        with pytest.raises(BadIdNumber, match="不存在"):
            parse(number(born=born), TODAY)


def test_whoever_is_born_today_or_on_the_first_day_of_the_last_century_is_valid():
    assert parse(number(born="20260302"), TODAY)
    assert parse(number(born="19000101"), TODAY)


@pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"])
def test_digits_of_other_scripts_are_no_digits(digits):
    """They would pass for numbers in Python and make a second person of the same number."""
    text = "".join(digits[int(character)] if character.isdigit() else character for character in number())
    try:
        assert parse(text, TODAY) == number()  # compatibility forms fold to ASCII
    except BadIdNumber as error:
        assert "17 位数字" in error.message


@given(st.integers(0, 16), st.integers(1, 9))
def test_any_one_wrong_digit_is_found(at, shift):
    good = number()
    wrong = good[:at] + str((int(good[at]) + shift) % 10) + good[at + 1 :]
    with pytest.raises(BadIdNumber):
        parse(wrong, TODAY)


@given(st.integers(0, 16))
def test_two_neighbours_changed_round_are_found(at):
    good = number()
    wrong = good[:at] + good[at + 1] + good[at] + good[at + 2 :]
    if wrong != good:
        with pytest.raises(BadIdNumber):
            parse(wrong, TODAY)


def test_a_masked_number_shows_the_first_four_and_the_last_two():
    assert masked("11010519491231002X") == "1101************2X"
    assert len(masked(number())) == 18
