"""At the province: cities' certificates count once, late or early, in any order, or say why not."""

import itertools
from datetime import date

import pytest

from ce_certificate.domain.errors import CertificateNotFound
from ce_certificate.domain.number import number_of
from ce_kit.errors import PermissionDenied
from ce_kit.testing.bus import person

NUMBER = number_of("370300", 2020, 6)
CODE = "7K3M-Q2XD-90RW"
ISSUED, REVOKED = "certificate.certificate.issued.v1", "certificate.certificate.revoked.v1"
RECEIVED = "federation.certificate.received.v1"


@pytest.fixture
def province(make_city):
    return make_city("370000", "province")


def issued(certificate_id="c1", *, version=2, **fact):
    told = {
        "certificate_id": certificate_id,
        "number": NUMBER,
        "person_id": "z1",
        "person_name": "马煊𠮷",
        "kind": "annual",
        "year": 2020,
        "public_amount": "30",
        "professional_amount": "62.5",
        "total_amount": "92.5",
        "verification_code": CODE,
        "pdf_sha256": "ab" * 32,
        "issued_on": "2020-12-28",
        "unit": "hours",
        "issuer": "淄博市人力资源和社会保障局",
        "title": "继续教育合格证书",
        **fact,
    }
    return record(certificate_id, version, ISSUED, told)


def revoked(certificate_id="c1", *, version=3, **fact):
    told = {
        "certificate_id": certificate_id,
        "number": NUMBER,
        "person_id": "z1",
        "reason": "学时弄虚作假",
        "revoked_at": "2021-01-05T02:00:00+00:00",
        **fact,
    }
    return record(certificate_id, version, REVOKED, told)


def record(record_id, version, fact_type, fact, city="370300", city_person_id="z1"):
    return {
        "city": city,
        "kind": "certificate",
        "record_id": record_id,
        "record_version": version,
        "city_person_id": city_person_id,
        "fact": fact,
        "fact_type": fact_type,
    }


def link(province, city_person_id="z1", person_id="P1", version=1):
    told = {
        "person_id": person_id,
        "city": "370300",
        "city_person_id": city_person_id,
        "name": "马煊𠮷",
        "id_number_masked": "3703************1X",
    }
    province.hear("identity.person.linked.v1", told, version=version)


def judged(province):
    return [
        (fact["data"]["record_id"], fact["data"]["record_version"], fact["data"]["accepted"], fact["data"]["reason"])
        for fact in province.units.facts("certificate.record.judged.v1")
    ]


def verify(province, **asked):
    return province.call("verify_certificate", **(asked or {"verification_code": CODE}))


def test_a_linked_persons_certificate_counts_and_is_verified(province):
    link(province)
    province.hear(RECEIVED, issued())
    assert judged(province) == [("c1", 2, True, "")]
    answer = verify(province)
    assert answer["state"] == "VERIFICATION_STATE_VALID"
    assert (answer["person_name"], answer["id_number_masked"]) == ("马煊𠮷", "3703************1X")
    assert (answer["city"], answer["issued_on"]) == ("370300", date(2020, 12, 28).isoformat())
    assert verify(province, number=NUMBER)["person_name"] == "马＊＊"


def test_a_record_of_a_person_not_linked_yet_waits_and_then_counts(province):
    province.hear(RECEIVED, issued())
    assert judged(province) == []
    assert verify(province)["state"] == "VERIFICATION_STATE_NOT_FOUND"
    link(province)
    assert judged(province) == [("c1", 2, True, "")]
    assert verify(province)["state"] == "VERIFICATION_STATE_VALID"


@pytest.mark.parametrize("order", list(itertools.permutations(["issued", "revoked", "link"])))
def test_in_any_order_a_revoked_certificate_ends_revoked(province, order):
    for step in order:
        if step == "link":
            link(province)
        else:
            province.hear(RECEIVED, issued() if step == "issued" else revoked())
    answer = verify(province)
    assert answer["state"] == "VERIFICATION_STATE_REVOKED"
    assert (answer["revocation_reason"], answer["person_name"]) == ("学时弄虚作假", "马煊𠮷")
    assert sorted(judged(province)) == [("c1", 2, True, ""), ("c1", 3, True, "")]


def test_a_revocation_without_its_certificate_is_known_by_number(province):
    link(province)
    province.hear(RECEIVED, revoked())
    assert verify(province, number=NUMBER)["state"] == "VERIFICATION_STATE_REVOKED"
    assert verify(province)["state"] == "VERIFICATION_STATE_NOT_FOUND"


