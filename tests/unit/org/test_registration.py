"""Units register from the top down; the administrator of the unit above approves (ZB20 一.1, BZ21 三(二))."""

import pytest
from marshmallow import ValidationError

from ce_kit.errors import PermissionDenied
from ce_kit.pages import BadPageToken
from ce_kit.testing.bus import person
from ce_org.domain.errors import (
    BadJurisdiction,
    BadUnitName,
    BadUscc,
    ParentNotRegistered,
    RegistrationAlreadyDecided,
    RegistrationExists,
    RegistrationNotFound,
    RootExists,
    UnitAlreadyRegistered,
    UnitExists,
    UnitNotFound,
    UnitUnderReview,
    WrongParent,
)

HEALTH, HOSPITAL = "淄博市演示卫生健康委员会", "淄博演示医院"


class TestRoot:
    def test_operations_make_the_root_and_identity_hears_of_it(self, city):
        (fact,) = city.units.facts("org.unit.registered.v1")
        assert [audit["subject"] for audit in city.units.audits("root.created")] == [city.root_id]
        assert fact["version"] == 1
        assert fact["subject"] == city.root_id
        assert fact["data"] == {
            "unit_id": city.root_id,
            "kind": "hrss",
            "name": "淄博市人力资源和社会保障局",
            "uscc": "",
            "parent_id": "",
            "jurisdiction": "370300",
            "administrator_id": "",
        }

    def test_a_second_time_gives_the_same_root_and_tells_nothing(self, city):
        answer = city.call("create_root", name="另一名称", jurisdiction="370300")
        assert answer == {"unit_id": city.root_id}
        assert len(city.units.facts()) == 1
        assert len(city.units.rows("unit")) == 1

    def test_there_is_one_root(self, city):
        with pytest.raises(RootExists, match="370300"):
            city.call("create_root", name="威海市人社局", jurisdiction="371000")

    @pytest.mark.parametrize("code", ["3703", "3703000", "37030a", "", "07０300"])
    def test_its_territory_is_a_code(self, city, code):
        with pytest.raises(ValidationError):
            city.call("create_root", name="威海市人社局", jurisdiction=code)


class TestApplying:
    def test_a_person_applies_for_a_unit_that_is_built_in(self, town):
        answer = town.call("register_unit", "p1", unit_id=town.unit_id(HEALTH))["registration"]
        assert answer["state"] == "REGISTRATION_STATE_PENDING"
        assert (answer["applicant_id"], answer["applicant_name"]) == ("p1", "姓名p1")
        assert answer["unit"]["name"] == HEALTH
        assert answer["unit"]["state"] == "UNIT_STATE_PRESET"
        assert answer["decided_at"] is None
        assert len(town.units.facts("org.unit.registered.v1")) == 1  # the root's
        assert town.units.audits("registration.applied")[0]["actor_id"] == "p1"

    def test_below_a_unit_that_is_not_registered_nobody_registers(self, town):
        with pytest.raises(ParentNotRegistered, match=HEALTH) as error:
            town.call("register_unit", "p1", unit_id=town.unit_id(HOSPITAL))
        assert error.value.metadata["clause"] == "ZB20 一.1"
        with pytest.raises(ParentNotRegistered):
            town.propose("p1", "淄博新演示医院", 9, parent_id=town.unit_id(HEALTH))
        assert town.units.rows("registration") == []

    def test_one_applies_once_for_a_unit_but_another_may_too(self, town):
        town.apply("p1", HEALTH)
        with pytest.raises(RegistrationExists):
            town.apply("p1", HEALTH)
        town.apply("p2", HEALTH)
        assert len(town.units.rows("registration")) == 2

    def test_a_registered_unit_takes_no_applications(self, staffed):
        with pytest.raises(UnitAlreadyRegistered, match="管理员"):
            staffed.apply("p9", HOSPITAL)

    def test_an_unknown_unit_is_not_found(self, town, nothing):
        with pytest.raises(UnitNotFound):
            town.call("register_unit", unit_id=nothing)

    def test_a_request_names_either_a_unit_or_a_proposal(self, town):
        proposal = {"kind": "UNIT_KIND_EMPLOYER", "name": "甲演示公司", "parent_id": town.root_id}
        with pytest.raises(ValidationError, match="只填一项"):
            town.call("register_unit")
        with pytest.raises(ValidationError, match="只填一项"):
            town.call("register_unit", unit_id=town.unit_id(HEALTH), proposal=proposal)


