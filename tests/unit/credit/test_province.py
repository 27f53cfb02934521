"""At the province: cities' records are judged once each, and a title review gets its answer from them."""

import itertools

import pytest

from ce_kit.errors import DomainError
from ce_kit.testing.bus import event, person

READER = person("reader", ("title_reader", "370000"))


class Link:
    """Carries a city's facts to the province, as the two gateways do."""

    def __init__(self, city, province, city_person_id="lin", person_id="p-lin"):
        self.city, self.province = city, province
        self.city_person_id, self.person_id = city_person_id, person_id

    def linked(self, **data):
        about = {
            "person_id": self.person_id,
            "city": self.city.platform,
            "city_person_id": self.city_person_id,
            "name": "林𠮷",
            "id_number_masked": "3703************21",
        }
        return event("identity.person.linked.v1", {**about, **data}, subject=self.person_id, version=1)

    def records(self):
        """Return the province's events of everything the city told so far."""
        return [
            *(self.record("hours", fact, fact["data"]["entry_id"]) for fact in self.told("credit.hours.recorded.v1")),
            *(
                self.record("assessment", fact, fact["data"]["assessment_id"])
                for fact in self.told("credit.assessment.changed.v1")
            ),
        ]

    def told(self, kind):
        return [fact for fact in self.city.units.facts(kind) if fact["data"]["person_id"] == self.city_person_id]

    def record(self, kind, fact, record_id, **changes):
        data = {
            "city": self.city.platform,
            "kind": kind,
            "record_id": record_id,
            "record_version": fact["version"],
            "city_person_id": self.city_person_id,
            "fact": {**fact["data"], **changes},
            "fact_type": fact["type"],
        }
        return event(f"federation.{kind}.received.v1", data, subject=record_id, version=fact["version"])

    def answer(self, actor=READER, years=None, **payload):
        given = {"person_id": self.person_id, "purpose": "PURPOSE_TITLE_REVIEW", **payload}
        return self.province.call("answer_title_review", actor, years=years or [self.city.year], **given)


def judgements(province):
    return [fact["data"] for fact in province.units.facts("credit.record.judged.v1")]


@pytest.fixture
def link(zibo, province):
    """林's met year of Zibo, on its way."""
    zibo.hear(
        zibo.completed("必修", "20"),
        zibo.completed("选修", "10", part="elective"),
        zibo.completed("内科", "60", category="professional"),
    )
    zibo.hear(zibo.graded(1, passed=True))
    return Link(zibo, province)


def test_records_of_a_known_person_are_accepted_and_answer_the_review(link, province):
    province.hear(link.linked(), *link.records())
    assert [one["accepted"] for one in judgements(province)] == [True] * 5
    answer = link.answer()
    assert (answer["answer"], answer["person_name"]) == ("COMPLIANCE_YES", "林𠮷")
    (year,) = answer["years"]
    (city,) = year["cities"]
    assert (city["city"], city["complete"], city["hours_records"], city["hours_amount"]) == ("370300", True, 3, "90")
    told = city["assessment"]
    assert (told["total_amount"], told["revision"], told["rule_set"]) == ("90", 2, "ZB20-hours")
    assert {one["title"] for one in told["activities"]} == {"课程 必修", "课程 选修", "课程 内科"}
    assert told["activities"][0]["steps"][0]["clause"].startswith("ZB20")


def test_records_wait_for_their_person_and_are_judged_then(link, province):
    province.hear(*link.records())
    assert judgements(province) == []
    with pytest.raises(DomainError) as refused:
        link.answer()
    assert refused.value.reason == "PERSON_NOT_FOUND"
    province.hear(link.linked())
    assert len(judgements(province)) == 5
    assert link.answer()["answer"] == "COMPLIANCE_YES"


