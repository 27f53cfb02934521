"""Activation, sign-in, change of password: what proves who one is, and what a wrong guess costs."""

import pytest
from marshmallow import ValidationError

from ce_identity.domain.errors import (
    BadCredentials,
    BadIdNumber,
    BadName,
    PersonExists,
    TooManyAttempts,
    WeakPassword,
)
from ce_kit.testing.bus import person

PASSWORD = "correct horse battery"


def refusal(call, *arguments, **options):
    """Return what a refused caller sees."""
    with pytest.raises((BadCredentials, TooManyAttempts)) as error:
        call(*arguments, **options)
    return error.value.reason, error.value.message, error.value.metadata


class TestSignUp:
    def test_a_person_registers_with_a_password_and_signs_in(self, identity, number):
        answer = identity.call("sign_up", name="𠮷 明", id_number=number(1).lower(), password=PASSWORD)["person"]
        assert answer == {
            "person_id": answer["person_id"],
            "name": "𠮷明",
            "id_number_masked": "3703************" + number(1)[-2:],
            "active": True,
        }
        assert identity.sign_in(1)["person"] == answer

    def test_the_platform_hears_of_it_without_the_number(self, identity, number):
        person_id = identity.signed_up("张三", 1)
        (fact,) = identity.units.facts("identity.person.registered.v1")
        assert (fact["subject"], fact["data"]["source"]) == (person_id, "sign_up")
        assert number(1) not in str(fact)
        assert identity.province_opens(fact["data"]["sealed_id_number"]) == number(1)

    def test_a_known_number_is_refused_whether_active_or_not(self, identity, number):
        identity.signed_up("张三", 1)
        identity.imported("李四", 2)
        for serial in (1, 2):
            with pytest.raises(PersonExists, match="激活"):
                identity.signed_up("某人", serial)

    @pytest.mark.parametrize(
        ("fields", "error"),
        [
            ({"name": "张"}, BadName),
            ({"name": "张三1"}, BadName),
            ({"id_number": "370303199001010011"}, BadIdNumber),
            ({"password": "short"}, WeakPassword),
            ({"password": "19900101 in it"}, WeakPassword),
            ({"name": ""}, ValidationError),
            ({"password": "x" * 201}, ValidationError),
        ],
    )
    def test_bad_input_is_refused_and_nothing_written(self, identity, number, fields, error):
        good = {"name": "张三", "id_number": number(1), "password": PASSWORD}
        with pytest.raises(error):
            identity.call("sign_up", **{**good, **fields})
        assert identity.units.rows("person") == []

    def test_whoever_registers_has_no_use_of_the_last_six(self, identity):
        identity.signed_up("张三", 1)
        assert refusal(identity.activate, 1)[0] == "BAD_CREDENTIALS"


class TestActivation:
    def test_the_last_six_activate_once_and_set_a_password_at_once(self, identity, number):
        person_id = identity.imported("张三", 1)
        answer = identity.activate(1)
        assert answer["person"]["active"] is True
        assert answer["tokens"]["access_token"]
        assert identity.sign_in(1)["person"]["person_id"] == person_id
        assert refusal(identity.activate, 1, password="another good password")[0] == "BAD_CREDENTIALS"
        assert identity.sign_in(1)
        assert identity.units.audits("account.activated")[0]["subject"] == person_id

    def test_the_last_six_are_no_password(self, identity, number):
        identity.imported("张三", 1)
        assert refusal(identity.sign_in, 1, number(1)[-6:])[0] == "BAD_CREDENTIALS"

    def test_a_small_x_full_width_and_spaces_do(self, identity, number):
        serial = next(serial for serial in range(1, 200) if number(serial).endswith("X"))
        identity.imported("张三", serial)
        login = " ".join(number(serial)).lower()
        secret = "".join(chr(ord(character) + 0xFEE0) for character in number(serial)[-6:].lower())
        assert identity.call("activate", login=login, secret=secret, new_password=PASSWORD)

    @pytest.mark.parametrize("password", ["short", "password-2026", "19900101 is my day", "我是张三呀我是张三呀"])
    def test_a_weak_password_leaves_the_account_as_it_was(self, identity, password):
        identity.imported("张三", 1)
        with pytest.raises(WeakPassword):
            identity.activate(1, password=password)
        assert identity.activate(1)

    def test_administrators_need_a_code(self, identity, number):
        request = {"name": "王五", "id_number": number(5), "role": "hrss_admin", "scope_id": "unit-hrss"}
        made = identity.call("create_administrator", "operations", **request)
        assert identity.units.audits("administrator.created")[0]["subject"] == made["person_id"]
        assert refusal(identity.activate, 5)[0] == "BAD_CREDENTIALS"
        answer = identity.activate(5, made["activation_code"])
        assert identity.call("get_me", answer["person"]["person_id"])["roles"] == [
            {"role": "hrss_admin", "scope_id": "unit-hrss"}
        ]

    def test_an_imported_technician_whom_operations_make_an_administrator_needs_a_code_for_ever(self, identity, number):
        identity.imported("张三", 1)
        request = {"name": "张三", "id_number": number(1), "role": "hrss_admin", "scope_id": "unit-hrss"}
        identity.call("create_administrator", "operations", **request)
        identity.security.advance(days=15)  # the code has run out
        assert refusal(identity.activate, 1)[0] == "BAD_CREDENTIALS"

    def test_operations_cannot_make_an_administrator_of_someone_else_by_a_slip(self, identity, number):
        identity.imported("张三", 1)
        request = {"name": "王五", "id_number": number(1), "role": "hrss_admin", "scope_id": "unit-hrss"}
        with pytest.raises(PersonExists, match="姓名"):
            identity.call("create_administrator", "operations", **request)
        assert identity.units.rows("role") == []

    @pytest.mark.parametrize("how", ["granted", "registered", "granted and taken away"])
    def test_whoever_once_got_a_role_needs_a_code(self, identity, how):
        person_id = identity.imported("张三", 1)
        role = {"role": "employer_admin", "scope_id": "unit-hospital"}
        if how == "registered":
            identity.registered("unit-clinic", "unit-health", "employer", person_id)
        else:
            identity.call("grant_role", identity.authority, person_id=person_id, role=role)
        if how == "granted and taken away":
            identity.call("revoke_role", identity.authority, person_id=person_id, role=role, reason="离任")
        assert refusal(identity.activate, 1)[0] == "BAD_CREDENTIALS"
        code = identity.call("issue_activation_code", identity.authority, person_id=person_id)["activation_code"]
        assert identity.activate(1, code)