class TestProposing:
    def test_a_unit_that_is_not_built_in_can_be_proposed(self, city):
        answer = city.propose("p1", " 淄博 甲演示公司 ", 7)
        assert answer["unit"]["state"] == "UNIT_STATE_PENDING"
        assert answer["unit"]["name"] == "淄博 甲演示公司"
        assert answer["unit"]["jurisdiction"] == "370300"
        assert answer["unit"]["parent_name"] == "淄博市人力资源和社会保障局"

    @pytest.mark.parametrize(
        ("number", "fields", "error"),
        [
            (None, {}, BadUscc),
            (7, {"uscc": "12370300000000007"}, BadUscc),
            (7, {"kind": "UNIT_KIND_HRSS"}, WrongParent),
            (7, {"jurisdiction": "371002"}, BadJurisdiction),
            (7, {"name": "甲"}, BadUnitName),
            (7, {"parent_id": "nothing"}, UnitNotFound),
            (7, {"kind": "UNIT_KIND_UNSPECIFIED"}, ValidationError),
            (7, {"kind": "employer"}, ValidationError),
        ],
    )
    def test_a_proposal_that_cannot_stand_is_refused(self, city, number, fields, error):
        with pytest.raises(error):
            city.propose("p1", fields.pop("name", "淄博甲演示公司"), number, **fields)
        assert len(city.units.rows("unit")) == 1

    def test_an_authority_needs_no_code(self, city):
        assert city.propose("p1", "淄博市演示街道办", kind="UNIT_KIND_AUTHORITY")["unit"]["uscc"] == ""

    def test_an_authority_cannot_stand_below_an_authority(self, staffed):
        with pytest.raises(WrongParent, match="人社部门"):
            staffed.propose("p1", "演示处", kind="UNIT_KIND_AUTHORITY", parent_id=staffed.unit_id(HEALTH))

    def test_what_is_known_by_code_or_by_name_cannot_be_proposed_again(self, staffed):
        with pytest.raises(UnitExists, match=HOSPITAL) as error:
            staffed.propose("p1", "淄博别名演示医院", 2)
        assert error.value.metadata == {"unit_id": staffed.employer_id}
        with pytest.raises(UnitExists, match=HOSPITAL) as error:
            staffed.propose("p1", "淄博 演示医院", 9, parent_id=staffed.unit_id(HEALTH))
        assert error.value.metadata == {"unit_id": staffed.employer_id}
        assert staffed.propose("p1", HOSPITAL, 8)["unit"]["parent_id"] == staffed.root_id  # elsewhere the name is free
        staffed.propose("p1", "乙演示公司", 9)
        with pytest.raises(UnitExists):
            staffed.propose("p2", "乙演示公司分部", 9)

    def test_a_proposed_unit_takes_no_second_application(self, city):
        unit_id = city.propose("p1", "淄博甲演示公司", 7)["unit"]["unit_id"]
        with pytest.raises(UnitUnderReview):
            city.call("register_unit", "p2", unit_id=unit_id)

    def test_a_refused_proposal_is_closed_and_its_code_is_free_again(self, city):
        first = city.propose("p1", "淄博甲演示公司", 7)
        answer = city.call(
            "reject_registration", city.clerk, registration_id=first["registration_id"], reason="请挂靠主管部门"
        )["registration"]
        assert answer["unit"]["state"] == "UNIT_STATE_CLOSED"
        assert answer["unit"]["valid_to"] == "2026-03-02"
        assert answer["reason"] == "请挂靠主管部门"
        with pytest.raises(UnitNotFound, match="停用"):
            city.call("register_unit", "p2", unit_id=first["unit"]["unit_id"])
        assert city.propose("p1", "淄博甲演示公司", 7)["unit"]["state"] == "UNIT_STATE_PENDING"


