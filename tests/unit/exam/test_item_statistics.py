"""Statistics of items: from real attempts, equal to what a textbook computes."""

from decimal import Decimal
from statistics import correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_exam.domain.item_statistic import ItemStatistic
from ce_kit.testing.bus import person

HU = person("hu", ("city_admin", "unit-hrss"))


@pytest.fixture
def sat(bank):
    """Four people sat a paper of all twelve easy items: 12, 9, 6 and 0 right; a fifth is still sitting."""
    exam_id = bank.create(blueprint=[{"difficulty": "DIFFICULTY_EASY", "count": 12}], points_per_item=5, pass_mark=30)[
        "exam_id"
    ]
    for number, right in enumerate((12, 9, 6, 0)):
        bank.sit(exam_id, right=right, actor=f"p{number}")
    bank.start(exam_id, "live")
    return bank


def listed(exams):
    return exams.call("list_item_statistics", HU, year=2026, page_size=100)["statistics"]


def test_exposure_counts_every_paper_and_difficulty_the_graded_ones(sat):
    answer = sat.call("compute_item_statistics", HU, year=2026, category="EXAM_CATEGORY_PUBLIC")
    assert answer == {"attempts": 5, "items": 12}
    found = listed(sat)
    assert len(found) == 12
    assert {(one["exposures"], one["graded"], one["blank"]) for one in found} == {(5, 4, 0)}
    gained = sum(Decimal(one["difficulty"]) * 4 for one in found)
    assert gained == 12 + 9 + 6  # every right answer is somebody's
    assert {one["discrimination"] for one in found} == {""}  # four people say nothing about that
    for one in found:
        assert sum(one["chosen"].values()) == 4
        assert one["chosen"].get("B", 0) == Decimal(one["difficulty"]) * 4


def test_computing_again_replaces_and_follows_new_attempts(sat):
    sat.call("compute_item_statistics", HU, year=2026, category="EXAM_CATEGORY_PUBLIC")
    sat.call("compute_item_statistics", HU, year=2026, category="EXAM_CATEGORY_PUBLIC")
    assert len(listed(sat)) == 12
    exam_id = sat.call("list_exams")["exams"][0]["exam"]["exam_id"]
    sat.sit(exam_id, right=12, actor="p9")
    sat.call("compute_item_statistics", HU, year=2026, category="EXAM_CATEGORY_PUBLIC")
    assert {one["graded"] for one in listed(sat)} == {5}


def test_a_page_ends_and_goes_on(sat):
    sat.call("compute_item_statistics", HU, year=2026, category="EXAM_CATEGORY_PUBLIC")
    first = sat.call("list_item_statistics", HU, year=2026, page_size=5)
    second = sat.call("list_item_statistics", HU, year=2026, page_size=10, page_token=first["next_page_token"])
    codes = [one["item"]["code"] for one in (*first["statistics"], *second["statistics"])]
    assert (codes, second["next_page_token"]) == (sorted(codes), "")
    assert len(set(codes)) == 12


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)), min_size=30, max_size=80))
def test_discrimination_is_the_correlation_with_the_rest(sheets):
    one = ItemStatistic("v")
    for points, rest in sheets:
        one.add("A", points, rest)
    own, other = [list(side) for side in zip(*sheets, strict=True)]
    if len(set(own)) == 1 or len(set(other)) == 1:
        assert one.discrimination is None
    else:
        assert abs(float(one.discrimination) - correlation(own, other)) <= 0.0051


def test_a_wrong_key_is_noticed():
    """The good choose C, the key says A."""
    one = ItemStatistic("v")
    for number in range(40):
        good = number % 2
        one.add("C" if good else "A", 0 if good else 1000, 900 if good else 300)
    one.add("C", 0, 900)
    remarks = one.remarks("A")
    assert "区分度 -1.00 为负" in remarks[0]
    assert "选 C 的有 21 人，多于答案 A 的 20 人" in remarks[1]


def test_few_sheets_give_no_remarks():
    one = ItemStatistic("v")
    for _ in range(29):
        one.add("B", 0, 1000)
    assert (one.remarks("A"), one.discrimination) == ([], None)
