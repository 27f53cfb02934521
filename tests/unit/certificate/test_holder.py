"""The employment that counts is the one of the day of issue."""

from datetime import date

import pytest

from ce_certificate.domain.holder import Employment, employment_on


def at(employer: str, start: str, end: str | None = None) -> Employment:
    last = date.fromisoformat(end) if end else None
    return Employment(employer, "p1", employer, employer, "", "", "", "", date.fromisoformat(start), last)


@pytest.mark.parametrize(
    ("employments", "expected"),
    [
        ([], None),
        ([at("old", "2015-01-01")], "old"),
        ([at("old", "2015-01-01", "2019-12-31"), at("new", "2020-01-01")], "new"),
        ([at("new", "2020-01-01"), at("old", "2015-01-01", "2019-12-31")], "new"),
        ([at("first", "2015-01-01"), at("second", "2018-01-01")], "second"),
        ([at("lasting", "2010-01-01"), at("ended", "2019-01-01", "2020-06-30")], "lasting"),
        ([at("last day", "2010-01-01", "2020-12-28")], "last day"),
        ([at("earlier", "2010-01-01", "2018-01-01"), at("later", "2012-01-01", "2019-01-01")], "later"),
        ([at("present", "2015-01-01"), at("future", "2021-01-01")], "present"),
    ],
)
def test_the_newest_that_lasts_counts_else_the_one_that_ended_last(employments, expected):
    found = employment_on(employments, date(2020, 12, 28))
    assert (found.employer_id if found else None) == expected


def test_a_certificate_names_the_new_employer_after_a_move(city, employed):
    city.hear(
        "org.employment.started.v1",
        employed(employment_id="second", employer_id="other", employer_name="淄博演示测绘院", started_on="2020-07-01"),
    )
    city.hear(
        "org.employment.ended.v1",
        {"employment_id": "work-of-p1", "person_id": "p1", "employer_id": "institute", "ended_on": "2020-06-30"},
    )
    assert city.issue()["employer_name"] == "淄博演示测绘院"


def test_an_end_heard_before_the_beginning_is_not_lost(empty, employed):
    empty.hear(
        "org.employment.ended.v1",
        {"employment_id": "work-of-p1", "person_id": "p1", "employer_id": "institute", "ended_on": "2020-06-30"},
    )
    empty.hear("org.employment.started.v1", employed())
    (row,) = empty.units.rows("employment")
    assert (row["employer_id"], str(row["ended_on"])) == ("institute", "2020-06-30")


def test_an_older_version_changes_nothing(city, employed):
    city.hear("org.employment.started.v1", employed(title="正高级工程师"), version=3)
    city.hear("org.employment.started.v1", employed(title="工程师"), version=2)
    assert city.issue()["job_title"] == "正高级工程师"
