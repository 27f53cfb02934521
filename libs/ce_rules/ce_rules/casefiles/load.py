"""Read facts files: YAML, JSON or JSON Lines; one case or many (读取案例文件)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from ce_rules.casefiles.form import check_form
from ce_rules.errors import InvalidFile
from ce_rules.yamlfile import load_yaml


def load_cases(path: Path) -> list[dict[str, Any]]:
    """Read every case of a file.

    Raises:
        InvalidFile: not readable, not a case, or the same id twice.
    """
    cases = list(stream_cases(path))
    seen: set[str] = set()
    for case in cases:
        if case["id"] in seen:
            raise InvalidFile(str(path), f"案例编号 {case['id']} 出现两次")
        seen.add(case["id"])
    return cases


def stream_cases(path: Path) -> Iterator[dict[str, Any]]:
    """Read cases one by one; a `.jsonl` file is never held in memory as a whole.

    Raises:
        InvalidFile: as `load_cases`.
    """
    if path.suffix == ".jsonl":
        yield from _lines(path)
        return
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from None
    raw = _json(text, str(path)) if path.suffix == ".json" else load_yaml(text, str(path))
    if isinstance(raw, Mapping) and "cases" in raw:
        raw = raw["cases"]
    if isinstance(raw, Mapping):
        raw = [raw]
    if not isinstance(raw, list):
        raise InvalidFile(str(path), "应为一个案例、案例列表或含 cases 列表的映射")
    for number, case in enumerate(raw, 1):
        yield _case(case, number, str(path))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _case(_json(line, f"{path} 第 {number} 行"), number, str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: OSError | UnicodeDecodeError) -> InvalidFile:
    """Say why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return InvalidFile(str(path), "没有这个文件")
    if isinstance(error, UnicodeDecodeError):
        return InvalidFile(str(path), "不是 UTF-8 编码的文本，请另存为 UTF-8")
    return InvalidFile(str(path), f"不能打开（{error.strerror}）")


def _json(text: str, path: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=Decimal)
    except ValueError as error:
        raise InvalidFile(path, f"JSON 格式有误（{error}）") from None
    except RecursionError:
        raise InvalidFile(path, "嵌套过深") from None


def _case(raw: object, number: int, path: str) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        raise InvalidFile(path, f"第 {number} 个案例不是键值映射")
    case = dict(raw)
    case["id"] = str(case.get("id") or f"#{number}")
    check_form(case, path)
    return case
