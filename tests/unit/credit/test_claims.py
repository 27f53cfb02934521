"""Claims: filed with proof, reviewed step by step, counted by the rules once recognised (学时申报)."""

import pytest

from ce_credit.domain.claim import Step, chain_of
from ce_credit.domain.employment import Employment
from ce_kit.errors import DomainError
from ce_kit.testing.bus import person


def reason_of(call, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        call(*args, **kwargs)
    return refused.value.reason


def five_days(credits, actor="lin", **facts):
    given = {"hours_per_day": [8, 8, 8, 8, 8], "organiser": "industry_authority"}
    return credits.claim("training", actor, title="继续教育培训班", facts={**given, **facts})


def test_filing_says_at_once_what_the_rules_would_count(zibo):
    answer = five_days(zibo)
    assert answer["preview"]["counted_professional"] == "40"
    claim = answer["claim"]
    assert (claim["state"], claim["awaits"]) == ("CLAIM_STATE_SUBMITTED", "REVIEW_STEP_EMPLOYER")
    assert claim["chain"] == ["REVIEW_STEP_EMPLOYER", "REVIEW_STEP_INDUSTRY_AUTHORITY"]
    assert (claim["person_name"], claim["employer_name"]) == ("𠮷lin", "演示hospital")
    assert [one["file_ticket"] for one in claim["evidence"]] == [""]


def test_the_preview_counts_what_is_under_review_too_and_names_the_cut(zibo):
    five_days(zibo)
    paper = zibo.claim("paper", title="论文𠮷", facts={"cn": True, "issn": True})["preview"]
    assert (paper["converted"], paper["counted"]) == ("10", "0")
    (cut,) = paper["not_counted"]
    assert (cut["amount"], cut["reason"], cut["clause"]) == ("10", "over_cap_recognition", "ZB20 五(二)")
    no_number = zibo.claim("paper", title="内刊", facts={"cn": True, "issn": False})["preview"]
    assert [(one["reason"], one["clause"]) for one in no_number["not_counted"]] == [("no_cn_issn", "ZB20 五(二)3(2)")]


def test_under_review_nothing_counts_and_the_year_says_what_is_awaited(zibo, reviewers):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    assert [one["reason"] for one in zibo.outcome(claim_id)["not_counted"]] == ["not_reviewed"]
    zibo.call("approve_claim", reviewers.clerk, claim_id=claim_id)
    assert zibo.ledger() == {}
    assert "行业主管部门" in zibo.outcome(claim_id)["steps"][-1]["text"]
    zibo.call("approve_claim", reviewers.officer, claim_id=claim_id)
    assert zibo.ledger() == {(claim_id, "professional"): 40}
    assert zibo.outcome(claim_id)["not_counted"] == []


def test_the_advice_names_activities_by_their_titles(zibo):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    texts = " ".join(step["text"] for step in zibo.assessed()["next_steps"])
    assert "“继续教育培训班”" in texts
    assert claim_id not in texts


def test_the_demo_of_zibo_counts_40_of_50_and_refuses_the_paper_without_number(zibo):
    training = five_days(zibo)["claim"]["claim_id"]
    paper = zibo.claim("paper", title="论文", facts={"cn": True, "issn": True})["claim"]["claim_id"]
    plain = zibo.claim("paper", title="内刊", facts={"issn": False})["claim"]["claim_id"]
    for claim_id in (plain, paper, training):
        zibo.recognise(claim_id)
    year = zibo.assessed()
    assert year["professional_amount"] == "40"
    (cap,) = year["caps"]
    assert (cap["limit"], cap["filed"], cap["counted"], cap["clause"]) == ("40", "50", "40", "ZB20 五(二)")
    reasons = {one["title"]: [cut["reason"] for cut in one["not_counted"]] for one in year["activities"]}
    assert reasons == {"继续教育培训班": [], "论文": ["over_cap_recognition"], "内刊": ["no_cn_issn"]}
    reversing = [row for row in zibo.units.rows("ledger_entry") if row["amount"] < 0]
    assert [(row["title"], row["amount"], row["clause"]) for row in reversing] == [("论文", -10, "ZB20 五(二)")]


def test_rejecting_is_final_and_told_with_its_step(zibo, reviewers):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    claim = zibo.call("reject_claim", reviewers.clerk, claim_id=claim_id, reason="证明与内容不符")["claim"]
    assert (claim["state"], claim["awaits"]) == ("CLAIM_STATE_REJECTED", None)
    (review,) = claim["reviews"]
    assert (review["approved"], review["reason"], review["reviewer_id"]) == (False, "证明与内容不符", "clerk")
    (cut,) = zibo.outcome(claim_id)["not_counted"]
    assert (cut["reason"], cut["text"]) == ("rejected", "用人单位审核时驳回")
    assert reason_of(zibo.call, "approve_claim", reviewers.officer, claim_id=claim_id) == "CLAIM_ALREADY_DECIDED"
    assert reason_of(zibo.call, "withdraw_claim", claim_id=claim_id) == "CLAIM_ALREADY_DECIDED"


def test_a_withdrawn_claim_leaves_the_year(zibo):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    assert zibo.call("withdraw_claim", claim_id=claim_id)["claim"]["state"] == "CLAIM_STATE_WITHDRAWN"
    assert zibo.assessed()["activities"] == []
    assert zibo.call("get_claim", claim_id=claim_id)["outcome"] is None
    assert reason_of(zibo.call, "withdraw_claim", "wang", claim_id=claim_id) == "CLAIM_NOT_FOUND"


def test_the_second_click_loses(zibo, reviewers):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    zibo.call("approve_claim", reviewers.clerk, claim_id=claim_id)
    other = person("clerk-2", ("employer_admin", "hospital"))
    assert reason_of(zibo.call, "approve_claim", other, claim_id=claim_id) == "CLAIM_ALREADY_DECIDED"
    assert reason_of(zibo.call, "reject_claim", other, claim_id=claim_id, reason="否") == "CLAIM_ALREADY_DECIDED"


def test_who_holds_both_roles_decides_the_step_that_was_meant(zibo):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    both = person("both", ("employer_admin", "hospital"), ("authority_admin", "health"))
    zibo.call("approve_claim", both, claim_id=claim_id, step="REVIEW_STEP_EMPLOYER")
    again = {"claim_id": claim_id, "step": "REVIEW_STEP_EMPLOYER"}
    assert reason_of(zibo.call, "approve_claim", both, **again) == "CLAIM_ALREADY_DECIDED"
    claim = zibo.call("approve_claim", both, claim_id=claim_id)["claim"]
    assert claim["state"] == "CLAIM_STATE_APPROVED"


def test_a_later_step_waits_for_the_earlier(zibo, reviewers):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    assert reason_of(zibo.call, "approve_claim", reviewers.officer, claim_id=claim_id) == "CLAIM_NOT_AT_STEP"


@pytest.mark.parametrize(
    "roles",
    [
        (("employer_admin", "another"),),
        (("authority_admin", "hospital"),),
        (("hrss_admin", "hrss"),),  # Zibo's chain has no HRSS step
        (("title_reader", "370000"),),
    ],
)
def test_a_claim_is_nobody_elses_business(zibo, roles):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    other = person("other", *roles)
    assert reason_of(zibo.call, "approve_claim", other, claim_id=claim_id) == "CLAIM_NOT_FOUND"
    assert reason_of(zibo.call, "get_claim", other, claim_id=claim_id) == "CLAIM_NOT_FOUND"
    assert zibo.call("list_claims", other, view="CLAIM_VIEW_AWAITING_ME")["claims"] == []


def test_nobody_reviews_a_claim_of_their_own(zibo):
    lin = person("lin", ("employer_admin", "hospital"))
    claim_id = five_days(zibo)["claim"]["claim_id"]
    assert reason_of(zibo.call, "approve_claim", lin, claim_id=claim_id) == "OWN_CLAIM"
    assert reason_of(zibo.call, "reject_claim", lin, claim_id=claim_id, reason="否") == "OWN_CLAIM"


def test_reviews_stay_with_the_units_of_the_day_of_filing(zibo, reviewers):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    zibo.hear(zibo.left(on="2020-06-01"))
    zibo.employ(employer="clinic", started_on="2020-06-02")
    zibo.at("2020-06-10")
    stranger = person("clinic-clerk", ("employer_admin", "clinic"))
    assert reason_of(zibo.call, "approve_claim", stranger, claim_id=claim_id) == "CLAIM_NOT_FOUND"
    zibo.recognise(claim_id)
    assert zibo.ledger() == {(claim_id, "professional"): 40}


def test_without_employment_there_is_nobody_who_reviews(zibo):
    zibo.hear(zibo.left(on="2020-05-31"))
    assert reason_of(five_days, zibo) == "NO_EMPLOYMENT"
    assert reason_of(five_days, zibo, "stranger") == "NO_EMPLOYMENT"
    assert zibo.units.rows("claim") == []


def test_without_an_authority_the_unit_takes_its_place_in_zibo_and_hrss_in_weihai(new_credits, reviewers):
    zibo = new_credits()
    zibo.employ(authority_id="", authority_name="")
    assert five_days(zibo)["claim"]["chain"] == ["REVIEW_STEP_EMPLOYER"]
    weihai = new_credits("371000", 2019)
    weihai.employ(authority_id="", authority_name="")
    claim_id = weihai.claim(facts={"hours": 8})["claim"]["claim_id"]
    weihai.call("approve_claim", reviewers.clerk, claim_id=claim_id)
    claim = weihai.call("approve_claim", reviewers.hrss, claim_id=claim_id)["claim"]
    assert claim["state"] == "CLAIM_STATE_APPROVED"
    assert weihai.ledger() == {(claim_id, "professional"): 8}


def test_a_silent_notice_has_no_chain():
    unit = Employment("e", "p", "hospital", "医院", "", "", "370300", None, None)
    assert reason_of(chain_of, [], unit) == "REVIEW_CHAIN_UNKNOWN"
    for above in ("industry_authority", "hrss"):
        assert reason_of(chain_of, ["person", "employer", above], unit) == "REVIEW_CHAIN_UNKNOWN"
    assert chain_of(["person", "employer"], unit) == (Step.EMPLOYER,)


def test_a_value_that_stands_in_an_absent_text_is_the_reviewers(weihai, reviewers):
    paper = weihai.claim("paper", title="论文", facts={"cn": True})
    assert [one["reason"] for one in paper["preview"]["not_counted"]] == ["value_unknown"]
    assert paper["preview"]["converted"] == ""
    claim_id = paper["claim"]["claim_id"]
    weihai.call("approve_claim", reviewers.clerk, claim_id=claim_id)
    weihai.call("approve_claim", reviewers.officer, claim_id=claim_id, reviewer_hours="7.5")
    assert weihai.outcome(claim_id)["counted_professional"] == "7.5"
    assert weihai.call("get_claim", claim_id=claim_id)["claim"]["reviews"][1]["reviewer_hours"] == "7.5"
    (audit,) = [row for row in weihai.units.audits("claim.approved") if row["detail"]["step"] == "industry_authority"]
    assert audit["detail"]["reviewer_hours"] == "7.5"


def test_a_value_the_notice_fixes_is_not_the_reviewers(zibo, reviewers):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    given = {"claim_id": claim_id, "reviewer_hours": "80"}
    assert reason_of(zibo.call, "approve_claim", reviewers.clerk, **given) == "VALUE_IS_RULED"


def test_an_authority_with_rules_of_its_own_gives_its_hours_within_the_yearly_40(zibo, reviewers):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    zibo.call("approve_claim", reviewers.clerk, claim_id=claim_id)
    zibo.call("approve_claim", reviewers.officer, claim_id=claim_id, reviewer_hours="48")
    outcome = zibo.outcome(claim_id)
    assert (outcome["converted"], outcome["counted"]) == ("48", "40")


def test_points_of_zibo_do_not_count_before_somebody_looked(zibo):
    """The rule reads no review, so the service leaves the claim out until it is recognised."""
    answer = zibo.claim("xuexi_qiangguo", title="学习强国", facts={"points": 2000})
    assert answer["preview"]["counted_public"] == "10"
    assert zibo.assessed()["public_amount"] == "0"
    zibo.recognise(answer["claim"]["claim_id"])
    assert zibo.assessed()["public_amount"] == "10"


def test_what_the_rules_refuse_is_filed_all_the_same_and_says_so(weihai):
    answer = weihai.claim("xuexi_qiangguo", title="学习强国", facts={"points": 2000})
    (cut,) = answer["preview"]["not_counted"]
    assert (cut["reason"], cut["clause"]) == ("not_filed_by_employer", "WH19 一(一)")
    late = weihai.claim("training", title="往年培训", facts={"hours": 8, "done": "2018-12-31"})
    assert [one["reason"] for one in late["preview"]["not_counted"]] == ["wrong_year"]


def test_proof_is_asked_where_the_rules_want_it(zibo):
    given = {"title": "培训", "facts": {"hours": 8}, "file_tickets": []}
    assert reason_of(zibo.claim, "training", **given) == "EVIDENCE_MISSING"
    assert zibo.units.rows("claim") == []


@pytest.mark.parametrize(
    ("owner", "media_type", "reason"),
    [
        ("lin", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "EVIDENCE_TYPE_REFUSED"),
        ("wang", "application/pdf", "BAD_FILE_TICKET"),
    ],
)
def test_proof_is_a_picture_or_pdf_of_ones_own(zibo, owner, media_type, reason):
    ticket = zibo.file(owner, media_type)
    assert reason_of(zibo.claim, "training", facts={"hours": 8}, file_tickets=[ticket]) == reason


def test_the_same_file_twice_is_one_proof(zibo):
    tickets = [zibo.file(), zibo.file(), zibo.file(name="合影.jpg", media_type="image/jpeg")]
    claim = zibo.claim("training", facts={"hours": 8}, file_tickets=tickets)["claim"]
    assert [one["name"] for one in claim["evidence"]] == ["证明.pdf", "合影.jpg"]


def test_file_tickets_are_made_for_who_looks(zibo, reviewers):
    claim_id = five_days(zibo)["claim"]["claim_id"]
    (seen,) = zibo.call("get_claim", reviewers.clerk, claim_id=claim_id)["claim"]["evidence"]
    assert zibo.box.open(seen["file_ticket"], "clerk").sha256 == seen["sha256"]
    assert reason_of(zibo.box.open, seen["file_ticket"], "lin") == "BAD_FILE_TICKET"


def test_a_year_without_rules_takes_no_claims(zibo):
    assert reason_of(zibo.claim, year=2021, facts={"hours": 8}) == "NO_RULE_SET"


def test_a_fact_the_rule_cannot_do_without_is_named_by_its_path(zibo):
    with pytest.raises(DomainError) as refused:
        zibo.claim("degree_education", facts={})
    assert refused.value.reason == "MISSING_FACT"
    assert refused.value.metadata["path"] == "facts.courses_passed"


def test_lists_are_paged_and_everyone_sees_their_own(zibo, reviewers):
    filed = [zibo.claim(title=f"培训 {n}", facts={"hours": n})["claim"]["claim_id"] for n in range(1, 6)]
    zibo.employ("wang")
    other = zibo.claim(actor="wang", facts={"hours": 1})["claim"]["claim_id"]
    first = zibo.call("list_claims", page_size=3)
    second = zibo.call("list_claims", page_size=3, page_token=first["next_page_token"])
    mine = [claim["claim_id"] for claim in first["claims"] + second["claims"]]
    assert (mine, second["next_page_token"]) == (filed[::-1], "")
    waiting = zibo.call("list_claims", reviewers.clerk, view="CLAIM_VIEW_AWAITING_ME", page_size=4)
    rest = {"page_size": 4, "page_token": waiting["next_page_token"], "view": "CLAIM_VIEW_AWAITING_ME"}
    seen = waiting["claims"] + zibo.call("list_claims", reviewers.clerk, **rest)["claims"]
    assert [claim["claim_id"] for claim in seen] == [*filed, other]
    assert zibo.call("list_claims", reviewers.officer, view="CLAIM_VIEW_AWAITING_ME")["claims"] == []
    assert zibo.call("list_claims", year=2019)["claims"] == []


def test_every_decision_is_audited_and_the_chain_is_whole(zibo, reviewers):
    one, two, three = (five_days(zibo)["claim"]["claim_id"] for _ in range(3))
    zibo.recognise(one)
    zibo.call("reject_claim", reviewers.clerk, claim_id=two, reason="否")
    zibo.call("withdraw_claim", claim_id=three)
    actions = [row["action"] for row in zibo.units.audits() if row["action"].startswith("claim.")]
    assert actions == ["claim.submitted"] * 3 + ["claim.approved"] * 2 + ["claim.rejected", "claim.withdrawn"]
    digests = [row["detail"]["decision_sha256"] for row in zibo.units.audits("year.assessed")]
    assert digests == [row["sha256"] for row in zibo.units.rows("assessment")]
