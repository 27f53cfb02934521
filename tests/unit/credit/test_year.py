"""A person's year: what it holds, who may see it, whose rules hold."""

import pytest

from ce_kit.errors import DomainError
from ce_kit.testing.bus import person


def test_a_met_year_says_so_with_every_minimum(zibo):
    zibo.hear(
        zibo.completed("必修", "20"),
        zibo.completed("选修", "10", part="elective"),
        zibo.completed("内科", "60", category="professional"),
        zibo.graded(1, passed=True),
    )
    year = zibo.assessed()
    assert (year["compliant"], year["unit"]) == ("COMPLIANCE_YES", "hours")
    assert (year["public_amount"], year["professional_amount"], year["total_amount"]) == ("30", "60", "90")
    assert {one["name"]: one["met"] for one in year["minimums"]} == dict.fromkeys(
        ["total", "public", "professional", "public_required", "platform"], "COMPLIANCE_YES"
    )
    assert (year["rule_set"], year["missing"]) == ("ZB20-hours", [])
    assert "淄博市" in year["source"]


def test_a_year_without_any_record_says_what_the_rules_ask(zibo):
    year = zibo.assessed()
    assert (year["revision"], year["compliant"], year["activities"]) == (0, "COMPLIANCE_NO", [])
    assert {one["name"]: one["amount"] for one in year["missing"]}["total"] == "90"
    assert year["next_steps"]
    assert zibo.units.rows("assessment") == []


def test_the_decision_is_told_whole(zibo):
    zibo.hear(zibo.completed("内科", "20", category="professional"))
    (fact,) = zibo.units.facts("credit.assessment.changed.v1")
    data = fact["data"]
    assert (fact["subject"], fact["version"]) == (data["assessment_id"], data["revision"])
    assert (data["professional_amount"], data["compliant"]) == ("20", "no")
    assert data["decision"]["activities"][0]["counted_professional"] == "20"
    (hours,) = zibo.units.facts("credit.hours.recorded.v1")
    told = {name: hours["data"][name] for name in ("category", "amount", "unit", "activity_type", "title", "clause")}
    assert told == {
        "category": "professional",
        "amount": "20",
        "unit": "hours",
        "activity_type": "platform_course",
        "title": "课程 内科",
        "clause": "ZB20 三(二)1",
    }


def test_the_ledger_is_shown_newest_first_and_paged(zibo):
    for number in range(5):
        zibo.hear(zibo.completed(f"{number}", str(number + 1), category="professional"))
    first = zibo.call("list_hours", page_size=3)
    second = zibo.call("list_hours", page_size=3, page_token=first["next_page_token"])
    assert [one["amount"] for one in first["entries"] + second["entries"]] == ["5", "4", "3", "2", "1"]
    assert second["next_page_token"] == ""
    assert zibo.call("list_hours", year=2019)["entries"] == []


@pytest.mark.parametrize(
    "roles",
    [(("employer_admin", "hospital"),), (("authority_admin", "health"),), (("hrss_admin", "hrss"),)],
)
def test_administrators_above_see_their_staff(zibo, roles):
    admin = person("admin", *roles)
    assert zibo.call("get_year", admin, person_id="lin", year=2020)["assessment"]["person_id"] == "lin"
    assert zibo.call("list_hours", admin, person_id="lin")["entries"] == []


@pytest.mark.parametrize(
    "roles",
    [
        (),
        (("employer_admin", "clinic"),),
        (("employer_admin", "health"),),
        (("hrss_admin", ""),),
        (("title_reader", "hrss"),),
    ],
)
def test_others_see_nothing_and_learn_nothing(zibo, roles):
    for person_id in ("lin", "nobody"):
        for method, extra in (("get_year", {"year": 2020}), ("list_hours", {})):
            with pytest.raises(DomainError) as refused:
                zibo.call(method, person("other", *roles), person_id=person_id, **extra)
            assert refused.value.reason == "PERMISSION_DENIED"


def test_the_former_employer_sees_nothing_more(zibo):
    clerk = person("clerk", ("employer_admin", "hospital"))
    zibo.hear(zibo.left(on="2020-06-01"))
    zibo.call("get_year", clerk, person_id="lin", year=2020)
    zibo.at("2020-06-02")
    with pytest.raises(DomainError):
        zibo.call("get_year", clerk, person_id="lin", year=2020)


def test_a_year_follows_the_rules_of_the_employers_place(new_credits):
    province = new_credits("370000", 2019)
    province.hear(province.completed("甲", "30"), province.graded(1, passed=True))
    assert province.assessed()["jurisdiction"] == "370000"
    province.hear(province.employed(jurisdiction="371000"))
    year = province.assessed()
    assert (year["jurisdiction"], year["public_amount"], year["rule_set"]) == ("371000", "30", "WH19-hours")
    province.hear(province.employed(version=2, jurisdiction="370000"))
    assert province.assessed()["public_amount"] == "0"
    assert province.ledger() == {}


def test_the_last_employment_of_the_year_rules_it(new_credits):
    credits = new_credits("370000", 2019)
    credits.hear(
        credits.employed(employer="a", jurisdiction="370300", started_on="2015-01-01"),
        credits.left(employer="a", on="2018-12-31"),
        credits.employed(employer="b", jurisdiction="371000", started_on="2019-12-31"),
        credits.completed("甲", "30"),
    )
    assert credits.assessed()["jurisdiction"] == "371000"
    assert credits.assessed(year=2018)["jurisdiction"] == "370300"


def test_employment_told_backwards_and_twice_is_the_same(zibo, new_credits):
    other = new_credits()
    events = [other.employed(employer="clinic"), other.left(employer="clinic", on="2020-05-31")]
    other.hear(*reversed(events), *events)
    (row,) = other.units.rows("employment")
    assert (row["employer_name"], row["ended_on"].isoformat()) == ("演示clinic", "2020-05-31")
    old, new = other.employed(employer_name="旧名"), other.employed(employer_name="新名", version=3)
    other.hear(new)
    other.hear(old)
    assert [row["employer_name"] for row in other.units.rows("employment")] == ["演示clinic", "新名"]


def test_a_county_follows_its_city(new_credits):
    zibo = new_credits()
    zibo.employ(jurisdiction="370303")
    zibo.hear(zibo.completed("内科", "20", category="professional"))
    assert (zibo.assessed()["jurisdiction"], zibo.assessed()["rule_set"]) == ("370303", "ZB20-hours")
