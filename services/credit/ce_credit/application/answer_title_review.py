"""At the province: answer whether a person's years serve a title review (职称评审)."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from ce_credit.application.explain import explain
from ce_credit.application.ports import CreditUnitOfWork
from ce_credit.domain import amounts
from ce_credit.domain.compliance import all_of
from ce_credit.domain.errors import PersonNotFound
from ce_credit.domain.record import Record, assessment_of
from ce_credit.domain.title_review import CityYear, answer_year
from ce_kit.call import Actor
from ce_kit.errors import PermissionDenied


def answer_title_review(
    uow: CreditUnitOfWork, actor: Actor, *, person_id: str, purpose: str, years: Collection[int]
) -> dict[str, Any]:
    """Answer per year and over all years, with what each city delivered. Audited: it opens a person's file.

    Raises:
        PermissionDenied: neither the person nor title_reader or hrss_admin.
        PersonNotFound: no city told of such a person.
    """
    if actor.id != person_id and not actor.has("title_reader", "hrss_admin"):
        raise PermissionDenied("只有本人、职称评审查询人员和人社部门可以查询")
    asked = sorted(set(years))
    with uow:
        name, people = uow.records.cities_of(person_id)
        if not people:
            raise PersonNotFound("省平台没有收到此人的登记，请核对人员编号或市平台的上报情况")
        assessments = uow.records.assessments(people, asked)
        hours = uow.records.hours(people, asked)
        uow.audit.record("title_review.answered", person_id, {"purpose": purpose, "years": asked})
        uow.commit()
    found = [_year(year, people, assessments, hours) for year in asked]
    return {
        "person_id": person_id,
        "person_name": name,
        "purpose": purpose,
        "answer": all_of(one["answer"] for one in found),
        "years": found,
    }


def _year(
    year: int,
    people: Collection[tuple[str, str]],
    assessments: dict[tuple[str, str, int], Record],
    hours: dict[tuple[str, str, int], list[Record]],
) -> dict[str, Any]:
    cities, messages = [], []
    for city, city_person_id in people:
        assessment = assessments.get((city, city_person_id, year))
        records = hours.get((city, city_person_id, year), [])
        if assessment is None and not records:
            continue
        one = CityYear(city, assessment_of(assessment) if assessment else None, len(records), _sums(records))
        cities.append(one)
        titles = {record.fact["activity_id"]: record.fact.get("title", "") for record in records}
        messages.append(_message(one, titles))
    answer, text = answer_year(year, cities)
    return {"year": year, "answer": answer, "text": text, "cities": messages}


def _message(one: CityYear, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "city": one.city,
        "assessment": explain(one.assessment, titles) if one.assessment else None,
        "hours_records": one.hours_records,
        "hours_amount": amounts.text(one.hours_amount),
        "complete": one.complete,
    }


def _sums(records: Collection[Record]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for record in records:
        category = record.fact["category"]
        sums[category] = sums.get(category, Decimal(0)) + Decimal(record.fact["amount"])
    return sums
