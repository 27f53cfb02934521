"""Run golden cases: the chosen reading, and every other reading that states an expectation (案例核对)."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ce_rules.book import RuleBook
from ce_rules.casefiles.compare import answers_differ, differences
from ce_rules.casefiles.evaluate import answer, evaluate, is_question, told
from ce_rules.casefiles.form import check_expectation
from ce_rules.errors import InvalidFile, RulesError, UnknownQuestion

_STATED = ("public", "professional", "total", "compliant", "title_review", "answer")


@dataclass(frozen=True, slots=True)
class Checked:
    """One comparison: of the chosen reading (`reading` empty) or of another one."""

    case: Mapping[str, Any]
    differences: tuple[str, ...]
    reading: str = ""
    note: str = ""
    not_computed: bool = False

    @property
    def passed(self) -> bool:
        """Tell whether the rules say what the case expects."""
        return not self.differences and not self.not_computed


def check(
    book: RuleBook, cases: Iterable[Mapping[str, Any]], settings: Mapping[str, str] | None = None
) -> Iterator[Checked]:
    """Compare each case's own expectation; a case about a setting that is switched, what it says of that reading."""
    settings = settings or {}
    for case in cases:
        try:
            check_expectation(case)
            asked = settings.get(str(case.get("ambiguity")), case.get("chosen"))
            if asked != case.get("chosen"):
                stated = [one for one in case.get("readings") or () if one["id"] == asked]
                yield from _readings(book, case, stated, settings)
                if not stated:
                    yield Checked(case, (), note=f"案例没有写明读法 {asked} 的期望", not_computed=True)
                continue
            if not case.get("expect"):
                yield Checked(case, (), note="没有 expect，无从核对", not_computed=True)
                continue
            yield Checked(case, tuple(_against(book, case, case["expect"], settings)))
        except UnknownQuestion as error:
            yield Checked(case, (), note=error.message, not_computed=True)
        except RulesError as error:
            yield Checked(case, (f"{error.reason}：{told(case, error)}",))
        except Exception as error:  # an author's formula may do anything: a failing case that names the place
            place = traceback.extract_tb(error.__traceback__)[-1]
            what = f"公式出错：{type(error).__name__}：{error}（{Path(place.filename).name}:{place.lineno}）"
            yield Checked(case, (what,))


def check_readings(book: RuleBook, cases: Iterable[Mapping[str, Any]]) -> Iterator[Checked]:
    """Compare the other readings of ambiguous cases by switching the setting."""
    for case in cases:
        try:
            check_expectation(case)
        except InvalidFile:  # `check` has said so
            continue
        others = [one for one in case.get("readings") or () if one["id"] != case.get("chosen")]
        yield from _readings(book, case, others, {})


def _readings(
    book: RuleBook, case: Mapping[str, Any], readings: Iterable[Mapping[str, Any]], settings: Mapping[str, str]
) -> Iterator[Checked]:
    """Compare what a case says of some readings of its setting.

    A case file numbers the readings of each case by itself. Where the setting's reading of the same name says
    something else, but another reading of the same setting says what the case expects, that one is named.
    """
    setting = case.get("ambiguity")
    known = book.settings(str(case["jurisdiction"])).get(str(setting)) if setting else None
    if known is None:
        return
    for reading in readings:
        stated = {key: reading[key] for key in _STATED if key in reading}
        tried: dict[str, list[str]] = {}
        for name in sorted(known.readings, key=lambda name: name != reading["id"]):
            try:
                tried[name] = _against(book, case, stated, {**settings, known.id: name})
            except RulesError as error:
                tried[name] = [f"{error.reason}：{error.message}"]
            if not tried[name]:
                break
        fits = next((name for name, found in tried.items() if not found), None)
        own = tuple(tried.get(reading["id"], [f"口径 {known.id} 没有读法 {reading['id']}"]))
        note = f"案例的 {reading['id']} 即口径 {known.id} 的 {fits}" if fits and fits != reading["id"] else ""
        yield Checked(case, () if fits else own, f"{known.id}={reading['id']}", note)


def _against(
    book: RuleBook, case: Mapping[str, Any], expect: Mapping[str, Any], settings: Mapping[str, str]
) -> list[str]:
    if is_question(case):
        return answers_differ(expect, answer(book, case, settings)[1])
    result = evaluate(book, case, settings)
    if result.get("error") and settings:
        expect = {key: value for key, value in expect.items() if key == "compliant"}
    found = differences(expect, result)
    return [result["error"]["message"], *found] if found and "error" in result else found
