"""What things cost: by rule where a notice says it, by configuration where it leaves it open, else not sold."""

from datetime import date
from decimal import Decimal

import pytest
from marshmallow import ValidationError

from ce_billing.domain.errors import (
    AlreadyPaid,
    BackdatedPrice,
    BadReference,
    MakeupNotOpen,
    NoFailedAttempt,
    NothingToPay,
    PriceByRule,
    PriceNotSet,
)
from ce_billing.domain.money import fen_of, yuan
from ce_kit.errors import PermissionDenied, ServiceFault

SILENT = {"value": "silent", "clause": "", "source": "", "reason": "文件没有规定收费"}


def quote(billing, product, reference, actor="lin", **more):
    return billing.call("quote_price", actor, product=f"PRODUCT_{product.upper()}", reference=reference, **more)


def set_price(billing, hu, amount_fen, reference="", **more):
    return billing.call("set_price", hu, product="PRODUCT_COURSE", reference=reference, amount_fen=amount_fen, **more)


class TestMoney:
    @pytest.mark.parametrize(("value", "fen"), [(10, 1000), ("10", 1000), ("9.5", 950), (10.0, 1000), (0, 0)])
    def test_yuan_become_whole_fen(self, value, fen):
        assert fen_of(value) == fen

    @pytest.mark.parametrize("value", ["unknown", "silent", None, True, "0.001", -1, "NaN", [10], Decimal("1.005")])
    def test_what_is_no_amount(self, value):
        assert fen_of(value) is None

    @pytest.mark.parametrize(("fen", "text"), [(1000, "10"), (950, "9.50"), (5, "0.05"), (0, "0")])
    def test_amounts_for_people(self, fen, text):
        assert yuan(fen) == text


class TestResit:
    def test_ten_yuan_by_the_notice_after_a_failure(self, billing):
        billing.fail_exam()
        answer = quote(billing, "resit", "exam-1")
        assert answer == {
            "title": "2026 年度考试补考费",
            "price": {
                "amount_fen": 1000,
                "clause": "ZB20 三(三)",
                "source": "淄博 2020",
                "reason": "补考按次收费",
            },
        }
        ((method, payload),) = billing.credit.asked
        assert (method, payload["year"], payload["question"]) == ("ask_rule", 2026, "fee")
        assert payload["facts"] == {"what": "public", "attempts": 2, "exam_mode": "online"}

    def test_the_rules_of_the_persons_county_are_asked(self, billing):
        billing.employ("lin", jurisdiction="370921")
        billing.fail_exam()
        quote(billing, "resit", "exam-1")
        assert billing.credit.asked[0][1]["jurisdiction"] == "370921"

    def test_nobody_needs_one_without_a_failure(self, billing):
        with pytest.raises(NoFailedAttempt):
            quote(billing, "resit", "exam-1")
        billing.fail_exam("wu")
        with pytest.raises(NoFailedAttempt):
            quote(billing, "resit", "exam-1")

    def test_nor_after_passing(self, billing):
        billing.fail_exam()
        billing.fail_exam(passed=True)
        with pytest.raises(NoFailedAttempt, match="已通过"):
            quote(billing, "resit", "exam-1")

    def test_a_corrected_mark_replaces_the_first_and_an_older_telling_does_not(self, billing):
        billing.fail_exam(attempt_id="a1")
        billing.fail_exam(attempt_id="a1", passed=True, version=2)
        billing.fail_exam(attempt_id="a1", version=1)
        with pytest.raises(NoFailedAttempt, match="已通过"):
            quote(billing, "resit", "exam-1")

    def test_nor_for_a_failure_that_exam_has_excused(self, billing):
        billing.fail_exam(attempt_id="a1")
        assert quote(billing, "resit", "exam-1")
        billing.fail_exam(attempt_id="a1", version=2, excused=True)
        with pytest.raises(NoFailedAttempt):
            quote(billing, "resit", "exam-1")

    @pytest.mark.parametrize("answer", [SILENT, ServiceFault("NOT_FOUND", "NO_RULE_SET", "没有 2026 年度的规则")])
    def test_without_a_stated_fee_it_is_not_sold(self, billing, answer):
        billing.fail_exam()
        billing.rules["resit"] = answer
        with pytest.raises(PriceNotSet):
            quote(billing, "resit", "exam-1")

    def test_credit_that_does_not_answer_is_no_answer(self, billing):
        billing.fail_exam()
        billing.rules["resit"] = ServiceFault("UNAVAILABLE", "UNAVAILABLE", "服务 credit 未运行")
        with pytest.raises(ServiceFault, match="UNAVAILABLE"):
            quote(billing, "resit", "exam-1")