class TestApproving:
    def test_approval_registers_the_unit_and_makes_the_applicant_its_administrator(self, town):
        registration_id = town.apply("p1", HEALTH)
        town.clock.advance(hours=1)
        answer = town.call("approve_registration", town.clerk, registration_id=registration_id)["registration"]
        assert answer["state"] == "REGISTRATION_STATE_APPROVED"
        assert answer["decided_at"] == "2026-03-02T05:00:00.000000Z"
        assert answer["unit"]["state"] == "UNIT_STATE_REGISTERED"
        fact = town.units.facts("org.unit.registered.v1")[-1]
        assert fact["data"]["administrator_id"] == "p1"
        assert fact["data"]["kind"] == "authority"
        assert fact["data"]["parent_id"] == town.root_id
        (audit,) = town.units.audits("registration.approved")
        assert (audit["actor_id"], audit["subject"]) == ("clerk", town.unit_id(HEALTH))

    def test_the_four_levels_register_one_after_the_other(self, staffed):
        assert [staffed.row(name)["state"] for name in (HEALTH, HOSPITAL)] == ["REGISTERED"] * 2
        kinds = [fact["data"]["kind"] for fact in staffed.units.facts("org.unit.registered.v1")]
        assert kinds == ["hrss", "authority", "employer"]

    def test_other_applications_for_the_unit_are_rejected_with_it(self, town):
        first, second = town.apply("p1", HEALTH), town.apply("p2", HEALTH)
        town.call("approve_registration", town.clerk, registration_id=second)
        states = {row["registration_id"]: row["state"] for row in town.units.rows("registration")}
        assert states == {first: "REJECTED", second: "APPROVED"}
        assert len(town.units.audits("registration.rejected")) == 1
        with pytest.raises(RegistrationAlreadyDecided, match="驳回"):
            town.call("approve_registration", town.clerk, registration_id=first)

    @pytest.mark.parametrize("first", ["approve_registration", "reject_registration"])
    @pytest.mark.parametrize("second", ["approve_registration", "reject_registration"])
    def test_the_second_decision_comes_too_late(self, town, first, second):
        registration_id = town.apply("p1", HEALTH)
        town.call(first, town.clerk, registration_id=registration_id, reason="…")
        before = town.units.rows("registration"), town.units.rows("outbox")
        with pytest.raises(RegistrationAlreadyDecided):
            town.call(second, person("other", *town.clerk.roles), registration_id=registration_id, reason="…")
        assert (town.units.rows("registration"), town.units.rows("outbox")) == before

    def test_a_rejected_built_in_unit_stays_built_in(self, town):
        registration_id = town.apply("p1", HEALTH)
        town.call("reject_registration", town.clerk, registration_id=registration_id, reason="非本单位人员")
        assert town.row(HEALTH)["state"] == "PRESET"
        assert town.apply("p1", HEALTH) != registration_id

    def test_a_rejection_needs_a_reason(self, town):
        registration_id = town.apply("p1", HEALTH)
        with pytest.raises(ValidationError, match="reason"):
            town.call("reject_registration", town.clerk, registration_id=registration_id, reason="  ")

    def test_an_unknown_application_is_not_found(self, town, nothing):
        with pytest.raises(RegistrationNotFound):
            town.call("approve_registration", town.clerk, registration_id=nothing)


