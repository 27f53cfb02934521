"""Verification shows content, not just "valid", and little to who only counts numbers up."""

import pytest

from ce_certificate.domain.errors import NothingToVerify
from ce_kit.testing.bus import person

CLERK = person("clerk", ("hrss_admin", "hrss"))


def test_by_code_everything_is_shown(city):
    issued = city.issue()
    answer = city.call("verify_certificate", verification_code=issued["verification_code"])
    assert answer == {
        "state": "VERIFICATION_STATE_VALID",
        "number": issued["number"],
        "title": "继续教育合格证书",
        "person_name": "马煊𠮷",
        "id_number_masked": "3703************1X",
        "year": 2020,
        "unit": "hours",
        "public_amount": "30",
        "professional_amount": "62.5",
        "total_amount": "92.5",
        "issuer": "淄博市人力资源和社会保障局",
        "issued_on": "2020-12-28",
        "pdf_sha256": issued["pdf_sha256"],
        "revoked_at": None,
        "revocation_reason": "",
        "city": "370300",
        "verified_at": answer["verified_at"],
        "specimen": False,
    }


def test_by_number_only_the_surname_is_shown(city):
    issued = city.issue()
    answer = city.call("verify_certificate", number=f"{issued['number'][:6]} {issued['number'][6:].lower()}")
    assert answer["state"] == "VERIFICATION_STATE_VALID"
    assert answer["person_name"] == "马＊＊"
    assert answer["id_number_masked"] == ""
    assert answer["total_amount"] == "92.5"


def test_a_revoked_one_says_so_with_reason_and_time(city):
    issued = city.issue()
    city.clock.advance(days=3)
    city.call("revoke_certificate", CLERK, certificate_id=issued["certificate_id"], reason="学时弄虚作假")
    answer = city.call("verify_certificate", verification_code=issued["verification_code"])
    assert answer["state"] == "VERIFICATION_STATE_REVOKED"
    assert answer["revocation_reason"] == "学时弄虚作假"
    assert answer["revoked_at"].startswith("2020-12-31T")
    assert answer["person_name"] == "马煊𠮷"


@pytest.mark.parametrize(
    "asked",
    [
        {"verification_code": "0000-0000-0000"},
        {"verification_code": "nonsense"},
        {"verification_code": "%"},
        {"number": "37030020200000000061"},
        {"number": "' OR '1'='1"},
    ],
)
def test_what_is_not_there_is_not_found(city, asked):
    city.issue()
    answer = city.call("verify_certificate", **asked)
    assert answer["state"] == "VERIFICATION_STATE_NOT_FOUND"
    assert (answer["person_name"], answer["number"]) == ("", "")


def test_nothing_asked_is_refused(city):
    with pytest.raises(NothingToVerify):
        city.call("verify_certificate")


def test_the_code_of_one_is_not_the_number_of_another(city):
    issued = city.issue()
    answer = city.call("verify_certificate", verification_code="0000-0000-0000", number=issued["number"])
    assert answer["state"] == "VERIFICATION_STATE_NOT_FOUND"
