"""Creating exams: fields that belong together, a bank that can fill a paper, the rule of the notice."""

import pytest
from marshmallow import ValidationError

from ce_exam.domain.item import Category
from ce_exam.domain.paper import draw
from ce_kit.errors import DomainError, Unavailable
from ce_kit.testing.bus import person


def test_an_exam_keeps_the_rule_about_failures_with_its_clause(zibo):
    exam = zibo.create(min_study_hours="30")
    assert exam["policy"] == {
        "after_failure": "AFTER_FAILURE_PAID_RESIT",
        "chances": 1,
        "chances_after_restudy": 0,
        "resit_fee_fen": 1000,
        "clause": "ZB20 三(三)",
        "source": "淄博市 2020 年度通知",
        "text": "考试不合格可缴费补考，每次 10 元，次数不限（ZB20 三(三)）",
    }
    assert (exam["full_marks"], exam["pass_mark"], exam["min_study_hours"]) == (100, 60, "30")
    assert exam["multiple_choice_rule"] == "MULTIPLE_CHOICE_RULE_ALL_OR_NOTHING"
    assert exam["mode"] == "EXAM_MODE_ONLINE"
    (audit,) = zibo.units.audits("exam.created")
    assert audit["detail"]["policy"] == exam["policy"]["text"]


def test_what_was_created_is_listed_as_it_was_answered(weihai):
    exam = weihai.create(
        blueprint=[{"difficulty": "DIFFICULTY_HARD", "count": 1}, {"difficulty": "DIFFICULTY_EASY", "count": 4}],
        multiple_choice_rule="MULTIPLE_CHOICE_RULE_PROPORTIONAL",
        min_study_hours="25.5",
    )
    (listed,) = weihai.call("list_exams")["exams"]
    sorted_lines = sorted(exam["blueprint"], key=lambda line: line["difficulty"])
    assert sorted(listed["exam"].pop("blueprint"), key=lambda line: line["difficulty"]) == sorted_lines
    exam.pop("blueprint")
    assert listed["exam"] == exam


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"closes_on": "2026-02-28"}, "早于开始日"),
        ({"pass_mark": 101}, "满分 100"),
        ({"duration_minutes": 0}, "时长"),
        ({"points_per_item": 0}, "每题分值"),
        ({"blueprint": []}, "0 题"),
        ({"full_marks": 100}, "满分由组卷方案得出"),
        ({"mode": "EXAM_MODE_OFFLINE", "full_marks": 100}, "不在本平台组卷"),
        (
            {
                "blueprint": [
                    {"difficulty": "DIFFICULTY_EASY", "count": 200},
                    {"difficulty": "DIFFICULTY_HARD", "count": 1},
                ]
            },
            "201 题",
        ),
    ],
)
def test_fields_that_contradict_each_other_are_refused(bank, fields, what):
    with pytest.raises(DomainError) as refused:
        bank.create(**fields)
    assert refused.value.reason == "BAD_EXAM"
    assert what in refused.value.message


@pytest.mark.parametrize(
    "fields",
    [
        {"year": 1999},
        {"category": "EXAM_CATEGORY_UNSPECIFIED"},
        {"title": " "},
        {"opens_on": "31.12.2026"},
        {"duration_minutes": 43_201},
        {"blueprint": [{"difficulty": "DIFFICULTY_EASY", "count": 0}]},
        {"blueprint": [{"difficulty": "DIFFICULTY_EASY", "count": 1}] * 2},
        {"blueprint": [{"difficulty": "EXTREME", "count": 1}]},
        {"pass_mark": 0},
        {"min_study_hours": "-1"},
        {"min_study_hours": "0.05"},
        {"min_study_hours": ""},
        {"mode": "EXAM_MODE_ELSEWHERE"},
    ],
)
def test_fields_of_the_wrong_form_are_refused(bank, fields):
    with pytest.raises(ValidationError):
        bank.create(**fields)


