"""Revocation: by whom, once, and what follows."""

import pytest

from ce_certificate.domain.errors import CertificateNotFound, CertificateNotIssued, CertificateRevoked
from ce_kit.testing.bus import person

CLERK = person("clerk", ("hrss_admin", "hrss"))
REASON = "学时弄虚作假"


def revoke(city, certificate, actor=CLERK, reason=REASON):
    answer = city.call("revoke_certificate", actor, certificate_id=certificate["certificate_id"], reason=reason)
    return answer["certificate"]


@pytest.mark.parametrize("role", [("hrss_admin", "hrss"), ("authority_admin", "housing"), ("hrss_admin", "city")])
def test_administrators_above_may_revoke(city, role):
    city.hear("org.unit.registered.v1", {"unit_id": "city", "parent_id": "", "kind": "hrss", "name": "市局"})
    told = {"unit_id": "hrss", "parent_id": "city", "kind": "hrss", "name": "县局"}
    city.hear("org.unit.registered.v1", told, version=2)
    revoked = revoke(city, city.issue(), person("clerk", role))
    assert revoked["state"] == "CERTIFICATE_STATE_REVOKED"
    assert revoked["revocation_reason"] == REASON
    (fact,) = city.units.facts("certificate.certificate.revoked.v1")
    assert fact["data"] == {
        "certificate_id": revoked["certificate_id"],
        "number": revoked["number"],
        "person_id": "p1",
        "reason": REASON,
        "revoked_at": city.clock.now().isoformat(),
    }
    (audit,) = city.units.audits("certificate.revoked")
    assert (audit["actor_id"], audit["detail"]["reason"]) == ("clerk", REASON)


@pytest.mark.parametrize(
    "role",
    [("hrss_admin", "elsewhere"), ("authority_admin", "health"), ("employer_admin", "institute"), ("hrss_admin", "")],
)
def test_others_cannot_and_learn_nothing(city, role):
    issued = city.issue()
    with pytest.raises(CertificateNotFound):
        revoke(city, issued, person("other", role))
    assert city.call("get_certificate", certificate_id=issued["certificate_id"])["file_ticket"]


def test_an_unknown_certificate_is_not_found(city):
    with pytest.raises(CertificateNotFound):
        revoke(city, {"certificate_id": "nothing"})


def test_a_revoked_one_is_not_revoked_again(city):
    issued = city.issue()
    revoke(city, issued)
    with pytest.raises(CertificateRevoked, match=REASON):
        revoke(city, issued, reason="另一理由")
    assert len(city.units.facts("certificate.certificate.revoked.v1")) == 1


def test_one_in_preparation_is_not_there_to_be_revoked(city):
    prepared = city.call("issue_certificate", year=2020)["certificate"]
    with pytest.raises(CertificateNotIssued):
        revoke(city, prepared)


def test_after_it_a_new_one_is_issued_with_a_number_of_its_own(city):
    first = city.issue()
    revoke(city, first)
    second = city.issue()
    assert (second["revision"], second["state"]) == (2, "CERTIFICATE_STATE_ISSUED")
    assert second["number"] != first["number"]
    assert second["verification_code"] != first["verification_code"]
    old = city.call("get_certificate", certificate_id=first["certificate_id"])
    assert old["certificate"]["state"] == "CERTIFICATE_STATE_REVOKED"
    assert old["file_ticket"] == ""


def test_the_branch_of_the_issue_stays_responsible_after_a_move(city, employed):
    issued = city.issue()
    moved = employed(employment_id="second", employer_id="x", authority_id="y", hrss_id="z", started_on="2020-12-01")
    city.hear("org.employment.started.v1", moved)
    assert revoke(city, issued)["state"] == "CERTIFICATE_STATE_REVOKED"


def test_nothing_it_says_changes(city):
    issued = city.issue()
    revoked = revoke(city, issued)
    changed = {name for name in revoked if revoked[name] != issued[name]}
    assert changed == {"state", "revoked_at", "revocation_reason"}


def test_an_id_number_in_the_reason_is_masked_since_anybody_reads_it(city):
    revoked = revoke(city, city.issue(), reason="与 370303199001011234 重复")
    assert "199001011234" not in revoked["revocation_reason"]
    assert "370303199001011234" not in str(city.units.rows("outbox")) + str(city.units.rows("audit"))