class TestCodes:
    def test_a_code_replaces_the_last_six_and_earlier_codes(self, identity):
        person_id = identity.imported("张三", 1)
        codes = [
            identity.call("issue_activation_code", identity.hospital, person_id=person_id)["activation_code"]
            for _ in range(2)
        ]
        assert refusal(identity.activate, 1)[0] == "BAD_CREDENTIALS"
        assert refusal(identity.activate, 1, codes[0])[0] == "BAD_CREDENTIALS"
        assert identity.activate(1, codes[1])
        assert refusal(identity.activate, 1, codes[1], "another good password")[0] == "BAD_CREDENTIALS"

    def test_a_code_may_be_typed_in_small_letters_and_with_spaces(self, identity):
        person_id = identity.imported("张三", 1)
        code = identity.call("issue_activation_code", identity.hospital, person_id=person_id)["activation_code"]
        assert identity.activate(1, f"{code[:5]} {code[5:]}".lower())

    def test_a_code_gives_a_new_password_to_whoever_forgot_it_and_ends_all_sessions(self, identity):
        person_id = identity.imported("张三", 1)
        token = identity.activate(1)["tokens"]["refresh_token"]
        code = identity.call("issue_activation_code", identity.hospital, person_id=person_id)["activation_code"]
        assert identity.sign_in(1)  # until it is used nothing changes
        identity.activate(1, code, "another good password")
        assert identity.sign_in(1, "another good password")
        assert refusal(identity.sign_in, 1)[0] == "BAD_CREDENTIALS"
        from ce_identity.domain.errors import SessionEnded

        with pytest.raises(SessionEnded):
            identity.call("refresh_session", refresh_token=token)

    def test_a_code_runs_out_after_two_weeks(self, identity):
        person_id = identity.imported("张三", 1)
        answer = identity.call("issue_activation_code", identity.hospital, person_id=person_id)
        assert answer["expires_at"] == "2026-03-16T04:00:00.000000Z"
        identity.security.advance(days=14)
        assert refusal(identity.activate, 1, answer["activation_code"])[0] == "BAD_CREDENTIALS"

    def test_only_its_hash_is_kept_and_the_issue_audited(self, identity):
        person_id = identity.imported("张三", 1)
        code = identity.call("issue_activation_code", identity.hospital, person_id=person_id)["activation_code"]
        everything = str([identity.units.rows(name) for name in identity.units.kind.metadata.tables])
        assert code not in everything
        (audit,) = identity.units.audits("activation_code.issued")
        assert (audit["actor_id"], audit["subject"]) == ("hospital", person_id)

    def test_codes_are_not_alike(self, identity):
        person_id = identity.imported("张三", 1)
        issue = lambda: identity.call("issue_activation_code", identity.hospital, person_id=person_id)  # noqa: E731
        codes = {issue()["activation_code"] for _ in range(20)}
        assert len(codes) == 20
        assert all(len(code) == 10 and not set(code) & set("ILOU") for code in codes)


