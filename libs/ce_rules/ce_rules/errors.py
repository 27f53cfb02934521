"""Say what went wrong, with which numbers, and what to do: the errors of the rule API."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import ClassVar

MOST_SHOWN = 200


def _shown(found: object) -> str:
    """Write a wrong value as it stands in a facts file, and not too much of it."""
    if found is None:
        return "（空）"
    if isinstance(found, bool):
        return str(found).lower()
    text = str(found) if isinstance(found, int | Decimal | date) else repr(found)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


class RulesError(Exception):
    """Stand for every error of this package; `kind` is gRPC's canonical name of the status."""

    kind: ClassVar[str] = "INTERNAL"
    reason: ClassVar[str] = "RULES_ERROR"

    def __init__(self, message: str, **metadata: object) -> None:
        super().__init__(message)
        self.message = message
        self.metadata = {key: str(value) for key, value in metadata.items()}


class NoRuleSet(RulesError):
    """Tell that no notice rules this jurisdiction and year (没有规则); `known` lists what there is."""

    kind = "NOT_FOUND"
    reason = "NO_RULE_SET"

    def __init__(self, jurisdiction: str, year: int | None, known: Iterable[str], why: str = "") -> None:
        self.jurisdiction = jurisdiction
        self.year = year
        self.known = list(known)
        listed = "；".join(self.known) if self.known else "（无）"
        subject = f"{jurisdiction} {year} 年度" if year is not None else f"{jurisdiction} "
        super().__init__(
            f"没有适用于 {subject}的规则{'：' + why if why else ''}。已知的文件：{listed}。"
            "请安装该市的规则插件，或由人工认定；不得套用相邻年度或其他市的规则",
            jurisdiction=jurisdiction,
            year=year,
            known=listed,
        )


class UnknownJurisdiction(NoRuleSet):
    """Tell that no plugin is installed for this code or alias (未安装该属地的规则)."""

    reason = "UNKNOWN_JURISDICTION"


class InvalidFact(RulesError):
    """Tell that a fact cannot be read (事实有误): where it stands, what was found, what is expected."""

    kind = "INVALID_ARGUMENT"
    reason = "INVALID_FACT"

    def __init__(self, path: str, found: object, expected: str) -> None:
        self.path = path
        self.found = found
        self.expected = expected
        shown = _shown(found)
        super().__init__(self._sentence(shown), path=path, found=shown, expected=expected)

    def _sentence(self, shown: str) -> str:
        space = " " if self.expected[:1].isascii() else ""
        return f"{self.path or '案例'} 的值 {shown} 无法使用：应为{space}{self.expected}。请更正后重新提交"

    def at(self, prefix: str) -> InvalidFact:
        """Give the same error with its place inside a larger document."""
        return type(self)(f"{prefix}.{self.path}" if self.path else prefix, self.found, self.expected)


class MissingFact(InvalidFact):
    """Tell that a fact the rule cannot do without is absent (缺少必需的事实)."""

    reason = "MISSING_FACT"

    def _sentence(self, shown: str) -> str:
        return f"缺少 {self.path}：{self.expected}。请补充后重新提交"


class UnknownSetting(RulesError):
    """Tell that the rule set has no such setting (没有该口径设置)."""

    kind = "INVALID_ARGUMENT"
    reason = "UNKNOWN_SETTING"

    def __init__(self, setting: str, known: Iterable[str]) -> None:
        listed = "、".join(sorted(known)) or "（无）"
        super().__init__(f"没有口径设置 {setting!r}；可用：{listed}", setting=setting, known=listed)


class UnknownReading(RulesError):
    """Tell that the setting has no such reading (该口径没有这一读法)."""

    kind = "INVALID_ARGUMENT"
    reason = "UNKNOWN_READING"

    def __init__(self, setting: str, reading: object, known: Iterable[str]) -> None:
        listed = "、".join(known)
        super().__init__(
            f"口径 {setting} 没有读法 {reading!r}；可用：{listed}", setting=setting, reading=reading, known=listed
        )


class UnknownQuestion(RulesError):
    """Tell that the API has no such question (没有该问题)."""

    kind = "INVALID_ARGUMENT"
    reason = "UNKNOWN_QUESTION"

    def __init__(self, question: str, known: Iterable[str], why: str = "") -> None:
        listed = "、".join(sorted(known))
        why = why or f"没有名为 {question!r} 的问题"
        super().__init__(f"{why}；可用：{listed}", question=question, known=listed)


class PluginInvalid(RulesError):
    """Tell that a plugin contradicts itself (规则插件有误): file, place and what is wrong."""

    kind = "FAILED_PRECONDITION"
    reason = "PLUGIN_INVALID"

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"规则插件有误（{where}）：{what}", where=where, what=what)


class InvalidFile(RulesError):
    """Tell that a file cannot be read as facts or cases (文件无法读取)."""

    kind = "INVALID_ARGUMENT"
    reason = "INVALID_FILE"

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"无法读取 {path}：{what}", path=path)


class InvariantBroken(RulesError):
    """Tell that the parts of a decision do not add up to its whole (合计不符); a bug, never the user's fault."""

    reason = "INVARIANT_BROKEN"
