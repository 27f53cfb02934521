"""Facts in a request, checked against the rules' vocabulary."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from ce_credit.domain.stated_facts import NOT_CLAIMED, RECORDED, plain
from ce_kit import fields
from ce_rules import InvalidFact, validate_case
from ce_rules.vocabulary import vocabulary

MOST_ITEMS = 366


class Facts(fields.Dict):
    """Facts by name with exact numbers."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("load_default", dict)
        super().__init__(keys=fields.String(), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        found: Any = super()._deserialize({} if value is None else value, attr, data, **kwargs)  # type: ignore[no-untyped-call]
        return plain(found)


def check_type(activity_type: str) -> None:
    """Refuse types that are unknown or that the platform records by itself."""
    known = vocabulary().types
    if activity_type not in known or activity_type in NOT_CLAIMED:
        claimable = "、".join(name for name in known if name not in NOT_CLAIMED)
        raise ValidationError(f"未知或不能自行申报的活动类型，可用：{claimable}")


def check_facts(activity_type: str, facts: Mapping[str, Any]) -> None:
    """Refuse facts that are unknown, recorded by the platform, or that cannot be read; by their paths."""
    known = vocabulary().fields
    problems: dict[str, list[str]] = {}
    for name, value in facts.items():
        if name not in known:
            problems[name] = ["规则词汇中没有这项事实，请核对名称"]
        elif name in RECORDED:
            problems[name] = [f"{known[name].text}由平台或审核人记录，不能自行填写"]
        elif isinstance(value, list) and len(value) > MOST_ITEMS:
            problems[name] = [f"最多 {MOST_ITEMS} 项"]
        elif not _has_one_place(known[name].kind, value):
            problems[name] = ["学时最多一位小数"]
    if not problems:
        try:
            validate_case({"activities": [{"id": "claim", "type": activity_type, **facts}]})
        except InvalidFact as error:
            path = error.path.removeprefix("activities[0].")
            problems[path] = [f"应为{error.expected}"]
    if problems:
        raise ValidationError({"facts": problems})


def _has_one_place(kind: str, value: Any) -> bool:
    if kind not in ("amount", "amounts", "split"):
        return True
    values = value if isinstance(value, list) else value.values() if isinstance(value, Mapping) else [value]
    return all(len(str(one).partition(".")[2].rstrip("0")) <= 1 for one in values)
