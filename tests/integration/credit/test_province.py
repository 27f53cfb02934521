"""The province's credit service on the real broker: records and links at once, in any order."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ce_credit.app import APP
from ce_kit.errors import ServiceFault
from ce_kit.testing.bus import event, person
from ce_kit.testing.process import ServiceProcess
from ce_kit.testing.waiting import wait_for

PEOPLE = 40
READER = person("reader", ("title_reader", "370000"))


@pytest.fixture(scope="module")
def province(own_platform: Any) -> Iterator[ServiceProcess]:
    """The province's service, running."""
    settings = {"platform": "370000", "role": "province"}
    with own_platform.service("ce_credit", own_platform.migrated(APP), **settings) as process:
        yield process


def linked(number):
    data = {
        "person_id": f"p{number}",
        "city": "370300",
        "city_person_id": f"c{number}",
        "name": "林䶮",
        "id_number_masked": "3703************21",
    }
    return event("identity.person.linked.v1", data, subject=f"p{number}")


def hours(number, entry, amount):
    fact = {
        "entry_id": f"e{number}-{entry}",
        "person_id": f"c{number}",
        "jurisdiction": "370300",
        "year": 2020,
        "category": "professional",
        "amount": amount,
        "unit": "hours",
        "activity_id": f"a{entry}",
        "activity_type": "platform_course",
        "title": "课程𠮷",
        "clause": "ZB20 二",
        "recorded_at": "2020-06-01T04:00:00+00:00",
    }
    data = {
        "city": "370300",
        "kind": "hours",
        "record_id": fact["entry_id"],
        "record_version": 1,
        "city_person_id": f"c{number}",
        "fact": fact,
        "fact_type": "credit.hours.recorded.v1",
    }
    return event("federation.hours.received.v1", data, subject=fact["entry_id"])


def test_every_record_is_judged_once_however_links_and_records_race(province, own_bus):
    records = [
        hours(number, entry, amount) for number in range(PEOPLE) for entry, amount in enumerate(("8", "4", "-4"))
    ]
    links = [linked(number) for number in range(PEOPLE)]
    events = [*records, *links, *records[::5]]
    random.Random(7).shuffle(events)
    with own_bus.hear("credit.record.judged.v1") as heard:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(own_bus.tell, events))
        judged = heard.wait(len(records), seconds=20)
        wait_for(lambda: own_bus.depth("credit.federation.hours.received.v1") == 0)
        keys = [one["data"]["record_id"] for one in judged]
    assert sorted(keys) == sorted(record["subject"] for record in records)
    assert all(one["data"]["accepted"] for one in judged)


def test_the_review_is_told_what_is_missing(province, own_bus):
    own_bus.tell(linked(0), hours(0, 0, "8"))
    request = {"person_id": "p0", "purpose": "PURPOSE_TITLE_REVIEW", "years": [2020]}

    def answered():
        try:
            return own_bus.ask("credit.answer_title_review", request, actor=READER)
        except ServiceFault:
            return None

    answer = wait_for(answered)
    assert (answer["answer"], answer["person_name"]) == ("COMPLIANCE_UNKNOWN", "林䶮")
    assert "缺少记录" in answer["years"][0]["text"]
