"""The catalogues: what a person needs for the year can be studied, priced where the notice says so."""

from decimal import Decimal

import pytest

from ce_demo.files.city import WEIHAI, ZIBO
from ce_demo.files.courses import courses, series
from ce_learning.domain.catalogue_list import TEMPLATE, judge
from ce_learning.domain.course import Category, Part


def terms(lines, city):
    return [row.terms for row in judge(lines(TEMPLATE, city, "catalogue.xlsx"), city.year)]


def hours(found):
    return sum(one.hours for one in found)


def test_every_row_is_good(lines, problems, city):
    assert problems(judge(lines(TEMPLATE, city, "catalogue.xlsx"), city.year)) == []


def test_the_index_says_what_the_file_says(lines, city):
    assert [(one.year, one.code, one.title, one.hours) for one in terms(lines, city)] == [
        (one.year, one.code, one.title, one.hours) for one in courses(city)
    ]


def test_zibo_offers_the_public_hours_of_the_notice(lines):
    public = [one for one in terms(lines, ZIBO) if one.category is Category.PUBLIC]
    assert hours(one for one in public if one.part is Part.REQUIRED) == 20
    assert hours(one for one in public if one.part is Part.ELECTIVE) == 10
    assert hours(public) == 30


def test_zibo_is_paid_for_professional_courses_only(lines):
    assert all(one.priced == (one.category is Category.PROFESSIONAL) for one in terms(lines, ZIBO))
    assert hours(one for one in terms(lines, ZIBO) if one.category is Category.PROFESSIONAL) >= 60


def test_weihai_offers_the_two_public_classes(lines):
    public = [one for one in terms(lines, WEIHAI) if one.category is Category.PUBLIC]
    assert [(one.hours, one.needs_points) for one in public] == [(30, False), (25, True)]
    assert not any(one.priced for one in terms(lines, WEIHAI))


@pytest.mark.parametrize(
    ("where", "names", "expected"),
    [
        (ZIBO, ["public_required"], 20),
        (ZIBO, ["public_elective"], 10),
        (ZIBO, ["public_required", "public_elective"], 30),
        (ZIBO, ["medicine"], 20),
        (WEIHAI, ["public_class"], 30),
        (WEIHAI, ["points_class"], 25),
        (WEIHAI, ["engineering"], 60),
    ],
)
def test_series_give_the_hours_the_story_counts_on(where, names, expected):
    assert hours(series(where, *names)) == Decimal(expected)
