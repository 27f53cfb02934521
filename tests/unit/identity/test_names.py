"""Names as on the resident identity card: rare characters, minorities' names, what clerks' programs do to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_identity.domain.names import clean_name, is_name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("张三", "张三"),
        ("  张三\t", "张三"),
        ("张　三", "张三"),  # two characters spread to the width of three, as lists do
        ("张 三", "张三"),
        ("欧 阳 娜", "欧阳娜"),
        ("𠮷 野", "𠮷野"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("买买提 · 艾力", "买买提·艾力"),
        ("ＪＯＨＮ　ＳＭＩＴＨ", "JOHN SMITH"),
        ("John  Smith", "John Smith"),
    ],
)
def test_what_people_write_becomes_the_name_they_mean(written, meant):
    assert clean_name(written) == meant
    assert is_name(clean_name(written))


@pytest.mark.parametrize(
    "name",
    [
        "𠮷田",
        "䶮明",
        "李〇",
        "王㐂",
        "马\ue863",
        "尼玛·次仁",
        "阿依努尔·麦麦提",
        "O'Neil",
        "Anna-Maria",
        "Ünal",
        "葉\U000e0100",
    ],
)
def test_lawful_names_are_names_and_keep_every_character(name):
    assert clean_name(name) == name
    assert is_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "张",
        "张3",
        "张三1",
        "·",
        "··",
        "- -",
        "张三（大）",
        "张\u200b三",
        "张三\x00",
        "<b>张三</b>",
        "张三;",
        "字" * 61,
        "张_三",
        "12",
        "Ⅳ三",
    ],
)
def test_what_cannot_be_a_name_is_refused(text):
    assert not is_name(clean_name(text))


def test_compatibility_ideographs_are_not_folded_since_that_would_change_a_legal_name():
    assert clean_name("\uf9dc明") == "\uf9dc明"


@given(st.text(max_size=30))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_name(clean_name(text)) == clean_name(text)