def test_each_version_of_a_record_is_judged_exactly_once(link, province):
    records = link.records()
    province.hear(*records, link.linked(), *records)
    province.hear(*(event(one["type"], one["data"], subject=one["subject"]) for one in records))  # sent again
    keys = [(one["record_id"], one["record_version"]) for one in judgements(province)]
    assert len(keys) == len(set(keys)) == 5


def test_an_older_version_that_comes_late_is_judged_and_changes_nothing(link, province):
    records = link.records()
    province.hear(link.linked(), *reversed(records))
    assert len(judgements(province)) == 5
    assert link.answer()["years"][0]["cities"][0]["assessment"]["revision"] == 2


@pytest.mark.parametrize("missing", range(3))
def test_a_missing_record_is_said_and_never_counted(link, province, missing):
    records = link.records()
    del records[missing]
    province.hear(link.linked(), *records)
    (year,) = link.answer()["years"]
    assert year["answer"] == "COMPLIANCE_UNKNOWN"
    assert "缺少记录" in year["text"]
    assert "核定 90" in year["text"]


def test_hours_without_an_assessment_are_a_missing_record(link, province):
    province.hear(link.linked(), *(one for one in link.records() if one["data"]["kind"] == "hours"))
    (year,) = link.answer()["years"]
    assert (year["answer"], year["cities"][0]["assessment"]) == ("COMPLIANCE_UNKNOWN", None)
    assert "没有年度核定" in year["text"]


def test_reversing_entries_are_part_of_the_sum(zibo, province):
    training = zibo.claim(title="培训", facts={"hours_per_day": [8] * 5})["claim"]["claim_id"]
    paper = zibo.claim("paper", title="论文", facts={"cn": True})["claim"]["claim_id"]
    zibo.recognise(paper)
    zibo.recognise(training)
    link = Link(zibo, province)
    province.hear(link.linked(), *link.records())
    (city,) = link.answer()["years"][0]["cities"]
    assert (city["complete"], city["hours_records"], city["hours_amount"]) == (True, 3, "40")


def test_a_year_that_falls_short_is_no_and_one_without_records_unknown(zibo, province):
    zibo.hear(zibo.completed("内科", "20", category="professional"))
    link = Link(zibo, province)
    province.hear(link.linked(), *link.records())
    answer = link.answer(years=[2020, 2019])
    assert [(one["year"], one["answer"]) for one in answer["years"]] == [
        (2019, "COMPLIANCE_UNKNOWN"),
        (2020, "COMPLIANCE_NO"),
    ]
    assert answer["answer"] == "COMPLIANCE_NO"


def test_hours_in_two_cities_are_never_added_up(new_credits, province):
    cities = []
    for platform, hours in (("370300", "45"), ("370600", "45")):
        city = new_credits()
        city.employ(jurisdiction="370300")
        city.hear(city.completed("内科", hours, category="professional"))
        city.platform = platform
        cities.append(Link(city, province, person_id="p-lin"))
    yantai = cities[1]
    records = [
        yantai.record(kind, fact, fact["data"][f"{name}_id"])
        for kind, name in (("hours", "entry"), ("assessment", "assessment"))
        for fact in yantai.city.units.facts(f"credit.{kind}.{'recorded' if kind == 'hours' else 'changed'}.v1")
    ]
    province.hear(cities[0].linked(), cities[1].linked(), *cities[0].records(), *records)
    refused = [one["reason"] for one in judgements(province) if not one["accepted"]]
    assert refused == ["属地代码 370300 不属于上报平台 370600"] * 2
    assert cities[0].answer()["answer"] == "COMPLIANCE_NO"


def test_two_cities_that_each_fall_short_go_to_a_person(zibo, weihai, province):
    for city, day in ((zibo, "2020-05-01"), (weihai, "2019-05-01")):
        city.hear(city.completed("内科", "60", category="professional", year=2019, completed_on=day))
    province.hear(
        *itertools.chain.from_iterable(
            (one.linked(), *one.records()) for one in (Link(zibo, province), Link(weihai, province))
        )
    )
    answer = Link(weihai, province).answer(years=[2019])
    assert answer["answer"] == "COMPLIANCE_UNKNOWN"


