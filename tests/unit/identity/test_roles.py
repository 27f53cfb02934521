"""Who may give, take and see what: roles with their scope in the tree."""

import pytest

from ce_identity.domain.errors import PersonNotFound, RoleNotHeld, UnknownRole, WrongScope
from ce_kit.errors import PermissionDenied
from ce_kit.testing.bus import event, person

CITY, HEALTH, HOSPITAL, SCHOOL = "unit-hrss", "unit-health", "unit-hospital", "unit-school"


def give(identity, by, person_id, role, scope_id):
    return identity.call("grant_role", by, person_id=person_id, role={"role": role, "scope_id": scope_id})["roles"]


class TestGranting:
    @pytest.mark.parametrize(
        ("by", "role", "scope_id", "allowed"),
        [
            ("clerk", "hrss_admin", CITY, True),
            ("clerk", "title_reader", CITY, True),
            ("clerk", "authority_admin", HEALTH, True),
            ("clerk", "employer_admin", HOSPITAL, True),
            ("clerk", "employer_admin", SCHOOL, True),
            ("authority", "authority_admin", HEALTH, True),
            ("authority", "employer_admin", HOSPITAL, True),
            ("authority", "employer_admin", SCHOOL, False),  # another branch
            ("authority", "hrss_admin", CITY, False),  # above
            ("authority", "title_reader", CITY, False),
            ("hospital", "employer_admin", HOSPITAL, True),
            ("hospital", "employer_admin", SCHOOL, False),
            ("hospital", "authority_admin", HEALTH, False),
            ("hospital", "hrss_admin", CITY, False),
        ],
    )
    def test_a_role_can_be_given_at_and_below_ones_own_unit(self, identity, by, role, scope_id, allowed):
        person_id = identity.signed_up("张三", 1)
        actor = getattr(identity, by)
        if allowed:
            assert give(identity, actor, person_id, role, scope_id) == [{"role": role, "scope_id": scope_id}]
            (audit,) = identity.units.audits("role.granted")
            assert (audit["actor_id"], audit["detail"]["role"]) == (actor.id, role)
        else:
            with pytest.raises(PermissionDenied):
                give(identity, actor, person_id, role, scope_id)
            assert identity.units.rows("role") == []

    @pytest.mark.parametrize(
        ("role", "scope_id"), [("hrss_admin", HOSPITAL), ("employer_admin", CITY), ("title_reader", HEALTH)]
    )
    def test_a_role_fits_its_kind_of_unit(self, identity, role, scope_id):
        """hrss_admin of a hospital would open what asks for the role alone."""
        person_id = identity.signed_up("张三", 1)
        with pytest.raises(WrongScope):
            give(identity, identity.clerk, person_id, role, scope_id)

    def test_an_unknown_role_or_person_or_unit_is_refused(self, identity):
        person_id = identity.signed_up("张三", 1)
        with pytest.raises(UnknownRole, match="employer_admin"):
            give(identity, identity.clerk, person_id, "root", CITY)
        request = {"person_id": person_id, "role": {"role": "root", "scope_id": CITY}, "reason": "…"}
        with pytest.raises(UnknownRole):
            identity.call("revoke_role", identity.clerk, **request)
        with pytest.raises(PersonNotFound):
            give(identity, identity.clerk, "nobody", "employer_admin", HOSPITAL)
        with pytest.raises(PermissionDenied):
            give(identity, identity.clerk, person_id, "employer_admin", "unit-nowhere")

    def test_giving_twice_is_giving_once(self, identity):
        person_id = identity.signed_up("张三", 1)
        for _ in range(2):
            roles = give(identity, identity.clerk, person_id, "employer_admin", HOSPITAL)
        assert len(roles) == len(identity.units.audits("role.granted")) == 1

    def test_a_taken_role_is_gone_stays_on_record_and_can_be_given_again(self, identity):
        person_id = identity.signed_up("张三", 1)
        role = {"role": "employer_admin", "scope_id": HOSPITAL}
        give(identity, identity.clerk, person_id, **role)
        request = {"person_id": person_id, "role": role, "reason": "离任"}
        with pytest.raises(PermissionDenied):
            identity.call("revoke_role", identity.school, **request)
        assert identity.call("revoke_role", identity.hospital, **request) == {"roles": []}
        with pytest.raises(RoleNotHeld):
            identity.call("revoke_role", identity.hospital, **request)
        assert give(identity, identity.clerk, person_id, **role) == [role]
        assert [row["revoked_by"] for row in identity.units.rows("role")] == ["hospital", None]
        assert identity.units.audits("role.revoked")[0]["detail"]["reason"] == "离任"