def test_what_the_gateway_sends_for_absent_choices_means_the_default(bank):
    exam = bank.create(mode="EXAM_MODE_UNSPECIFIED", multiple_choice_rule="MULTIPLE_CHOICE_RULE_UNSPECIFIED")
    assert exam["mode"] == "EXAM_MODE_ONLINE"
    assert exam["multiple_choice_rule"] == "MULTIPLE_CHOICE_RULE_ALL_OR_NOTHING"


def test_a_bank_that_cannot_fill_a_paper_is_told_at_once(bank):
    with pytest.raises(DomainError) as refused:
        bank.create(blueprint=[{"difficulty": "DIFFICULTY_EASY", "count": 13}])
    assert refused.value.reason == "POOL_TOO_SMALL"
    with pytest.raises(DomainError) as refused:
        bank.create(year=2025)
    assert refused.value.metadata["have"] == "0"


def test_no_exam_is_created_where_the_notice_wants_none(bank):
    bank.rules = {"value": "none_needed", "clause": "ZB20 三(二)1", "source": "", "reason": "不需要考试", "more": {}}
    with pytest.raises(DomainError) as refused:
        bank.create()
    assert refused.value.reason == "EXAM_NOT_NEEDED"
    assert bank.units.rows("exam") == []


def test_without_credits_answer_no_exam_is_created(bank):
    bank.credit.answers["ask_rule"] = Unavailable("away")
    with pytest.raises(Unavailable):
        bank.create()
    assert bank.units.rows("exam") == []


def test_exams_are_listed_newest_first_page_by_page_and_by_year(bank):
    made = [bank.create(title=f"考试 {number}")["exam_id"] for number in range(5)]
    first = bank.call("list_exams", page_size=3)
    second = bank.call("list_exams", page_size=3, page_token=first["next_page_token"])
    listed = [one["exam"]["exam_id"] for one in first["exams"] + second["exams"]]
    assert listed == sorted(made, reverse=True)  # ids of one millisecond are in any order
    assert second["next_page_token"] == ""
    assert bank.call("list_exams", year=2025)["exams"] == []
    assert len(bank.call("list_exams", person("hu"), year=2026)["exams"]) == 5


def test_a_paper_has_the_topics_of_the_blueprint_and_can_be_drawn_again_from_its_seed(exams):
    header = ["编号", "年度", "科目", "题型", "难度", "主题", "题干", "选项A", "选项B", "答案"]
    topics = ("信息化", "应急管理")
    rows = [
        [f"{topic}{n}", 2026, "公需科目", "单选", "易", topic, f"{topic} {n}", "right", "wrong", "A"]
        for topic in topics
        for n in range(6)
    ]
    exams.import_items(*rows, header=header)
    lines = [
        {"difficulty": "DIFFICULTY_EASY", "count": 3, "topic": "信息化"},
        {"difficulty": "DIFFICULTY_EASY", "count": 1, "topic": "应急管理"},
        {"difficulty": "DIFFICULTY_EASY", "count": 1},
    ]
    exam = exams.create(blueprint=lines)
    assert {(line["topic"], line["count"]) for line in exam["blueprint"]} == {("信息化", 3), ("应急管理", 1), ("", 1)}
    papers = [exams.start(exam["exam_id"], f"p{number}")["paper"] for number in range(5)]
    for paper in papers:
        stems = [question["stem"].split()[0] for question in paper["questions"]]
        assert stems.count("信息化") in (3, 4)
        assert stems.count("应急管理") in (1, 2)
    for row in exams.units.rows("paper"):
        with exams.units() as uow:
            stored, pool = uow.exams.get(row["exam_id"]), uow.items.pool(2026, Category.PUBLIC)
        again = draw(row["exam_id"], row["pool_id"], row["seed"], pool.items, stored.blueprint)
        assert again.paper_hash == row["paper_hash"]
    with pytest.raises(DomainError) as refused:
        exams.create(blueprint=[{"difficulty": "DIFFICULTY_EASY", "count": 7, "topic": "信息化"}])
    assert "主题“信息化”难度“易”的试题只有 6 道，组卷需要 7 道" in refused.value.message
