"""At the province: take over a city's person (event handler)."""

from datetime import date
from typing import Any

from ce_identity.application.people import new_person, register_one
from ce_identity.application.ports import IdentityUnitOfWork, Vault
from ce_identity.domain import id_number as id_numbers
from ce_identity.domain.errors import BadIdNumber, BadName
from ce_identity.domain.names import read_name
from ce_kit.facts import Fact


def receive_person(
    uow: IdentityUnitOfWork, vault: Vault, *, today: date, city: str, record_id: str, version: int, fact: dict[str, Any]
) -> None:
    """Find or make the person behind a city's record, link both, and answer the city; one transaction."""
    with uow:
        if uow.city_people.version_of(city, fact["person_id"]) < version:
            problem = _take_over(uow, vault, today, city, version, fact)
        else:
            problem = ""
        answer = {
            "city": city,
            "record_id": record_id,
            "record_version": version,
            "accepted": not problem,
            "reason": problem,
        }
        uow.outbox.add(Fact("identity.record.judged.v1", record_id, version, answer))
        uow.commit()


def _take_over(
    uow: IdentityUnitOfWork, vault: Vault, today: date, city: str, version: int, fact: dict[str, Any]
) -> str:
    """Return why the record is refused, the empty text when it was taken over."""
    try:
        name = read_name(fact["name"])
        number = id_numbers.parse(vault.open_from_city(fact["sealed_id_number"]), today)
    except (BadName, BadIdNumber) as error:
        return error.message
    except ValueError:
        return "身份证号密文无法打开，请核对城市平台的省级公钥配置"
    person = uow.people.by_index(vault.index(number))
    if person is None:
        person = new_person(vault, name, number, "federation")
        register_one(uow, vault, person, number, may_use_last_six=True)
    elif person.name != name:
        return "省平台此身份证号登记的姓名与市平台不一致，请核对后重新上报"
    uow.city_people.link(city, fact["person_id"], person.person_id, version)
    linked = {
        "person_id": person.person_id,
        "city": city,
        "city_person_id": fact["person_id"],
        "name": person.name,
        "id_number_masked": person.id_number_masked,
    }
    uow.outbox.add(Fact("identity.person.linked.v1", person.person_id, version, linked))
    return ""
