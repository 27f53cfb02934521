"""The evidence: what a reviewer can open, and claims of which Zibo counts 40 of 50 hours and refuses ten."""

import io

import puremagic
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from ce_credit.entrypoints.facts_field import check_facts, check_type
from ce_demo.files.city import FILES, WEIHAI, ZIBO
from ce_demo.files.courses import series
from ce_demo.files.evidence import CLAIMS, PAPER_WITH_NUMBERS, PAPER_WITHOUT_NUMBERS, POINTS_PAGE, TRAINING
from ce_demo.files.table import DATA
from ce_rules import RuleBook

PDFS = sorted(FILES.glob("*/evidence/*.pdf"))


def activities(claims):
    return [{"id": one.file, "type": one.activity_type, **one.facts} for one in claims]


def studied(courses, category):
    exam = {"exam": "passed"} if category == "public" else {}
    parts = {"必修": {"part": "required"}, "选修": {"part": "elective"}, "": {}}
    return [
        {
            "id": one.code,
            "type": "platform_course",
            "category": category,
            "hours": str(one.hours),
            **parts[one.part],
            **exam,
        }
        for one in courses
    ]


def test_every_file_that_is_named_is_there():
    named = [*(ZIBO.file(one.file) for one in CLAIMS), WEIHAI.file(POINTS_PAGE)]
    assert sorted(named) == PDFS


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_each_is_a_small_pdf_of_one_page_marked_as_a_specimen(path):
    content = path.read_bytes()
    assert len(content) < 100_000
    assert puremagic.from_string(content, mime=True) == "application/pdf"
    reader = PdfFileReader(io.BytesIO(content))
    assert reader.root["/Pages"]["/Count"] == 1
    assert "演示样张" in reader.trailer["/Info"]["/Title"]
    assert "演示样张<small>" in (DATA / "evidence" / f"{path.stem}.html").read_text()


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.file)
def test_credit_takes_the_facts_of_every_claim(claim):
    check_type(claim.activity_type)
    check_facts(claim.activity_type, claim.facts)


def test_zibo_counts_40_of_50_hours_and_refuses_the_paper_without_numbers():
    decision = RuleBook.installed().rule_set(ZIBO.code, ZIBO.year).decide({"activities": activities(CLAIMS)})
    found = {one.id: one for one in decision.activities}
    assert found[TRAINING.file].converted + found[PAPER_WITH_NUMBERS.file].converted == 50
    assert sum(one.counted for one in found.values()) == 40
    (cut,) = found[PAPER_WITH_NUMBERS.file].not_counted
    assert (cut.amount, cut.reason, cut.clause) == (10, "over_cap_recognition", "ZB20 五(二)")
    (refused,) = found[PAPER_WITHOUT_NUMBERS.file].not_counted
    assert (refused.reason, refused.clause) == ("no_cn_issn", "ZB20 五(二)3(2)")


def test_the_year_of_zibo_is_met_with_nothing_to_spare():
    year = [
        *studied(series(ZIBO, "public_required", "public_elective"), "public"),
        *studied(series(ZIBO, "medicine"), "professional"),
        *activities(CLAIMS),
    ]
    rules = RuleBook.installed().rule_set(ZIBO.code, ZIBO.year)
    assert rules.decide({"activities": year}).compliant == "yes"
    assert rules.decide({"activities": year[1:]}).compliant == "no"


def test_the_year_of_weihai_is_met_with_points_and_the_shorter_class():
    year = [
        {"id": "points", "type": "xuexi_qiangguo", "points": 2000, "filed_by": "employer"},
        *studied(series(WEIHAI, "points_class"), "public"),
        *studied(series(WEIHAI, "engineering"), "professional"),
    ]
    rules = RuleBook.installed().rule_set(WEIHAI.code, WEIHAI.year)
    assert rules.decide({"activities": year}).compliant == "yes"
    assert rules.decide({"activities": year[1:]}).compliant == "no"
