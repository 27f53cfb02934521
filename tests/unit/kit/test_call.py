"""The call's context: signed, expiring, refused when tampered with; access is denied by default."""

import time

import pytest

from ce_kit.call import ACTOR_HEADER, ANONYMOUS, SIGNATURE_HEADER, Actor, Call, service_actor
from ce_kit.errors import DeadlineExceeded, NotSignedIn, PermissionDenied
from ce_nameko.api import any_role, anyone, either, rpc, services, signed_in

SECRET = b"secret"
PERSON = Actor("p1", "person", (("reviewer", "org-1"), ("clerk", "org-2")), int(time.time() + 3600))


def test_context_comes_back_as_it_went():
    call = Call(PERSON, "request-1", time.time() + 5, "00-" + "a" * 32 + "-" + "b" * 16 + "-01")
    again = Call.from_headers(call.to_headers(SECRET), SECRET)
    assert again.actor == PERSON
    assert (again.request_id, again.traceparent) == (call.request_id, call.traceparent)
    assert again.deadline == pytest.approx(call.deadline, abs=0.001)


def test_message_without_context_is_anonymous():
    assert Call.from_headers({}, SECRET) == Call(ANONYMOUS)


@pytest.mark.parametrize(
    "change",
    [
        lambda headers: headers | {ACTOR_HEADER: headers[ACTOR_HEADER].replace("p1", "p2")},
        lambda headers: headers | {ACTOR_HEADER: headers[ACTOR_HEADER].replace("clerk", "admin")},
        lambda headers: headers | {SIGNATURE_HEADER: "0" * 64},
        lambda headers: headers | {SIGNATURE_HEADER: "签名"},
        lambda headers: headers | {SIGNATURE_HEADER: None},
        lambda headers: {ACTOR_HEADER: headers[ACTOR_HEADER]},
        lambda headers: headers | {ACTOR_HEADER: 5},
        lambda headers: headers | {ACTOR_HEADER: "不是 JSON"},
    ],
)
def test_tampered_context_is_refused(change):
    with pytest.raises(PermissionDenied):
        Call.from_headers(change(Call(PERSON).to_headers(SECRET)), SECRET)


def test_context_of_another_platform_is_refused():
    with pytest.raises(PermissionDenied):
        Call.from_headers(Call(PERSON).to_headers(b"another"), SECRET)


def test_expired_sign_in_is_refused():
    with pytest.raises(NotSignedIn):
        Call.from_headers(Call(Actor("p1", "person", (), int(time.time()) - 1)).to_headers(SECRET), SECRET)


def test_deadline():
    assert Call().remaining(7.5) == 7.5
    assert 0 < Call(deadline=time.time() + 1).remaining() <= 1
    with pytest.raises(DeadlineExceeded):
        Call(deadline=time.time() - 0.001).remaining()


@pytest.mark.parametrize("deadline", ["soon", "", [], "nan"])
def test_deadline_that_is_none_is_left_out(deadline):
    assert Call.from_headers({"ce-deadline": deadline}, SECRET).deadline is None


def admits(rule, actor):
    try:
        rule(actor)
    except (NotSignedIn, PermissionDenied) as refusal:
        return refusal.reason
    return "admitted"


def test_access_rules():
    service = service_actor("credit")
    assert admits(anyone, ANONYMOUS) == "admitted"
    assert admits(signed_in, ANONYMOUS) == "NOT_SIGNED_IN"
    assert admits(signed_in, PERSON) == admits(signed_in, service) == "admitted"
    assert admits(any_role("reviewer"), PERSON) == "admitted"
    assert admits(any_role("admin", "root"), PERSON) == "PERMISSION_DENIED"
    assert admits(any_role("admin"), ANONYMOUS) == "NOT_SIGNED_IN"
    assert admits(services("credit", "exam"), service) == "admitted"
    assert admits(services("exam"), service) == "PERMISSION_DENIED"
    assert admits(services("p1"), PERSON) == "PERMISSION_DENIED"  # a person is no service, whatever the id
    assert admits(either(services("credit"), any_role("clerk")), PERSON) == "admitted"
    assert admits(either(services("credit"), any_role("clerk")), service) == "admitted"
    assert admits(either(services("exam"), any_role("admin")), PERSON) == "PERMISSION_DENIED"


def test_method_without_an_access_rule_cannot_be_written():
    with pytest.raises(TypeError, match="allow"):
        rpc()(lambda self, payload: payload)


def test_roles_and_scopes():
    assert PERSON.has("clerk", "other")
    assert not PERSON.has("admin")
    assert PERSON.scopes("reviewer", "clerk") == {"org-1", "org-2"}
    assert PERSON.scopes("admin") == set()
