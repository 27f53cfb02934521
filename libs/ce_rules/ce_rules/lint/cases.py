"""Check that every rule, question, reading and clause has a case of the plugin's own (自有案例)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ce_rules.book import RuleBook
from ce_rules.casefiles.check import check
from ce_rules.casefiles.evaluate import answer, decide, is_question
from ce_rules.casefiles.load import load_cases
from ce_rules.casefiles.questions import clauses_of
from ce_rules.errors import RulesError
from ce_rules.lint.clauses import cited_clauses
from ce_rules.lint.finding import Finding
from ce_rules.plugin import Plugin


def case_files(plugin: Plugin) -> list[Path]:
    """List the plugin's own case files."""
    return sorted((plugin.folder / "cases").glob("*.yaml"))


def untested(book: RuleBook, plugin: Plugin) -> Iterator[Finding]:
    """Run the plugin's cases and name everything none of them touches."""
    cases = [case for file in case_files(plugin) for case in load_cases(file)]
    if not cases:
        yield Finding("cases/", "没有案例；每一条款至少一个案例，每一界限两侧各一个")
        return
    failed = [one.case["id"] for one in check(book, cases) if one.differences]
    if failed:
        yield Finding("cases/", f"{len(failed)} 个案例不符：{'、'.join(failed[:8])}；请运行 ce-rules check")
        return  # what they touch means nothing yet
    yield from _untouched(book, plugin, _touched(book, cases))
    stated = {clause for case in cases for clause in clauses_of(case)}
    listed = {clause.id for notice in plugin.notices.values() for clause in notice.clauses if not clause.no_rule}
    for clause in sorted(listed & set(cited_clauses(book, plugin))):
        if not any(one == clause or one.startswith(f"{clause} ") for one in stated):
            yield Finding(f"cases/ {clause}", "该条款没有案例")


def _touched(book: RuleBook, cases: list[dict[str, Any]]) -> set[tuple[str, ...]]:
    touched: set[tuple[str, ...]] = set()
    for case in cases:
        settings: Mapping[str, str] = case.get("settings") or {}
        touched |= {("setting", name) for name in settings}
        try:
            if is_question(case):
                touched.add(("question", answer(book, case, settings)[0]))
                continue
            decision = decide(book, case, settings)
        except RulesError:
            continue
        touched |= {("type", decision.rule_set.id, activity.type) for activity in decision.activities}
        touched |= {("cap", decision.rule_set.id, cap.name) for cap in decision.caps if cap.filed > cap.limit}
        if decision.purpose_answer is not None:
            touched.add(("purpose", decision.rule_set.id, str(decision.purpose)))
    return touched


def _untouched(book: RuleBook, plugin: Plugin, touched: set[tuple[str, ...]]) -> Iterator[Finding]:
    for spec in plugin.rule_sets:
        for type_ in spec.rules:
            if ("type", spec.id, type_) not in touched:
                yield Finding(f"{spec.id} {type_}", "该类活动的规则没有案例")
        for cap in spec.caps:
            if cap.when is None and ("cap", spec.id, cap.name) not in touched:
                yield Finding(f"{spec.id} {cap.name}", "没有超出该上限的案例")
        for purpose in spec.purposes:
            if ("purpose", spec.id, purpose) not in touched and spec.purposes[purpose] is not None:
                yield Finding(f"{spec.id} {purpose}", "该用途没有案例")
        for question in spec.questions:
            if ("question", question) not in touched:
                yield Finding(f"{spec.id} {question}", "该问题没有案例")
    for setting in plugin.settings.values():
        if not setting.no_rule and ("setting", setting.id) not in touched:
            yield Finding(f"rulings/{setting.id}.yaml", "没有切换该口径的案例（settings: {…}）")
