"""The item banks: at least 120 questions each, with keys that exam reads as the index says them."""

from collections import Counter

from ce_demo.files.items import keys, questions
from ce_exam.domain.blueprint import BlueprintLine, check_pool
from ce_exam.domain.item import Category, Difficulty, ItemKind
from ce_exam.domain.item_list import TEMPLATE, judge


def items(lines, city):
    rows = judge(lines(TEMPLATE, city, "items.xlsx"))
    return [row.to_item(f"v{row.number}", 1) for row in rows]


def test_every_row_is_good(lines, problems, city):
    rows = judge(lines(TEMPLATE, city, "items.xlsx"))
    assert problems(rows) == []
    assert len(rows) >= 120


def test_all_kinds_and_difficulties_are_there_in_number(lines, city):
    found = items(lines, city)
    assert {(one.year, one.category) for one in found} == {(city.year, Category.PUBLIC)}
    for kind in ItemKind:
        assert sum(one.kind is kind for one in found) >= 30
    # a paper of 20 can be drawn again and again without the same questions
    counts = {Difficulty.EASY: 40, Difficulty.MEDIUM: 60, Difficulty.HARD: 30}
    check_pool(found, tuple(BlueprintLine(difficulty, count) for difficulty, count in counts.items()))


def test_the_index_knows_the_right_options_of_every_question(lines, city):
    for one in items(lines, city):
        right = {text for letter, text in zip("ABCDEF", one.options, strict=False) if letter in one.answer}
        assert keys(city)[one.stem] == right


def test_no_question_stands_twice(city):
    assert len(keys(city)) == len(questions(city))
    assert len({one.code for one in questions(city)}) == len(questions(city))


def test_every_choice_has_a_wrong_option(city):
    for one in questions(city):
        if one.options:
            assert 0 < len(one.right) < len(one.options), one.code
            assert len(set(one.options)) == len(one.options), one.code


def test_the_place_of_an_option_says_nothing_about_the_key(city):
    places = Counter(one.answer for one in questions(city) if one.kind == "单选")
    assert set(places) == set("ABCD")
    assert max(places.values()) < 0.4 * places.total()
    answers = Counter(one.answer for one in questions(city) if one.kind == "判断")
    assert min(answers.values()) >= 0.3 * answers.total()


def test_no_option_speaks_of_the_others(city):
    for one in questions(city):
        assert not any(option.startswith(("以上", "上述")) for option in one.options), one.code