class TestCourse:
    def test_public_study_is_free_by_the_notice(self, billing):
        answer = quote(billing, "course", billing.add_course("应急管理", priced=False))
        assert (answer["price"]["amount_fen"], answer["price"]["clause"]) == (0, "ZB20 三(三)")

    def test_a_professional_course_needs_a_price_somebody_set(self, billing, hu):
        course_id = billing.add_course()
        with pytest.raises(PriceNotSet, match="尚未设置价格"):
            quote(billing, "course", course_id)
        set_price(billing, hu, 5000, course_id)
        answer = quote(billing, "course", course_id)
        assert answer["title"] == "《数字技术》"
        assert answer["price"]["amount_fen"] == 5000
        assert answer["price"]["clause"] == "ZB20 三(三)"
        assert answer["price"]["source"] == "平台价格设置"

    def test_the_years_default_holds_until_the_course_has_its_own(self, billing, hu):
        course_id = billing.add_course()
        set_price(billing, hu, 3000, year=2026)
        assert quote(billing, "course", course_id)["price"]["amount_fen"] == 3000
        set_price(billing, hu, 5000, course_id)
        set_price(billing, hu, 4000, year=2026)
        assert quote(billing, "course", course_id)["price"]["amount_fen"] == 5000
        assert quote(billing, "course", billing.add_course())["price"]["amount_fen"] == 4000

    def test_another_years_default_is_not_borrowed(self, billing, hu):
        set_price(billing, hu, 3000, year=2025)
        with pytest.raises(PriceNotSet):
            quote(billing, "course", billing.add_course())

    def test_a_price_begins_on_its_day_in_shandong(self, billing, hu):
        course_id = billing.add_course()
        set_price(billing, hu, 3000, course_id)
        set_price(billing, hu, 5000, course_id, valid_from="2026-03-04")
        billing.clock.instant = billing.clock.instant.replace(day=3, hour=15, minute=59)
        assert quote(billing, "course", course_id)["price"]["amount_fen"] == 3000
        billing.clock.advance(minutes=1)
        assert quote(billing, "course", course_id)["price"]["amount_fen"] == 5000

    def test_a_notice_that_states_a_price_wins(self, billing, hu):
        course_id = billing.add_course()
        set_price(billing, hu, 5000, course_id)
        billing.rules["professional"] = {"value": "35.5", "clause": "X 一", "source": "X", "reason": "每门"}
        assert quote(billing, "course", course_id)["price"]["amount_fen"] == 3550

    def test_where_there_are_no_rules_the_catalogue_decides(self, billing, hu):
        fault = ServiceFault("NOT_FOUND", "NO_RULE_SET", "没有规则")
        billing.rules |= {"professional": fault, "public": fault}
        set_price(billing, hu, 5000, year=2026)
        assert quote(billing, "course", billing.add_course())["price"]["amount_fen"] == 5000
        assert quote(billing, "course", billing.add_course(priced=False))["price"]["amount_fen"] == 0

    def test_a_course_learning_does_not_know(self, billing):
        with pytest.raises(ServiceFault, match="COURSE_NOT_FOUND"):
            quote(billing, "course", "nowhere")


class TestMakeup:
    def test_twenty_yuan_a_year_by_the_rules_of_that_year(self, billing):
        answer = quote(billing, "makeup", "2016")
        assert (answer["title"], answer["price"]["amount_fen"]) == ("2016 年度补学费", 2000)
        assert [payload["year"] for _, payload in billing.credit.asked] == [2016, 2016]
        assert billing.credit.asked[1][1]["facts"] == {"what": "makeup", "years": [2016]}

    def test_a_year_the_notice_does_not_open(self, billing):
        billing.rules["makeup_years"] = {"value": "no", "clause": "ZB20 三(四)", "reason": "开放 2015-2019"}
        with pytest.raises(MakeupNotOpen, match="开放 2015-2019（ZB20 三\\(四\\)）"):
            quote(billing, "makeup", "2014")

    @pytest.mark.parametrize("reference", ["今年", "20160", "-2016", "16", "２０１６"])
    def test_the_reference_is_a_year(self, billing, reference):
        with pytest.raises(BadReference):
            quote(billing, "makeup", reference)