class TestWhoApproves:
    @pytest.fixture
    def waiting(self, town):
        """An employer below an authority that waits, and one without an authority that waits."""
        authority = town.registered(HEALTH, "authority-1", town.clerk)
        direct = town.propose("p2", "淄博无主管演示公司", 8)["registration_id"]
        return town, authority, town.apply("p1", HOSPITAL), direct

    def test_the_authority_approves_employers_below_it(self, waiting):
        town, authority, below, _ = waiting
        town.call("approve_registration", authority, registration_id=below)
        assert town.row(HOSPITAL)["state"] == "REGISTERED"

    def test_the_hrss_unit_approves_employers_without_an_authority(self, waiting):
        town, _, _, direct = waiting
        town.call("approve_registration", town.clerk, registration_id=direct)
        assert town.row("淄博无主管演示公司")["state"] == "REGISTERED"

    def test_a_county_hrss_units_work_can_be_done_by_the_city_above_but_not_by_another_county(self, city):
        city.load(
            ["人社部门", "张店区演示人社局", None, None, "370303"],
            ["人社部门", "周村区演示人社局", None, None, "370306"],
        )
        zhangdian, zhoucun = (
            city.registered(name, name, city.clerk) for name in ("张店区演示人社局", "周村区演示人社局")
        )
        own = city.propose("p1", "甲演示公司", 1, parent_id=city.unit_id("张店区演示人社局"))["registration_id"]
        other = city.propose("p2", "乙演示公司", 2, parent_id=city.unit_id("张店区演示人社局"))["registration_id"]
        with pytest.raises(PermissionDenied):
            city.call("approve_registration", zhoucun, registration_id=own)
        city.call("approve_registration", zhangdian, registration_id=own)
        city.call("approve_registration", city.clerk, registration_id=other)
        assert city.row("甲演示公司")["jurisdiction"] == "370303"

    @pytest.mark.parametrize("decide", ["approve_registration", "reject_registration"])
    def test_nobody_else_does(self, waiting, decide):
        town, authority, below, direct = waiting
        others = [
            (below, town.clerk),  # the authority is there for it
            (direct, authority),
            (below, person("x", ("employer_admin", town.unit_id(HEALTH)))),
            (below, person("x", ("authority_admin", town.unit_id(HOSPITAL)))),
            (below, person("p1")),
        ]
        for registration_id, actor in others:
            with pytest.raises(PermissionDenied):
                town.call(decide, actor, registration_id=registration_id, reason="…")
        assert {row["state"] for row in town.units.rows("registration")} == {"APPROVED", "PENDING"}


class TestLists:
    def test_each_sees_own_applications_and_approvers_those_they_may_decide(self, town):
        health = town.apply("p1", HEALTH)
        authority = town.registered(HEALTH, "authority-1", town.clerk)
        hospital, direct = town.apply("p1", HOSPITAL), town.propose("p2", "无主管演示公司", 8)["registration_id"]

        def ids(actor, **request):
            answer = town.call("list_registrations", actor, **request)
            return [one["registration_id"] for one in answer["registrations"]]

        assert ids("p1", own=True) == [health, hospital]
        assert ids("p2", own=True) == [direct]
        pending = {"state": "REGISTRATION_STATE_PENDING"}
        assert ids(town.clerk, **pending) == [direct]
        assert ids(authority, **pending) == [hospital]
        assert health in ids(town.clerk)
        assert ids("p1") == []
        assert ids(person("x", ("employer_admin", town.root_id), ("hrss_admin", town.unit_id(HEALTH)))) == []

    def test_the_city_sees_those_of_its_counties(self, city):
        city.load(["人社部门", "张店区演示人社局", None, None, "370303"])
        county = city.registered("张店区演示人社局", "c1", city.clerk)
        below = city.propose("p1", "甲演示公司", 1, parent_id=city.unit_id("张店区演示人社局"))["registration_id"]
        for actor in (county, city.clerk):
            answer = city.call("list_registrations", actor, state="REGISTRATION_STATE_PENDING")
            assert [one["registration_id"] for one in answer["registrations"]] == [below]

    def test_pages_follow_each_other_without_gap_or_double(self, city):
        wanted = [city.propose("p1", f"演示公司{at}号", at)["registration_id"] for at in range(1, 8)]
        got, token = [], ""
        while True:
            answer = city.call("list_registrations", "p1", own=True, page_size=3, page_token=token)
            got += [one["registration_id"] for one in answer["registrations"]]
            token = answer["next_page_token"]
            if not token:
                break
        assert got == sorted(wanted)
        assert len(city.call("list_registrations", "p1", own=True, page_size=0)["registrations"]) == 7
        with pytest.raises(BadPageToken):
            city.call("list_registrations", "p1", own=True, page_token="x")


class TestGetUnit:
    def test_a_unit_comes_with_those_above_it(self, town):
        answer = town.call("get_unit", unit_id=town.unit_id(HOSPITAL))
        assert answer["unit"]["kind"] == "UNIT_KIND_EMPLOYER"
        assert answer["unit"]["valid_from"] == "2026-03-02"
        assert answer["unit"]["valid_to"] == ""
        assert [unit["name"] for unit in answer["ancestors"]] == [HEALTH, "淄博市人力资源和社会保障局"]

    def test_an_unknown_one_is_not_found(self, town, nothing):
        with pytest.raises(UnitNotFound):
            town.call("get_unit", unit_id=nothing)
