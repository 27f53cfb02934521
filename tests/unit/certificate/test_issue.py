"""Issue: who gets a certificate, with which number, and what the refusal says."""

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from ce_certificate.adapters.tables import certificate
from ce_certificate.domain.errors import (
    CertificateNotProvided,
    HolderIncomplete,
    TooLongToPrint,
    UnprintableCharacter,
    YearChanged,
    YearNotMet,
)
from ce_certificate.domain.number import parts
from ce_kit.errors import ServiceFault, Unavailable
from ce_kit.testing.bus import person


def test_a_met_year_gives_a_certificate_that_is_prepared_and_then_issued(city):
    prepared = city.call("issue_certificate", year=2020)["certificate"]
    assert prepared["state"] == "CERTIFICATE_STATE_PREPARING"
    assert prepared["pdf_sha256"] == ""
    city.print_all()
    found = city.call("get_certificate", certificate_id=prepared["certificate_id"])
    assert found["certificate"] == {
        **prepared,
        "state": "CERTIFICATE_STATE_ISSUED",
        "pdf_sha256": found["certificate"]["pdf_sha256"],
    }
    assert found["certificate"]["pdf_sha256"] in city.store.files


def test_it_says_what_identity_org_and_credit_said(city):
    issued = city.issue()
    expected = {
        "kind": "CERTIFICATE_KIND_ANNUAL",
        "title": "继续教育合格证书",
        "year": 2020,
        "revision": 1,
        "person_id": "p1",
        "person_name": "马煊𠮷",
        "id_number_masked": "3703************1X",
        "employer_name": "淄博市城市规划设计研究院有限公司",
        "job_title": "高级工程师",
        "specialty": "城乡规划",
        "unit": "hours",
        "public_amount": "30",
        "professional_amount": "62.5",
        "total_amount": "92.5",
        "required_amount": "90",
        "issuer": "淄博市人力资源和社会保障局",
        "issued_on": "2020-12-28",
        "city": "370300",
    }
    assert {name: issued[name] for name in expected} == expected
    assert issued["verification_url"] == f"https://jxjy.example.cn/v/{issued['verification_code']}"
    (content,) = city.press.printed
    assert content.basis == "淄博市人力资源和社会保障局《通知》（2020-07-01）"
    assert content.address == "jxjy.example.cn/v"


def test_the_issued_fact_carries_what_the_province_needs(city):
    issued = city.issue()
    (fact,) = city.units.facts("certificate.certificate.issued.v1")
    assert fact["subject"] == issued["certificate_id"]
    assert fact["data"] == {
        "certificate_id": issued["certificate_id"],
        "number": issued["number"],
        "person_id": "p1",
        "person_name": "马煊𠮷",
        "kind": "annual",
        "year": 2020,
        "public_amount": "30",
        "professional_amount": "62.5",
        "total_amount": "92.5",
        "verification_code": issued["verification_code"],
        "pdf_sha256": issued["pdf_sha256"],
        "issued_on": "2020-12-28",
        "unit": "hours",
        "issuer": "淄博市人力资源和社会保障局",
        "title": "继续教育合格证书",
    }
    assert [row["action"] for row in city.units.audits()] == ["certificate.prepared", "certificate.issued"]


def test_numbers_count_up_per_year(city):
    for number in (2, 3):
        city.know(f"p{number}", name=f"演示{number}号")
        city.assess(f"p{number}")
    city.assess("p1", year=2021)
    found = [city.issue(f"p{number}")["number"] for number in (1, 2, 3)]
    assert [parts(number) for number in found] == [("370300", 2020, sequence) for sequence in (1, 2, 3)]
    assert parts(city.issue("p1", 2021)["number"]) == ("370300", 2021, 1)


def test_a_second_click_returns_the_same_certificate(city):
    first = city.call("issue_certificate", year=2020)["certificate"]
    second = city.call("issue_certificate", year=2020)["certificate"]
    assert second == first
    city.print_all()
    assert city.call("issue_certificate", year=2020)["certificate"]["state"] == "CERTIFICATE_STATE_ISSUED"
    assert len(city.units.rows("certificate")) == 1
    assert len(city.units.facts("certificate.certificate.issued.v1")) == 1
    assert len(city.press.printed) == 1


def test_the_database_itself_refuses_a_second_live_certificate(city):
    city.issue()
    (row,) = city.units.rows("certificate")
    twin = {**row, "certificate_id": "twin", "number": "twin", "code": "twin", "revision": 2}
    with pytest.raises(IntegrityError), city.units.engine.begin() as connection:
        connection.execute(insert(certificate).values(**twin))


def test_a_year_that_is_not_met_is_refused_with_the_numbers(city):
    city.assess(total="50", public="20", revision=2)
    with pytest.raises(YearNotMet) as refused:
        city.call("issue_certificate", year=2020)
    assert "已认定 50 学时，需 90 学时（ZB20 二）" in refused.value.message
    assert "公需科目已认定 20 学时，需 30 学时" in refused.value.message
    assert refused.value.metadata["needed"] == "90"
    assert city.units.rows("certificate") == []
    assert city.units.rows("number_sequence") == []


def test_a_year_nobody_assessed_is_refused(city):
    with pytest.raises(YearNotMet, match="2021 年度尚无核定结果"):
        city.call("issue_certificate", year=2021)