@pytest.mark.parametrize(
    ("kind", "changes", "text"),
    [
        ("hours", {"jurisdiction": "999999"}, "没有已知的规则"),
        ("hours", {"jurisdiction": ""}, "（空）"),
        ("hours", {"jurisdiction": "371000"}, "不属于上报平台 370300"),
        ("hours", {"person_id": "somebody-else"}, "所属人员"),
        ("hours", {"amount": "0"}, "不能为零"),
        ("hours", {"amount": "NaN"}, "十进制"),
        ("hours", {"amount": "1e9"}, "无效"),
        ("hours", {"amount": 7.5}, "十进制"),
        ("hours", {"amount": None}, "无效"),
        ("hours", {"category": "leisure"}, "科目"),
        ("hours", {"unit": "points"}, "计量单位"),
        ("hours", {"year": "2020"}, "年度"),
        ("hours", {"year": 1066}, "年度"),
        ("assessment", {"total_amount": "91"}, "合计 91 与各项之和 90"),
        ("assessment", {"public_amount": "31"}, "公需合计"),
        ("assessment", {"professional_amount": "x"}, "十进制"),
        ("assessment", {"compliant": "maybe"}, "达标结论"),
        ("assessment", {"revision": 7}, "记录版本"),
        ("assessment", {"decision": {}}, "不完整"),
        ("assessment", {"decision": {"activities": []}}, "各项之和 0"),
        ("assessment", {"assessed_at": "yesterday"}, "不完整"),
    ],
)
def test_what_is_inconsistent_is_refused_with_its_reason(link, province, kind, changes, text):
    fact = {"hours": "credit.hours.recorded.v1", "assessment": "credit.assessment.changed.v1"}[kind]
    told = link.told(fact)[-1]
    province.hear(link.linked(), link.record(kind, told, "r-1", **changes))
    (judged,) = judgements(province)
    assert (judged["accepted"], judged["record_id"], judged["city"]) == (False, "r-1", "370300")
    assert text in judged["reason"]
    assert link.answer()["years"][0]["cities"] == []


def test_one_bad_record_does_not_hold_up_the_others(link, province):
    good = link.records()
    bad = link.record("hours", link.told("credit.hours.recorded.v1")[0], "r-bad", amount="x")
    province.hear(link.linked(), bad, *good)
    assert sorted(one["accepted"] for one in judgements(province)) == [False] + [True] * 5


def test_readers_hrss_and_the_person_may_ask_and_nobody_else(link, province):
    province.hear(link.linked(), *link.records())
    for actor in (READER, person("h", ("hrss_admin", "province")), person("p-lin")):
        assert link.answer(actor)["answer"] == "COMPLIANCE_YES"
    for actor in (
        person("lin"),
        person("clerk", ("employer_admin", "hospital")),
        person("a", ("authority_admin", "x")),
    ):
        with pytest.raises(DomainError) as refused:
            link.answer(actor)
        assert refused.value.reason == "PERMISSION_DENIED"
    asked = province.units.audits("title_review.answered")
    assert [row["actor_id"] for row in asked] == ["reader", "h", "p-lin"]
    assert asked[0]["detail"] == {"purpose": "title_review", "years": [2020]}


def test_a_city_sends_the_question_to_the_province(zibo):
    with pytest.raises(DomainError) as refused:
        Link(zibo, zibo).answer()
    assert refused.value.reason == "NOT_PROVINCE"


def test_a_corrected_link_moves_the_records(link, province):
    province.hear(link.linked(), *link.records())
    moved = {**link.linked(person_id="p-other"), "version": 2}
    province.hear(moved, {**link.linked(), "id": "late"})
    link.person_id = "p-other"
    assert link.answer()["answer"] == "COMPLIANCE_YES"
