"""At the province: persons of the cities become persons of the province, once, whoever sends them."""

import pytest
from marshmallow import ValidationError

from ce_identity.adapters.vault import IdNumberVault
from ce_kit.db.once import AlreadyHandled
from ce_kit.ids import new_id


@pytest.fixture
def cities(province):
    """Vaults of two cities that seal for this province."""
    public = province.vault.own.public_key().public_bytes_raw()
    return {city: IdNumberVault({1: city.encode().ljust(32)}, b"i" * 32, public) for city in ("370300", "371000")}


@pytest.fixture
def receive(province, cities, number):
    def call(city="370300", person_id="city-1", name="张三", serial=1, version=1, event_id="", sealed=None, **more):
        fact = {
            "person_id": person_id,
            "name": name,
            "sealed_id_number": cities[city].seal_for_province(number(serial)) if sealed is None else sealed,
            "id_number_masked": "…",
            **more,
        }
        data = {"city": city, "record_id": f"{city}/{person_id}", "record_version": version, "fact": fact}
        province.hear("on_person_received", data, event_id=event_id)
        return province.units.facts("identity.record.judged.v1")[-1]["data"]

    return call


def linked(province):
    return [(row["city"], row["city_person_id"], row["person_id"]) for row in province.units.rows("city_person")]


def test_a_citys_person_becomes_one_of_the_provinces(province, receive, number):
    answer = receive(name="𠮷䶮")
    assert answer == {
        "city": "370300",
        "record_id": "370300/city-1",
        "record_version": 1,
        "accepted": True,
        "reason": "",
    }
    person_id = province.person_id(1)
    assert linked(province) == [("370300", "city-1", person_id)]
    (fact,) = province.units.facts("identity.person.linked.v1")
    assert (fact["subject"], fact["data"]["name"]) == (person_id, "𠮷䶮")
    assert (fact["data"]["city"], fact["data"]["city_person_id"]) == ("370300", "city-1")
    (registered,) = province.units.facts("identity.person.registered.v1")
    assert (registered["data"]["source"], registered["data"]["sealed_id_number"]) == ("federation", "")
    assert number(1) not in str([province.units.rows(name) for name in province.units.kind.metadata.tables])
    assert province.activate(1)["person"]["person_id"] == person_id


def test_the_same_person_of_two_cities_is_one(province, receive):
    receive("370300", "city-1")
    assert receive("371000", "other-9")["accepted"] is True
    assert len(province.units.rows("person")) == 1
    assert [city for city, _, _ in linked(province)] == ["370300", "371000"]


def test_a_replay_has_no_second_effect_and_the_same_answer(province, receive):
    event_id = new_id()
    first = receive(event_id=event_id)
    with pytest.raises(AlreadyHandled):
        receive(event_id=event_id)
    assert receive() == first  # the same record in another message
    assert len(province.units.facts("identity.person.linked.v1")) == 1
    assert len(province.units.rows("person")) == 1


def test_a_newer_version_is_taken_and_an_older_one_changes_nothing(province, receive):
    receive(version=2)
    assert receive(version=1)["accepted"] is True
    assert province.units.rows("city_person")[0]["version"] == 2
    assert receive(version=3)["accepted"] is True
    assert province.units.rows("city_person")[0]["version"] == 3


def test_another_name_is_refused_and_neither_name_told(province, receive):
    receive("370300", "city-1", "欧阳娜")
    answer = receive("371000", "other-9", "张三")
    assert answer["accepted"] is False
    assert "不一致" in answer["reason"]
    assert not set("欧阳娜") & set(answer["reason"])
    assert len(linked(province)) == 1
    assert receive("371000", "other-9", "欧阳娜", version=2)["accepted"] is True


@pytest.mark.parametrize("sealed", ["AAAA", "no base64 ✗", "A" * 88])
def test_what_cannot_be_opened_is_refused_with_advice(province, receive, sealed):
    answer = receive(sealed=sealed)
    assert (answer["accepted"], "公钥" in answer["reason"]) == (False, True)
    assert province.units.rows("person") == []
    assert receive(version=2)["accepted"] is True


def test_a_seal_of_another_province_is_refused(province, receive, number):
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    other = IdNumberVault({1: b"o" * 32}, b"i" * 32, X25519PrivateKey.generate().public_key().public_bytes_raw())
    assert receive(sealed=other.seal_for_province(number(1)))["accepted"] is False


def test_a_number_that_cannot_be_is_refused_and_not_told(province, receive, cities, number):
    broken = number(1)[:-1] + ("0" if number(1)[-1] != "0" else "1")
    answer = receive(sealed=cities["370300"].seal_for_province(broken))
    assert (answer["accepted"], "校验位" in answer["reason"]) == (False, True)
    assert broken not in str(province.units.rows("outbox"))


@pytest.mark.parametrize("name", ["张", "<b>张三</b>", "张三1"])
def test_what_cannot_be_a_name_is_refused(province, receive, name):
    assert receive(name=name)["accepted"] is False
    assert province.units.rows("person") == []


def test_spaces_in_a_name_do_not_make_it_another(province, receive):
    receive("370300", "city-1", "张三")
    assert receive("371000", "other-9", "张　三")["accepted"] is True


def test_fields_of_a_newer_city_are_ignored_and_missing_ones_refused(province, receive):
    assert receive(grade="new")["accepted"] is True
    with pytest.raises(ValidationError):
        province.hear("on_person_received", {"city": "370300", "record_id": "r", "record_version": 1, "fact": {}})