def test_an_unknown_verdict_is_no_yes(city):
    city.assess(revision=2, compliant="unknown")
    with pytest.raises(YearNotMet, match="待人工认定"):
        city.call("issue_certificate", year=2020)


def test_the_latest_revision_counts_whatever_comes_last(city):
    city.assess(total="95", revision=3)
    city.assess(total="10", public="5", revision=2)
    assert city.issue()["total_amount"] == "95"


def test_another_person_year_is_no_help(city):
    city.know("p2", name="演示二号")
    with pytest.raises(YearNotMet):
        city.call("issue_certificate", "p2", year=2020)


def test_a_notice_that_forbids_single_years_is_quoted(city):
    city.credit.answers["ask_rule"] = {
        "value": "no",
        "clause": "BZ21 三(四)",
        "source": "滨人社信函〔2021〕7号",
        "reason": "不单独核发每年度继续教育合格证",
        "more": {"kind": "继续教育合格证"},
    }
    with pytest.raises(CertificateNotProvided) as refused:
        city.call("issue_certificate", year=2020)
    assert "不单独核发每年度继续教育合格证（BZ21 三(四)，滨人社信函〔2021〕7号）" in refused.value.message
    assert refused.value.metadata["clause"] == "BZ21 三(四)"


def test_the_rules_are_asked_for_the_jurisdiction_of_the_assessment(city):
    city.assess(jurisdiction="370321", revision=2)
    city.call("issue_certificate", year=2020)
    ((method, payload),) = city.credit.asked
    assert (method, payload["jurisdiction"], payload["year"], payload["question"]) == (
        "ask_rule",
        "370321",
        2020,
        "certificate",
    )
    assert payload["facts"] == {"years": [2020], "all_reviewed": True}


def test_the_notice_names_the_certificate(city):
    title = "威海市专业技术人员继续教育学时验证书"
    city.credit.answers["ask_rule"] = {"value": "yes", "clause": "WH19 二(三)", "more": {"kind": title}}
    assert city.issue()["title"] == title


@pytest.mark.parametrize(
    "failure", [Unavailable("服务 credit 未运行"), ServiceFault("NOT_FOUND", "NO_RULE_SET", "没有规则")]
)
def test_without_the_rules_nothing_is_issued(city, failure):
    city.credit.answers["ask_rule"] = failure
    with pytest.raises(type(failure)):
        city.call("issue_certificate", year=2020)
    assert city.units.rows("certificate") == []


def test_an_unprintable_name_is_refused_before_a_number_is_used(city):
    city.press.unknown = "𠮷"
    with pytest.raises(UnprintableCharacter, match="𠮷"):
        city.call("issue_certificate", year=2020)
    assert city.units.rows("number_sequence") == []


def test_texts_that_do_not_fit_are_refused_before_a_number_is_used(city):
    city.press.room = 3
    with pytest.raises(TooLongToPrint):
        city.call("issue_certificate", year=2020)
    assert city.units.rows("number_sequence") == []


def test_the_trial_has_the_longest_number_and_a_code(city):
    proved = []
    city.press.prove = proved.append
    city.call("issue_certificate", year=2020)
    (content,) = proved
    assert len(content.number) == 20
    assert content.verification_url == "https://jxjy.example.cn/v/0000-0000-0000"


@pytest.mark.parametrize("missing", ["person", "employment", "issuer"])
def test_what_must_be_printed_must_be_known(empty, employed, missing):
    if missing != "person":
        told = {"person_id": "p1", "name": "马煊𠮷", "id_number_masked": "3703************1X"}
        empty.hear("identity.person.registered.v1", told)
    if missing != "employment":
        empty.hear("org.employment.started.v1", employed())
    if missing != "issuer":
        told = {"unit_id": "hrss", "parent_id": "", "kind": "hrss", "name": "淄博市人力资源和社会保障局"}
        empty.hear("org.unit.registered.v1", told)
    empty.assess()
    with pytest.raises(HolderIncomplete) as refused:
        empty.call("issue_certificate", year=2020)
    # without an employment nobody knows whose issuer it would be
    assert refused.value.metadata["missing"] == missing


def test_a_year_assessed_anew_in_between_is_not_printed_with_old_numbers(city):
    def meanwhile(payload):
        city.assess(total="50", public="20", revision=2)
        return {"value": "silent"}

    city.credit.answers["ask_rule"] = meanwhile
    with pytest.raises(YearChanged):
        city.call("issue_certificate", year=2020)
    assert city.units.rows("certificate") == []


def test_a_demo_platform_prints_specimens(make_city):
    city = make_city(demo=True)
    city.know()
    city.assess()
    city.issue()
    (content,) = city.press.printed
    assert content.specimen is True


def test_on_the_last_evening_the_day_is_that_of_shandong(city):
    city.clock.instant = city.clock.instant.replace(year=2020, month=12, day=31, hour=16, minute=0)  # 00:00 in Shandong
    assert city.issue()["issued_on"] == "2021-01-01"


def test_just_before_midnight_it_is_still_the_old_day(city):
    city.clock.instant = city.clock.instant.replace(year=2020, month=12, day=31, hour=15, minute=59, second=59)
    assert city.issue()["issued_on"] == "2020-12-31"


def test_an_administrator_gets_only_their_own(city):
    with pytest.raises(YearNotMet):
        city.call("issue_certificate", person("clerk", ("hrss_admin", "hrss")), year=2020)