class TestFromOrg:
    def test_the_administrator_of_a_registered_unit_gets_its_role(self, identity):
        person_id = identity.signed_up("张三", 1)
        for kind, role in (("hrss", "hrss_admin"), ("authority", "authority_admin"), ("employer", "employer_admin")):
            identity.registered(f"unit-new-{kind}", CITY, kind, person_id)
            assert {"role": role, "scope_id": f"unit-new-{kind}"} in identity.call("get_me", person_id)["roles"]

    def test_an_older_word_about_a_unit_that_comes_late_changes_nothing(self, identity):
        identity.registered(HOSPITAL, CITY, "employer", version=3, name="新名")
        identity.registered(HOSPITAL, HEALTH, "employer", version=2, name="旧名")
        (row,) = [row for row in identity.units.rows("unit") if row["unit_id"] == HOSPITAL]
        assert (row["name"], row["parent_id"], row["version"]) == ("新名", CITY, 3)

    def test_an_administrator_who_is_not_known_makes_the_event_come_again(self, identity):
        with pytest.raises(PersonNotFound):
            identity.registered("unit-new", CITY, "employer", "nobody")
        assert "unit-new" not in str(identity.units.rows("unit"))


class TestReach:
    """Codes and ID numbers: only of persons on the staff of, or with a role in, a unit at or below one's own."""

    @pytest.fixture
    def staff_id(self, identity):
        return identity.imported("张三", 1)

    @pytest.mark.parametrize(
        ("by", "within"), [("hospital", True), ("authority", True), ("clerk", True), ("school", False)]
    )
    def test_administrators_at_and_above_the_employer_reach_its_staff(self, identity, number, staff_id, by, within):
        actor = getattr(identity, by)
        request = {"person_id": staff_id, "purpose": "核对档案"}
        if within:
            assert identity.call("reveal_id_number", actor, **request) == {"id_number": number(1)}
            (audit,) = identity.units.audits("id_number.revealed")
            assert (audit["actor_id"], audit["subject"], audit["detail"]) == (by, staff_id, {"purpose": "核对档案"})
            assert identity.call("issue_activation_code", actor, person_id=staff_id)["activation_code"]
        else:
            for method in ("reveal_id_number", "issue_activation_code"):
                with pytest.raises(PersonNotFound):
                    identity.call(method, actor, **request)
            assert identity.units.audits("id_number.revealed") == []

    def test_who_is_out_of_reach_looks_as_if_they_did_not_exist(self, identity, staff_id):
        messages = set()
        for person_id in (staff_id, "nobody"):
            for method in ("reveal_id_number", "issue_activation_code"):
                with pytest.raises(PersonNotFound) as error:
                    identity.call(method, identity.school, person_id=person_id, purpose="…")
                messages.add(error.value.message)
        assert len(messages) == 1

    def test_a_reader_of_titles_reaches_nobody(self, identity, staff_id):
        with pytest.raises(PersonNotFound):
            identity.call("reveal_id_number", person("r", ("title_reader", CITY)), person_id=staff_id, purpose="…")

    def test_nobody_takes_over_an_administrator_above_through_a_code(self, identity, staff_id):
        """The hospital's administrator reaches a colleague who also administers the city: no code for that account."""
        give(identity, identity.clerk, staff_id, "hrss_admin", CITY)
        for actor in (identity.hospital, identity.authority):
            with pytest.raises(PermissionDenied, match="上级"):
                identity.call("issue_activation_code", actor, person_id=staff_id)
        assert identity.call("issue_activation_code", identity.clerk, person_id=staff_id)

    def test_nor_a_colleague_who_administers_another_employer(self, identity, staff_id):
        give(identity, identity.clerk, staff_id, "employer_admin", SCHOOL)
        with pytest.raises(PermissionDenied):
            identity.call("issue_activation_code", identity.hospital, person_id=staff_id)

    def test_a_fellow_administrator_of_the_same_unit_can_help(self, identity):
        person_id = identity.signed_up("张三", 1)
        give(identity, identity.hospital, person_id, "employer_admin", HOSPITAL)
        assert identity.call("issue_activation_code", identity.hospital, person_id=person_id)