class TestSettingPrices:
    def test_what_was_set_when_by_whom_stays_on_record(self, billing, hu):
        course_id = billing.add_course()
        set_price(billing, hu, 3000, course_id)
        set_price(billing, hu, 5000, course_id)
        assert [(row["amount_fen"], row["set_by"]) for row in billing.units.rows("price")] == [
            (3000, "hu"),
            (5000, "hu"),
        ]
        assert [audit["detail"]["amount_fen"] for audit in billing.units.audits("price.set")] == [3000, 5000]

    def test_the_past_is_not_changed(self, billing, hu):
        set_price(billing, hu, 3000, year=2026, valid_from="2026-03-02")
        with pytest.raises(BackdatedPrice):
            set_price(billing, hu, 3000, year=2026, valid_from="2026-03-01")

    @pytest.mark.parametrize("product", ["PRODUCT_RESIT", "PRODUCT_MAKEUP"])
    def test_prices_by_rule_are_not_set(self, billing, hu, product):
        with pytest.raises(PriceByRule):
            billing.call("set_price", hu, product=product, year=2026, amount_fen=1)

    def test_a_free_course_gets_no_price(self, billing, hu):
        with pytest.raises(NothingToPay):
            set_price(billing, hu, 1, billing.add_course(priced=False))

    def test_course_and_year_belong_together(self, billing, hu):
        course_id = billing.add_course(year=2026)
        with pytest.raises(BadReference, match="2026 年度课程"):
            set_price(billing, hu, 1, course_id, year=2025)
        with pytest.raises(BadReference):
            set_price(billing, hu, 1)
        set_price(billing, hu, 1, course_id, year=2026)

    @pytest.mark.parametrize("amount", [0, -1, 100_000_001, "10.5", None])
    def test_amounts_are_whole_positive_fen(self, billing, hu, amount):
        with pytest.raises(ValidationError):
            set_price(billing, hu, amount, year=2026)

    def test_the_answer_tells_the_first_day(self, billing, hu):
        assert set_price(billing, hu, 1, year=2026)["valid_from"] == date(2026, 3, 2).isoformat()


class TestForWhom:
    def test_an_employer_asks_for_its_staff_only(self, billing, ma):
        billing.employ("wu")
        billing.fail_exam("wu")
        assert quote(billing, "resit", "exam-1", ma, person_id="wu")["price"]["amount_fen"] == 1000
        for actor in ("lin", "wu2"):
            with pytest.raises(PermissionDenied):
                quote(billing, "resit", "exam-1", actor, person_id="wu")

    def test_not_before_the_first_day_nor_after_the_last(self, billing, ma):
        billing.employ("wu", started_on="2026-03-03")
        billing.employ("qi", employment_id="x", started_on="2020-01-01")
        billing.hear("on_employment_ended", employment_id="x", person_id="qi", employer_id="e-1", ended_on="2026-03-01")
        for someone in ("wu", "qi"):
            with pytest.raises(PermissionDenied):
                quote(billing, "makeup", "2016", ma, person_id=someone)

    def test_the_last_day_itself_still_counts_also_when_the_end_was_heard_first(self, billing, ma):
        billing.hear("on_employment_ended", employment_id="x", person_id="qi", employer_id="e-1", ended_on="2026-03-02")
        billing.employ("qi", employment_id="x")
        assert quote(billing, "makeup", "2016", ma, person_id="qi")["price"]["amount_fen"] == 2000
        billing.clock.advance(days=1)
        with pytest.raises(PermissionDenied):
            quote(billing, "makeup", "2016", ma, person_id="qi")

    def test_an_older_telling_that_comes_late_changes_nothing(self, billing, ma):
        billing.employ("qi", "e-2", employment_id="x", version=1)
        billing.employ("qi", "e-1", employment_id="x", version=3)
        billing.employ("qi", "e-2", employment_id="x", version=2)
        assert quote(billing, "makeup", "2016", ma, person_id="qi")["price"]["amount_fen"] == 2000


def test_a_resit_that_is_paid_is_not_sold_again_until_the_next_failure(billing, notice_of):
    billing.fail_exam()
    billing.notify(notice_of(billing.order(("resit", "exam-1"))))
    with pytest.raises(AlreadyPaid, match="不合格 1 次，已缴补考费 1 次"):
        quote(billing, "resit", "exam-1")
    billing.fail_exam(exam_id="exam-2")  # another exam of the same year and category: chances count by the year
    assert quote(billing, "resit", "exam-2")["price"]["amount_fen"] == 1000
    billing.fail_exam(exam_id="exam-2", passed=True)
    with pytest.raises(NoFailedAttempt, match="已通过"):
        quote(billing, "resit", "exam-1")


def test_a_resit_paid_while_its_price_is_asked_is_not_sold_a_second_time(billing, notice_of):
    billing.fail_exam()
    first = billing.order(("resit", "exam-1"))
    answer = billing.credit.answers["ask_rule"]

    def racing(payload):
        billing.notify(notice_of(first))
        return answer(payload)

    billing.credit.answers["ask_rule"] = racing
    with pytest.raises(AlreadyPaid):
        billing.order(("resit", "exam-1"))
    assert len(billing.units.rows("customer_order")) == 1
