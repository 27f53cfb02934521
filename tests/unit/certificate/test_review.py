"""A year that falls below later marks its certificate for a person to look at; nothing is revoked silently."""

from ce_kit.testing.bus import person

CLERK = person("clerk", ("hrss_admin", "hrss"))


def to_review(city, **filters):
    answer = city.call("list_certificates", CLERK, view="CERTIFICATE_VIEW_IN_REACH", needs_review=True, **filters)
    return [one["certificate_id"] for one in answer["certificates"]]


def test_a_year_no_longer_met_is_marked_and_audited(city):
    issued = city.issue()
    assert to_review(city) == []
    city.assess(total="50", public="20", revision=2)
    assert to_review(city) == [issued["certificate_id"]]
    shown = city.call("get_certificate", CLERK, certificate_id=issued["certificate_id"])["certificate"]
    assert shown["state"] == "CERTIFICATE_STATE_ISSUED"
    assert "已认定 50 学时，需 90 学时" in shown["review_reason"]
    (audit,) = city.units.audits("certificate.needs_review")
    assert audit["detail"]["revision"] == 2


def test_the_public_sees_a_valid_certificate_until_somebody_decides(city):
    issued = city.issue()
    city.assess(total="50", public="20", revision=2)
    answer = city.call("verify_certificate", verification_code=issued["verification_code"])
    assert answer["state"] == "VERIFICATION_STATE_VALID"
    assert city.units.facts("certificate.certificate.revoked.v1") == []


def test_an_open_verdict_is_looked_at_too(city):
    city.issue()
    city.assess(revision=2, compliant="unknown")
    assert len(to_review(city)) == 1


def test_the_mark_goes_when_the_year_is_met_again(city):
    city.issue()
    city.assess(total="50", public="20", revision=2)
    city.assess(total="95", revision=3)
    assert to_review(city) == []
    assert len(city.units.audits("certificate.review_cleared")) == 1


def test_an_older_revision_that_comes_late_marks_nothing(city):
    city.assess(total="95", revision=3)
    city.issue()
    city.assess(total="50", public="20", revision=2)
    assert to_review(city) == []


def test_the_same_shortfall_is_noted_once(city):
    city.issue()
    city.assess(total="50", public="20", revision=2)
    city.assess(total="50", public="20", revision=3)
    assert len(city.units.audits("certificate.needs_review")) == 1


def test_a_revoked_certificate_is_not_looked_at_any_more(city):
    issued = city.issue()
    city.assess(total="50", public="20", revision=2)
    city.call("revoke_certificate", CLERK, certificate_id=issued["certificate_id"], reason="复核后撤销")
    assert to_review(city) == []
    city.assess(total="40", public="20", revision=3)
    assert to_review(city) == []


def test_other_people_and_years_are_left_alone(city):
    city.know("p2", name="演示二号")
    city.assess("p2")
    city.assess("p1", year=2021)
    city.issue("p2")
    city.issue("p1", 2021)
    city.assess("p1", total="50", public="20", revision=2)
    assert to_review(city) == []


def test_a_batch_with_two_revisions_of_one_year_ends_with_the_newer(city, assessed):
    city.issue()
    newer, older = assessed(revision=3), assessed(total="10", public="5", revision=2)
    city.hear("credit.assessment.changed.v1", newer, older)
    assert to_review(city) == []