def test_each_version_is_judged_once_however_often_it_comes(province):
    link(province)
    province.hear(RECEIVED, issued(), issued())
    province.hear(RECEIVED, issued())
    link(province, version=2)
    assert judged(province) == [("c1", 2, True, "")]


def test_one_that_waited_is_judged_once_though_the_link_comes_again(province):
    province.hear(RECEIVED, issued(), revoked())
    link(province)
    link(province, version=2)
    assert len(judged(province)) == 2


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ({"number": NUMBER[:-1] + ("A" if NUMBER[-1] != "A" else "B")}, "校验位不符"),
        ({"number": number_of("371000", 2020, 6)}, "不属于平台 370300"),
        ({"number": number_of("370300", 2019, 6)}, "与证书年度 2020 不一致"),
        ({"number": "x"}, "校验位不符"),
        ({"person_id": "z2"}, "标识不一致"),
        ({"certificate_id": "c9"}, "标识不一致"),
        ({"pdf_sha256": "zz"}, "内容有误"),
        ({"issued_on": "yesterday"}, "内容有误"),
        ({"year": None}, "内容有误"),
    ],
)
def test_a_record_that_cannot_be_right_is_refused_with_the_reason(province, fact, said):
    link(province)
    told = issued()
    told["fact"] |= fact
    province.hear(RECEIVED, told)
    ((record_id, version, accepted, reason),) = judged(province)
    assert (record_id, version, accepted) == ("c1", 2, False)
    assert said in reason
    assert verify(province)["state"] == "VERIFICATION_STATE_NOT_FOUND"


def test_a_refused_record_may_come_corrected_as_a_new_version(province):
    link(province)
    wrong = issued()
    wrong["fact"]["number"] = "x"
    province.hear(RECEIVED, wrong)
    province.hear(RECEIVED, issued(version=4))
    assert [accepted for _, _, accepted, _ in judged(province)] == [False, True]


def test_a_number_or_code_of_another_certificate_is_refused(province):
    link(province)
    province.hear(RECEIVED, issued())
    province.hear(RECEIVED, issued("c2", verification_code="0000-0000-0000"))
    province.hear(RECEIVED, issued("c3", number=number_of("370300", 2020, 7)))
    found = judged(province)
    assert [accepted for _, _, accepted, _ in found] == [True, False, False]
    assert "不得重复" in found[1][3] and "不得重复" in found[2][3]


def test_what_was_issued_is_never_edited(province):
    link(province)
    province.hear(RECEIVED, issued())
    province.hear(RECEIVED, issued(version=5, total_amount="200"))
    assert judged(province)[1][2] is False
    assert verify(province)["total_amount"] == "92.5"


def test_a_revocation_under_another_number_is_refused(province):
    link(province)
    province.hear(RECEIVED, issued())
    province.hear(RECEIVED, revoked(number=number_of("370300", 2020, 7)))
    assert judged(province)[1][2] is False
    assert verify(province)["state"] == "VERIFICATION_STATE_VALID"


def test_two_at_a_time_for_one_person_are_no_conflict(province):
    """The second may arrive before the first one's revocation."""
    link(province)
    second = {"number": number_of("370300", 2020, 7), "verification_code": "0000-0000-0000"}
    province.hear(RECEIVED, issued(), issued("c2", **second), revoked())
    assert [accepted for _, _, accepted, _ in judged(province)] == [True, True, True]


def test_the_person_sees_their_certificates_of_all_cities(province):
    link(province)
    province.hear(RECEIVED, issued())
    (listed,) = province.call("list_certificates", "P1")["certificates"]
    assert (listed["number"], listed["person_id"], listed["city"]) == (NUMBER, "P1", "370300")
    assert listed["state"] == "CERTIFICATE_STATE_ISSUED"
    found = province.call("get_certificate", "P1", certificate_id="c1")
    assert found["certificate"] == listed
    assert found["file_ticket"] == ""
    assert province.call("list_certificates", "P2")["certificates"] == []
    with pytest.raises(CertificateNotFound):
        province.call("get_certificate", "P2", certificate_id="c1")


def test_the_title_review_may_look_a_person_up_and_others_may_not(province):
    link(province)
    province.hear(RECEIVED, issued())
    reader = person("reader", ("title_reader", "province"))
    assert len(province.call("list_certificates", reader, person_id="P1")["certificates"]) == 1
    assert province.call("get_certificate", reader, certificate_id="c1")["certificate"]["number"] == NUMBER
    with pytest.raises(PermissionDenied):
        province.call("list_certificates", "P2", person_id="P1")
