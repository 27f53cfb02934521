"""Who belongs to which employer from when to when; by the employer's list, or by a request it approves."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from ce_kit.errors import PermissionDenied
from ce_kit.testing.bus import person
from ce_org.domain.employment import EmploymentState
from ce_org.domain.errors import (
    AlreadyEmployed,
    BadDay,
    EmploymentAlreadyDecided,
    EmploymentAlreadyRequested,
    EmploymentNotActive,
    EmploymentNotFound,
    ParentNotRegistered,
    UnitNotFound,
)
from ce_org.domain.staff_list import ListEntry, take_up

HEALTH, HOSPITAL = "淄博市演示卫生健康委员会", "淄博演示医院"


def started(city):
    return city.units.facts("org.employment.started.v1")


class TestRequest:
    def test_a_person_asks_and_the_employer_decides(self, staffed):
        answer = staffed.call(
            "request_employment",
            "p1",
            employer_id=staffed.employer_id,
            title="主治医师",
            specialty="内科",
            started_on="2020-07-01",
        )["employment"]
        assert answer["state"] == "EMPLOYMENT_STATE_REQUESTED"
        assert (answer["person_name"], answer["employer_name"]) == ("姓名p1", HOSPITAL)
        assert started(staffed) == []

        answer = staffed.call("approve_employment", staffed.hospital, employment_id=answer["employment_id"])
        assert answer["employment"]["state"] == "EMPLOYMENT_STATE_ACTIVE"
        (fact,) = started(staffed)
        assert (fact["subject"], fact["version"]) == (answer["employment"]["employment_id"], 1)
        assert fact["data"] == {
            "employment_id": fact["subject"],
            "person_id": "p1",
            "person_name": "姓名p1",
            "employer_id": staffed.employer_id,
            "employer_name": HOSPITAL,
            "authority_id": staffed.unit_id(HEALTH),
            "authority_name": HEALTH,
            "hrss_id": staffed.root_id,
            "jurisdiction": "370300",
            "title": "主治医师",
            "specialty": "内科",
            "started_on": "2020-07-01",
        }
        assert staffed.units.audits("employment.approved")[0]["actor_id"] == "employer-1"

    def test_without_a_day_it_is_today_in_shandong(self, staffed):
        staffed.clock.instant = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # 00:30 of New Year's day
        staffed.requested("p1")
        assert staffed.units.rows("employment")[0]["started_on"].isoformat() == "2027-01-01"

    @pytest.mark.parametrize("day", ["2026-03-03", "1949-12-31"])
    def test_the_first_day_is_not_in_the_future_nor_in_another_age(self, staffed, day):
        with pytest.raises(BadDay):
            staffed.requested("p1", started_on=day)

    @pytest.mark.parametrize("day", ["2026-02-30", "1.3.2026", "2026"])
    def test_a_day_that_does_not_exist_is_refused(self, staffed, day):
        with pytest.raises(ValidationError):
            staffed.requested("p1", started_on=day)

    def test_an_employer_that_nobody_administers_takes_no_staff(self, town):
        with pytest.raises(ParentNotRegistered, match="ZB20"):
            town.call("request_employment", "p1", employer_id=town.unit_id(HOSPITAL))

    def test_only_employers_have_staff(self, staffed, nothing):
        for unit_id in (staffed.root_id, staffed.unit_id(HEALTH), nothing):
            with pytest.raises(UnitNotFound):
                staffed.call("request_employment", "p1", employer_id=unit_id)

    def test_asking_twice_or_when_employed_is_refused(self, staffed):
        employment_id = staffed.requested("p1")
        with pytest.raises(EmploymentAlreadyRequested, match="审核"):
            staffed.requested("p1")
        staffed.call("approve_employment", staffed.hospital, employment_id=employment_id)
        with pytest.raises(AlreadyEmployed):
            staffed.requested("p1")
        assert len(staffed.units.rows("employment")) == 1

    def test_after_a_refusal_one_may_ask_again(self, staffed):
        employment_id = staffed.requested("p1")
        staffed.call("reject_employment", staffed.hospital, employment_id=employment_id, reason="非本单位人员")
        (own,) = staffed.call("list_employments", "p1")["employments"]
        assert (own["state"], own["reason"]) == ("EMPLOYMENT_STATE_REJECTED", "非本单位人员")
        assert staffed.requested("p1") != employment_id
        assert started(staffed) == []

    def test_a_person_may_belong_to_two_employers(self, staffed):
        second = staffed.propose("p9", "淄博第二演示医院", 3)
        staffed.call("approve_registration", staffed.clerk, registration_id=second["registration_id"])
        other = second["unit"]["unit_id"]
        staffed.employed("p1")
        answer = staffed.call("request_employment", "p1", employer_id=other)["employment"]
        staffed.call(
            "approve_employment", person("p9", ("employer_admin", other)), employment_id=answer["employment_id"]
        )
        assert [fact["data"]["employer_id"] for fact in started(staffed)] == [staffed.employer_id, other]
        assert started(staffed)[1]["data"]["authority_id"] == ""  # without an authority: the HRSS unit reviews
        assert started(staffed)[1]["data"]["hrss_id"] == staffed.root_id


class TestDeciding:
    @pytest.mark.parametrize("first", ["approve_employment", "reject_employment"])
    @pytest.mark.parametrize("second", ["approve_employment", "reject_employment"])
    def test_the_second_decision_comes_too_late(self, staffed, first, second):
        employment_id = staffed.requested("p1")
        staffed.call(first, staffed.hospital, employment_id=employment_id, reason="…")
        with pytest.raises(EmploymentAlreadyDecided):
            staffed.call(second, staffed.hospital, employment_id=employment_id, reason="…")

    @pytest.mark.parametrize("decide", ["approve_employment", "reject_employment", "end_employment"])
    def test_what_is_out_of_reach_looks_as_if_it_did_not_exist(self, staffed, nothing, decide):
        waiting, running = staffed.requested("p1"), staffed.employed("p2")
        employment_id = running if decide == "end_employment" else waiting
        request = {"reason": "…", "ended_on": "2026-03-02"}
        messages = set()
        for actor, subject in (
            (person("x", ("employer_admin", nothing)), employment_id),
            (person("x", ("title_reader", staffed.root_id)), employment_id),
            (staffed.hospital, nothing),
        ):
            with pytest.raises(EmploymentNotFound) as error:
                staffed.call(decide, actor, employment_id=subject, **request)
            messages.add(error.value.message)
        assert len(messages) == 1

    @pytest.mark.parametrize("decide", ["approve_employment", "reject_employment"])
    def test_those_above_do_not_decide_for_the_employer(self, staffed, decide):
        employment_id = staffed.requested("p1")
        for actor in (staffed.authority, staffed.clerk):
            with pytest.raises(EmploymentNotFound):
                staffed.call(decide, actor, employment_id=employment_id, reason="…")


class TestEnd:
    def test_an_employment_gets_its_last_day_and_stays_on_record(self, staffed):
        employment_id = staffed.employed("p1", started_on="2020-01-01")
        answer = staffed.call(
            "end_employment", staffed.hospital, employment_id=employment_id, ended_on="2025-12-31", reason="调离"
        )["employment"]
        assert (answer["state"], answer["ended_on"]) == ("EMPLOYMENT_STATE_ENDED", "2025-12-31")
        (fact,) = staffed.units.facts("org.employment.ended.v1")
        assert (fact["subject"], fact["version"]) == (employment_id, 2)
        assert fact["data"] == {
            "employment_id": employment_id,
            "person_id": "p1",
            "employer_id": staffed.employer_id,
            "ended_on": "2025-12-31",
        }
        assert staffed.units.audits("employment.ended")[0]["detail"]["reason"] == "调离"

    def test_the_last_day_of_the_year_is_still_this_year_at_midnight_in_shandong(self, staffed):
        employment_id = staffed.employed("p1")
        request = {"employment_id": employment_id, "ended_on": "2027-01-01"}
        staffed.clock.instant = datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)
        with pytest.raises(BadDay, match="2026-12-31"):
            staffed.call("end_employment", staffed.hospital, **request)
        staffed.clock.advance(seconds=1)
        staffed.call("end_employment", staffed.hospital, **request)

    def test_the_last_day_is_not_before_the_first(self, staffed):
        employment_id = staffed.employed("p1", started_on="2026-03-01")
        with pytest.raises(BadDay, match="2026-03-01"):
            staffed.call("end_employment", staffed.hospital, employment_id=employment_id, ended_on="2026-02-28")

    def test_those_above_may_end_it_too_but_not_the_person(self, staffed):
        for at, actor in enumerate((staffed.authority, staffed.clerk)):
            employment_id = staffed.employed(f"p{at}")
            staffed.call("end_employment", actor, employment_id=employment_id, ended_on="2026-03-02")
        employment_id = staffed.employed("p9")
        with pytest.raises(EmploymentNotFound):
            staffed.call("end_employment", "p9", employment_id=employment_id, ended_on="2026-03-02")

    def test_it_ends_once_and_only_when_it_holds(self, staffed):
        employment_id = staffed.requested("p1")
        request = {"employment_id": employment_id, "ended_on": "2026-03-02"}
        with pytest.raises(EmploymentNotActive):
            staffed.call("end_employment", staffed.hospital, **request)
        staffed.call("approve_employment", staffed.hospital, employment_id=employment_id)
        staffed.call("end_employment", staffed.hospital, **request)
        with pytest.raises(EmploymentNotActive):
            staffed.call("end_employment", staffed.hospital, **request)

    def test_whoever_left_may_come_back_from_the_day_after(self, staffed):
        employment_id = staffed.employed("p1", started_on="2020-01-01")
        staffed.call("end_employment", staffed.hospital, employment_id=employment_id, ended_on="2026-03-01")
        again = staffed.employed("p1", started_on="2020-01-01")
        rows = {row["employment_id"]: row for row in staffed.units.rows("employment")}
        assert rows[again]["started_on"].isoformat() == "2026-03-02"
        assert rows[employment_id]["ended_on"].isoformat() == "2026-03-01"


class TestStaffList:
    def test_whom_the_list_names_is_employed_from_the_day_it_says(self, staffed):
        staffed.hear(staffed.listed("p1", title="主治医师", specialty="内科", started_on="2019-08-01"))
        (fact,) = started(staffed)
        assert fact["data"]["started_on"] == "2019-08-01"
        assert (fact["data"]["title"], fact["data"]["specialty"]) == ("主治医师", "内科")
        assert fact["data"]["person_name"] == "姓名p1"

    def test_without_a_day_it_is_the_day_of_the_import_also_when_the_event_comes_later(self, staffed):
        staffed.clock.instant = datetime(2027, 1, 1, 1, tzinfo=UTC)
        staffed.hear(staffed.listed("p1", time="2026-12-31T15:59:59+00:00"))
        assert started(staffed)[0]["data"]["started_on"] == "2026-12-31"

    def test_a_changed_title_is_told_again_with_a_higher_version(self, staffed):
        staffed.hear(staffed.listed("p1", 1, title="住院医师", specialty="内科"))
        staffed.hear(staffed.listed("p1", 2, title="主治医师", specialty="内科"))
        first, second = started(staffed)
        assert first["subject"] == second["subject"]
        assert (first["version"], second["version"]) == (1, 2)
        assert second["data"]["title"] == "主治医师"
        assert staffed.units.audits("employment.revised")[0]["detail"] == {"title": ["住院医师", "主治医师"]}

    def test_the_same_event_and_the_same_entry_have_one_effect(self, staffed):
        one = staffed.listed("p1", title="主治医师")
        staffed.hear(one, one)
        staffed.hear(one)
        staffed.hear(staffed.listed("p1", 2, title="主治医师"))
        assert len(started(staffed)) == 1
        assert len(staffed.units.rows("employment")) == 1

    def test_an_older_entry_that_comes_late_changes_nothing(self, staffed):
        staffed.hear(staffed.listed("p1", 2, title="主治医师"))
        staffed.hear(staffed.listed("p1", 1, title="住院医师"))
        assert [fact["data"]["title"] for fact in started(staffed)] == ["主治医师"]

    def test_what_a_list_leaves_out_stays(self, staffed):
        staffed.employed("p1", title="主治医师", specialty="内科", started_on="2020-01-01")
        staffed.hear(staffed.listed("p1"))
        assert len(started(staffed)) == 1
        staffed.hear(staffed.listed("p1", 2, specialty="外科"))
        assert started(staffed)[1]["data"]["title"] == "主治医师"
        assert started(staffed)[1]["data"]["started_on"] == "2020-01-01"

    def test_a_list_approves_a_request_that_waits(self, staffed):
        employment_id = staffed.requested("p1", title="住院医师")
        staffed.hear(staffed.listed("p1", title="主治医师"))
        (fact,) = started(staffed)
        assert (fact["subject"], fact["data"]["title"]) == (employment_id, "主治医师")
        with pytest.raises(EmploymentAlreadyDecided):
            staffed.call("approve_employment", staffed.hospital, employment_id=employment_id)

    def test_a_list_takes_up_again_whoever_had_left(self, staffed):
        staffed.hear(staffed.listed("p1", 1, started_on="2020-01-01"))
        (row,) = staffed.units.rows("employment")
        staffed.call("end_employment", staffed.hospital, employment_id=row["employment_id"], ended_on="2026-03-01")
        staffed.hear(staffed.listed("p1", 1, started_on="2020-01-01"))
        assert len(started(staffed)) == 1  # what was known when they left does not bring them back
        staffed.hear(staffed.listed("p1", 2, started_on="2020-01-01"))
        assert started(staffed)[1]["data"]["started_on"] == "2026-03-02"

    def test_an_employer_that_is_not_known_yet_makes_the_event_come_again(self, staffed, nothing):
        good, early = staffed.listed("p1"), staffed.listed("p2", employer_id=nothing)
        with pytest.raises(UnitNotFound):
            staffed.hear(good, early)
        assert started(staffed) == []
        staffed.hear(good)  # one by one, as the chassis then does
        with pytest.raises(UnitNotFound):
            staffed.hear(early)
        assert len(started(staffed)) == 1

    def test_only_employers_have_staff(self, staffed):
        for unit_id in (staffed.root_id, staffed.unit_id(HEALTH)):
            with pytest.raises(UnitNotFound):
                staffed.hear(staffed.listed("p1", employer_id=unit_id))

    def test_an_employer_that_is_not_registered_yet_does_so_too(self, town):
        with pytest.raises(ParentNotRegistered):
            town.hear(town.listed("p1"))

    def test_a_batch_is_one_transaction(self, staffed):
        staffed.hear(*(staffed.listed(f"p{at}") for at in range(50)), staffed.listed("p7", 2, title="主任医师"))
        assert len(staffed.units.rows("employment")) == 50
        assert len(started(staffed)) == 51
        assert started(staffed)[-1]["data"]["title"] == "主任医师"

    def test_unknown_fields_are_ignored_and_rare_names_kept(self, staffed):
        staffed.hear(staffed.listed("p1", name="𠮷䶮", grade="new in a later version"))
        assert started(staffed)[0]["data"]["person_name"] == "𠮷䶮"

    @given(st.permutations([1, 2, 3, 4]), st.integers(0, 3))
    def test_in_whatever_order_entries_come_the_newest_holds(self, order, doubled):
        entries = [
            ListEntry("p", "名", "e", f"职称{version}", "", None, datetime(2026, 3, version).date(), version)
            for version in range(1, 5)
        ]
        history = []
        for version in [*order, order[doubled]]:
            take_up(history, entries[version - 1])
        (employment,) = history
        assert (employment.state, employment.title) == (EmploymentState.ACTIVE, "职称4")


class TestLists:
    def test_the_employer_and_those_above_see_its_staff(self, staffed):
        staffed.employed("p1")
        staffed.requested("p2")
        for actor in (staffed.hospital, staffed.authority, staffed.clerk):
            answer = staffed.call("list_staff", actor, employer_id=staffed.employer_id)
            assert [one["person_id"] for one in answer["employments"]] == ["p1"]
        waiting = staffed.call(
            "list_staff", staffed.hospital, employer_id=staffed.employer_id, state="EMPLOYMENT_STATE_REQUESTED"
        )
        assert [one["person_id"] for one in waiting["employments"]] == ["p2"]

    def test_nobody_else_does(self, staffed, nothing):
        for actor in (person("x", ("employer_admin", nothing)), person("x", ("title_reader", staffed.root_id)), "p1"):
            with pytest.raises(PermissionDenied):
                staffed.call("list_staff", actor, employer_id=staffed.employer_id)
        with pytest.raises(UnitNotFound):
            staffed.call("list_staff", staffed.clerk, employer_id=nothing)

    def test_staff_comes_in_pages(self, staffed):
        staffed.hear(*(staffed.listed(f"p{at}") for at in range(7)))
        got, token = [], ""
        while token or not got:
            answer = staffed.call(
                "list_staff", staffed.hospital, employer_id=staffed.employer_id, page_size=3, page_token=token
            )
            got.append([one["person_id"] for one in answer["employments"]])
            token = answer["next_page_token"]
        assert [len(page) for page in got] == [3, 3, 1]
        assert len({one for page in got for one in page}) == 7

    def test_a_page_has_fifty_unless_asked_otherwise(self, staffed):
        staffed.hear(*(staffed.listed(f"p{at}") for at in range(60)))
        for asked in ({}, {"page_size": 0}):
            answer = staffed.call("list_staff", staffed.hospital, employer_id=staffed.employer_id, **asked)
            assert len(answer["employments"]) == 50
            assert answer["next_page_token"]

    def test_ones_own_come_in_pages_too(self, staffed):
        for at in range(3):
            employment_id = staffed.requested("p1", title=f"第{at}次")
            staffed.call("reject_employment", staffed.hospital, employment_id=employment_id, reason="…")
        got, token = [], ""
        while token or not got:
            answer = staffed.call("list_employments", "p1", page_size=2, page_token=token)
            got += [one["title"] for one in answer["employments"]]
            token = answer["next_page_token"]
        assert got == ["第2次", "第1次", "第0次"]
        assert len(staffed.call("list_employments", "p1", page_size=0)["employments"]) == 3

    def test_everybody_sees_their_own_employments_newest_first(self, staffed):
        first = staffed.employed("p1", started_on="2020-01-01")
        staffed.call("end_employment", staffed.hospital, employment_id=first, ended_on="2026-03-01")
        second = staffed.requested("p1")
        answer = staffed.call("list_employments", "p1")
        assert [one["employment_id"] for one in answer["employments"]] == [second, first]
        assert staffed.call("list_employments", "p1", person_id="p1") == answer

    def test_others_see_only_what_lies_within_their_reach(self, staffed, nothing):
        second = staffed.propose("p9", "淄博第二演示医院", 3)
        staffed.call("approve_registration", staffed.clerk, registration_id=second["registration_id"])
        other = person("p9", ("employer_admin", second["unit"]["unit_id"]))
        staffed.employed("p1")
        staffed.call("request_employment", "p1", employer_id=second["unit"]["unit_id"])

        def employers(actor):
            answer = staffed.call("list_employments", actor, person_id="p1")
            return sorted(one["employer_name"] for one in answer["employments"])

        assert employers(staffed.hospital) == [HOSPITAL]
        assert employers(staffed.authority) == [HOSPITAL]
        assert employers(other) == ["淄博第二演示医院"]
        assert employers(staffed.clerk) == sorted([HOSPITAL, "淄博第二演示医院"])
        assert employers(person("x", ("employer_admin", nothing))) == []
        assert employers("p2") == []