class TestEmployment:
    """Org owns employment: what it tells moves the reach of administrators."""

    def tell(self, identity, kind, person_id, employment_id="01-a", version=1, employer_id=HOSPITAL):
        data = {"employment_id": employment_id, "person_id": person_id, "employer_id": employer_id, "title": "讲师"}
        one = event(f"org.employment.{kind}.v1", data, version=version)
        identity.hear_batch(f"on_employment_{kind}", one, one)

    def reached(self, identity, person_id, by="hospital"):
        try:
            identity.call("reveal_id_number", getattr(identity, by), person_id=person_id, purpose="核对")
        except PersonNotFound:
            return False
        return True

    def test_whoever_was_taken_up_on_request_is_within_reach(self, identity):
        person_id = identity.signed_up("张三", 1)
        assert not self.reached(identity, person_id)
        self.tell(identity, "started", person_id)
        assert self.reached(identity, person_id)
        assert not self.reached(identity, person_id, "school")

    def test_whoever_left_is_out_of_reach_of_the_former_employer(self, identity):
        person_id = identity.imported("张三", 1)
        self.tell(identity, "started", person_id)
        self.tell(identity, "ended", person_id, version=2)
        for by in ("hospital", "authority", "clerk"):
            assert not self.reached(identity, person_id, by)

    @pytest.mark.parametrize("known", [True, False])
    def test_in_whatever_order_the_words_come_the_newest_holds(self, identity, known):
        person_id = identity.imported("张三", 1) if known else identity.signed_up("张三", 1)
        self.tell(identity, "ended", person_id, version=2)
        self.tell(identity, "started", person_id, version=1)
        assert not self.reached(identity, person_id)
        self.tell(identity, "started", person_id, "02-b", 1)
        self.tell(identity, "ended", person_id, "01-a", 9)
        assert self.reached(identity, person_id)

    def test_leaving_one_employer_leaves_the_other(self, identity):
        person_id = identity.imported("张三", 1)
        identity.imported("张三", 1, employer_id=SCHOOL, actor=identity.school)
        self.tell(identity, "ended", person_id, version=2)
        assert not self.reached(identity, person_id)
        assert self.reached(identity, person_id, "school")

    def test_a_list_takes_up_again_whoever_had_left(self, identity, number):
        person_id = identity.imported("张三", 1)
        self.tell(identity, "started", person_id)
        self.tell(identity, "ended", person_id, version=2)
        answer = identity.load(["张三", number(1), "教授", None, "2026-03-01"])
        assert answer["counts"] == {"LINKED": 1}
        assert self.reached(identity, person_id)
        first, second = identity.units.facts("identity.staff.imported.v1")
        assert (first["version"], second["version"]) == (1, 2)
        assert (second["data"]["title"], second["data"]["specialty"]) == ("教授", "")


class TestLookup:
    def test_a_person_is_found_by_number_and_the_look_audited(self, identity, number):
        person_id = identity.imported("张三", 1)
        reader = person("reader", ("title_reader", CITY))
        answer = identity.call("lookup_person", reader, id_number=number(1), purpose="title_review")["person"]
        assert (answer["person_id"], answer["active"]) == (person_id, False)
        assert number(1) not in str(answer)
        (audit,) = identity.units.audits("person.looked_up")
        assert (audit["actor_id"], audit["subject"]) == ("reader", person_id)
        assert number(1) not in str(audit)

    def test_an_unknown_number_is_not_found_and_the_refusal_does_not_repeat_it(self, identity, number):
        with pytest.raises(PersonNotFound) as error:
            identity.call("lookup_person", identity.clerk, id_number=number(1), purpose="title_review")
        assert number(1) not in error.value.message + str(error.value.metadata)

    def test_get_me_shows_oneself(self, identity, number):
        person_id = identity.signed_up("尼玛·次仁", 1)
        answer = identity.call("get_me", person_id)
        assert answer["person"]["name"] == "尼玛·次仁"
        assert number(1) not in str(answer)
        with pytest.raises(PersonNotFound):
            identity.call("get_me", "nobody")
