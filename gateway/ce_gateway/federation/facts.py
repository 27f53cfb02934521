"""Which facts of a platform become records for the province, and what they are called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from ce_gateway.federation.chain import SyncRecord
from ce_kit.clock import local_date


@dataclass(frozen=True, slots=True)
class Collected:
    """A record and how it is called for people."""

    record: SyncRecord
    title: str


def _person(data: Mapping[str, Any]) -> tuple[str, str, str]:
    return data["person_id"], data["person_id"], f"人员登记：{data['name']}"


def _hours(data: Mapping[str, Any]) -> tuple[str, str, str]:
    category = {"public": "公需科目", "professional": "专业科目"}.get(data["category"], data["category"])
    unit = "学分" if data["unit"] == "credits" else "学时"
    title = f"{data['year']} 年度{category} {data['amount']} {unit}：{data['title']}"
    return data["entry_id"], data["person_id"], title


def _assessment(data: Mapping[str, Any]) -> tuple[str, str, str]:
    verdict = {"yes": "合格", "no": "未合格"}.get(data["compliant"], "待定")
    title = f"{data['year']} 年度核定（第 {data['revision']} 次）：{verdict}，共 {data['total_amount']}"
    return data["assessment_id"], data["person_id"], title


def _issued(data: Mapping[str, Any]) -> tuple[str, str, str]:
    return data["certificate_id"], data["person_id"], f"证书 {data['number']}"


def _revoked(data: Mapping[str, Any]) -> tuple[str, str, str]:
    return data["certificate_id"], data["person_id"], f"证书 {data['number']} 撤销：{data['reason']}"


COLLECTED: dict[str, tuple[str, Callable[[Mapping[str, Any]], tuple[str, str, str]]]] = {
    "identity.person.registered.v1": ("person", _person),
    "credit.hours.recorded.v1": ("hours", _hours),
    "credit.assessment.changed.v1": ("assessment", _assessment),
    "certificate.certificate.issued.v1": ("certificate", _issued),
    "certificate.certificate.revoked.v1": ("certificate", _revoked),
}
JUDGED = {
    "identity.record.judged.v1": ("person",),
    "credit.record.judged.v1": ("hours", "assessment"),
    "certificate.record.judged.v1": ("certificate",),
}


def collect(event: Mapping[str, Any]) -> Collected:
    """Turn an event of this platform into a record for the province."""

    kind, describe = COLLECTED[event["type"]]
    record_id, person_id, title = describe(event["data"])
    fact = orjson.dumps(event["data"], option=orjson.OPT_SORT_KEYS).decode()
    day = local_date(datetime.fromisoformat(event["time"])).isoformat()
    record = SyncRecord(kind, record_id, int(event["version"]), person_id, event["type"], fact, day)
    return Collected(record, title[:200])