class TestAttempts:
    def test_five_wrong_ones_lock_and_the_lock_grows(self, identity):
        identity.signed_up("张三", 1)
        for _ in range(5):
            assert refusal(identity.sign_in, 1, "wrong password")[0] == "BAD_CREDENTIALS"
        for minutes in (15, 30, 60, 120, 240, 480, 960, 1440, 1440):
            reason, _, metadata = refusal(identity.sign_in, 1)
            assert reason == "TOO_MANY_ATTEMPTS"
            assert metadata["retry_after_seconds"] == str(minutes * 60 + 1)
            identity.security.advance(minutes=minutes)
            assert refusal(identity.sign_in, 1, "wrong password")[0] == "BAD_CREDENTIALS"

    def test_the_right_password_forgets_the_wrong_ones(self, identity):
        identity.signed_up("张三", 1)
        for _ in range(3):
            for _ in range(4):
                refusal(identity.sign_in, 1, "wrong password")
            assert identity.sign_in(1)

    def test_activation_and_sign_in_count_together(self, identity):
        identity.imported("张三", 1)
        for _ in range(3):
            refusal(identity.activate, 1, "000000")
        for _ in range(2):
            refusal(identity.sign_in, 1, "wrong password")
        assert refusal(identity.activate, 1)[0] == "TOO_MANY_ATTEMPTS"

    def test_a_new_code_lifts_the_lock(self, identity):
        person_id = identity.imported("张三", 1)
        for _ in range(5):
            refusal(identity.activate, 1, "000000")
        code = identity.call("issue_activation_code", identity.hospital, person_id=person_id)["activation_code"]
        assert identity.activate(1, code)

    def test_two_quiet_days_forget_them(self, identity):
        identity.signed_up("张三", 1)
        for _ in range(4):
            refusal(identity.sign_in, 1, "wrong password")
        identity.security.advance(days=2, seconds=1)
        identity.service(person("identity")).forget_expired()
        assert identity.units.rows("login_attempt") == []

    def test_a_locked_login_costs_no_hashing(self, identity):
        identity.signed_up("张三", 1)
        for _ in range(5):
            refusal(identity.sign_in, 1, "wrong password")
        asked = identity.hasher.asked
        refusal(identity.sign_in, 1)
        assert identity.hasher.asked == asked


class TestNoEnumeration:
    """Whether a number has an account, and of which kind, cannot be told from the answers."""

    @pytest.fixture
    def kinds(self, identity):
        identity.signed_up("张三", 1)
        identity.imported("李四", 2)
        identity.imported("王五", 3)
        identity.activate(3)
        return (1, 2, 3, 4)  # registered, imported, activated, unknown

    def test_wrong_guesses_look_alike_for_all_and_lock_alike(self, identity, kinds):
        for attempt in range(7):
            for call, secret in ((identity.sign_in, "wrong password"), (identity.activate, "AAAAAAAAAA")):
                seen = {str(refusal(call, serial, secret)) for serial in kinds}
                assert len(seen) == 1, (attempt, seen)

    def test_every_guess_is_hashed_once(self, identity, kinds):
        for serial in kinds:
            asked = identity.hasher.asked
            refusal(identity.sign_in, serial, "wrong password")
            assert identity.hasher.asked == asked + 1

    def test_what_can_be_no_number_leaves_no_trace(self, identity):
        for _ in range(7):
            with pytest.raises(BadCredentials):
                identity.call("sign_in", login="nobody", password="wrong password")
        assert identity.units.rows("login_attempt") == []

    def test_the_message_says_what_to_do(self, identity):
        assert "激活" in refusal(identity.sign_in, 1, "wrong password")[1]
        assert "激活码" in refusal(identity.activate, 1)[1]


class TestChangePassword:
    def test_the_new_one_is_good_and_other_sessions_end(self, identity):
        from ce_identity.domain.errors import SessionEnded

        person_id = identity.signed_up("张三", 1)
        other = identity.sign_in(1)["tokens"]["refresh_token"]
        request = {"old_password": PASSWORD, "new_password": "another good password"}
        own = identity.call("change_password", person_id, **request)["tokens"]["refresh_token"]
        with pytest.raises(SessionEnded):
            identity.call("refresh_session", refresh_token=other)
        assert identity.call("refresh_session", refresh_token=own)
        assert identity.sign_in(1, "another good password")
        assert identity.units.audits("account.password_changed")

    def test_it_needs_the_old_one_and_counts_wrong_ones(self, identity):
        person_id = identity.signed_up("张三", 1)
        request = {"old_password": "wrong password", "new_password": "another good password"}
        for _ in range(5):
            assert refusal(identity.call, "change_password", person_id, **request)[0] == "BAD_CREDENTIALS"
        assert refusal(identity.sign_in, 1)[0] == "TOO_MANY_ATTEMPTS"

    def test_a_weak_one_is_refused(self, identity, number):
        person_id = identity.signed_up("张三", 1)
        for weak in ("short", "19900101 in it", number(1)[-6:] + " and more"):
            with pytest.raises(WeakPassword):
                identity.call("change_password", person_id, old_password=PASSWORD, new_password=weak)
        assert identity.sign_in(1)

    def test_a_sign_in_that_was_judged_before_the_change_is_not_let_in_after_it(self, identity):
        """The hash is compared outside of transactions: what it was compared with must still hold."""
        person_id = identity.signed_up("张三", 1)
        matches = identity.hasher.matches

        def change_meanwhile(password_hash, password):
            identity.hasher.matches = matches
            request = {"old_password": PASSWORD, "new_password": "another good password"}
            identity.call("change_password", person_id, **request)
            return matches(password_hash, password)

        identity.hasher.matches = change_meanwhile
        assert refusal(identity.sign_in, 1)[0] == "BAD_CREDENTIALS"
