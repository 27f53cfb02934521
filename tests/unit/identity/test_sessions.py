"""Sessions: short access tokens, refresh tokens that are good once, thieves found out."""

import jwt
import pytest

from ce_identity.domain.errors import SessionEnded

PASSWORD = "correct horse battery"
CITY, COUNTY = "unit-hrss", "unit-county"


@pytest.fixture
def tokens(identity):
    identity.signed_up("张三", 1)
    return identity.sign_in(1)["tokens"]


def refresh(identity, token):
    return identity.call("refresh_session", refresh_token=token)["tokens"]


def ended(identity, token):
    with pytest.raises(SessionEnded, match="重新登录"):
        refresh(identity, token)
    return True


def claims(identity, token):
    (key,) = identity.call("get_key_set")["keys"]
    return jwt.decode(
        token,
        jwt.PyJWK(key).key,
        algorithms=["EdDSA"],
        issuer="ce-370300",
        options={"verify_exp": False, "verify_iat": False},
    )


def test_an_access_token_says_who_as_what_until_when(identity, tokens):
    person_id = identity.person_id(1)
    role = {"role": "employer_admin", "scope_id": "unit-hospital"}
    identity.call("grant_role", identity.hospital, person_id=person_id, role=role)
    said = claims(identity, tokens["access_token"])
    assert (said["sub"], said["roles"]) == (person_id, [])
    assert said["exp"] - said["iat"] == 15 * 60
    assert tokens["access_expires_at"] == "2026-03-02T04:15:00.000000Z"
    later = claims(identity, refresh(identity, tokens["refresh_token"])["access_token"])
    assert later["roles"] == [["employer_admin", "unit-hospital"]]
    assert later["sid"] == said["sid"]
    assert "370303" not in str(later)


@pytest.mark.parametrize(("unit", "city_wide"), [(CITY, True), (COUNTY, False)])
def test_the_hrss_unit_at_the_top_acts_for_the_city_and_a_county_s_does_not(identity, tokens, unit, city_wide):
    identity.registered(COUNTY, CITY, "hrss")
    role = {"role": "hrss_admin", "scope_id": unit}
    identity.call("grant_role", identity.clerk, person_id=identity.person_id(1), role=role)
    roles = claims(identity, refresh(identity, tokens["refresh_token"])["access_token"])["roles"]
    assert (["city_admin", unit] in roles) is city_wide
    assert ["hrss_admin", unit] in roles


def test_the_first_administrator_acts_for_the_city_before_org_has_told_of_its_root(identity, number):
    request = {"name": "王五", "id_number": number(9), "role": "hrss_admin", "scope_id": "root-to-come"}
    made = identity.call("create_administrator", "operations", **request)
    answer = identity.activate(9, made["activation_code"])
    assert ["city_admin", "root-to-come"] in claims(identity, answer["tokens"]["access_token"])["roles"]


def test_the_published_keys_are_public(identity):
    (key,) = identity.call("get_key_set")["keys"]
    assert set(key) == {"kty", "crv", "kid", "x", "use", "alg"}
    assert jwt.PyJWK(key).key.__class__.__name__ == "Ed25519PublicKey"


def test_each_refresh_gives_new_tokens_and_the_old_one_is_used_up(identity, tokens):
    second = refresh(identity, tokens["refresh_token"])
    assert second["refresh_token"] != tokens["refresh_token"]
    identity.security.advance(minutes=5)
    third = refresh(identity, second["refresh_token"])
    assert refresh(identity, third["refresh_token"])


def test_a_token_used_again_later_was_stolen_and_ends_the_session_for_both(identity, tokens):
    newest = refresh(identity, tokens["refresh_token"])
    identity.security.advance(seconds=11)
    assert ended(identity, tokens["refresh_token"])
    assert ended(identity, newest["refresh_token"])
    (audit,) = identity.units.audits("session.ended")
    assert audit["detail"] == {"reason": "refresh token used twice"}
    (row,) = identity.units.rows("session")
    assert row["ended_at"] is not None


def test_two_tabs_of_one_person_may_refresh_within_ten_seconds(identity, tokens):
    one = refresh(identity, tokens["refresh_token"])
    identity.security.advance(seconds=10)
    other = refresh(identity, tokens["refresh_token"])
    assert one["refresh_token"] != other["refresh_token"]
    assert refresh(identity, one["refresh_token"])
    assert refresh(identity, other["refresh_token"])


def test_the_two_tabs_grace_counts_from_the_first_use(identity, tokens):
    refresh(identity, tokens["refresh_token"])
    identity.security.advance(seconds=9)
    refresh(identity, tokens["refresh_token"])
    identity.security.advance(seconds=2)
    assert ended(identity, tokens["refresh_token"])


def test_a_thief_of_one_session_does_not_end_another(identity, tokens):
    other = identity.sign_in(1)["tokens"]
    refresh(identity, tokens["refresh_token"])
    identity.security.advance(seconds=11)
    assert ended(identity, tokens["refresh_token"])
    assert refresh(identity, other["refresh_token"])


def test_a_token_runs_out_after_a_week(identity, tokens):
    identity.security.advance(days=7)
    assert ended(identity, tokens["refresh_token"])


def test_signing_out_ends_the_session_and_is_no_error_twice(identity, tokens):
    for _ in range(2):
        assert identity.call("sign_out", refresh_token=tokens["refresh_token"]) == {}
    assert ended(identity, tokens["refresh_token"])


def test_unknown_tokens_are_refused_alike(identity, tokens):
    assert ended(identity, "x" * 43)
    assert identity.call("sign_out", refresh_token="x" * 43) == {}


def test_tokens_are_kept_as_hashes_only_and_forgotten_when_they_run_out(identity, tokens):
    assert tokens["refresh_token"] not in str(identity.units.rows("refresh_token"))
    identity.security.advance(days=7, seconds=1)
    live = identity.sign_in(1)["tokens"]
    from ce_kit.testing.bus import person

    identity.service(person("identity")).forget_expired()
    assert len(identity.units.rows("refresh_token")) == 1
    assert refresh(identity, live["refresh_token"])


def test_business_time_does_not_touch_them(identity, tokens):
    identity.clock.advance(days=365)
    assert refresh(identity, tokens["refresh_token"])
