"""Lists that people hand in as spreadsheets: columns found by name, rows judged, each told what became of it.

Pure: takes a sheet as `ce_files.sheets` reads it. A service gives its `Template`, judges the lines in its domain
with `refuse`, and reports with `report`; the wire form is ce.common.v1.RowReport.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol, TypeVar

from ce_kit.errors import DomainError, Kind

_REMARK = re.compile(r"[*＊]+|[（(](必填|选填|必选|可选)[）)]")


class UnreadableFile(DomainError):
    """The uploaded file cannot be read as a spreadsheet."""

    kind, reason = Kind.INVALID_ARGUMENT, "UNREADABLE_FILE"


class MissingColumn(DomainError):
    """The uploaded file lacks a column it must have."""

    kind, reason = Kind.INVALID_ARGUMENT, "MISSING_COLUMN"


class Sheets(Protocol):
    """Reads uploaded spreadsheets; a port of every use case that imports one."""

    def read(self, file_ticket: str, owner_id: str) -> tuple[str, dict[str, Any]]:
        """Return the file's SHA-256 and its sheet (see ce_files.sheets). Raises BadFileTicket, FileNotStored."""
        ...


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a row; `column` is empty when it concerns the whole row."""

    code: str
    column: str
    message: str


@dataclass(slots=True)
class Row:
    """A row as judged; `problems` is empty for a good one. `warnings` are worth a look and refuse nothing."""

    number: int
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, column: str, message: str) -> None:
        """Note what is wrong; a column tells only its first problem."""
        if not column or all(problem.column != column for problem in self.problems):
            self.problems.append(Problem(code, column, message))

    def warn(self, code: str, column: str, message: str) -> None:
        """Note what somebody should look at; the row is taken all the same."""
        self.warnings.append(Problem(code, column, message))

    def report(self, status: str, subject: str) -> dict[str, Any]:
        """Return the row as ce.common.v1.RowReport."""
        told = {"row": self.number, "status": status, "subject": subject, "problems": list(map(asdict, self.problems))}
        return told | ({"warnings": list(map(asdict, self.warnings))} if self.warnings else {})


@dataclass(slots=True)
class Line(Row):
    """A row as it stands in the file: texts and kinds of cells by column; an absent column holds nothing."""

    texts: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """Return a cell's text, empty for a cell that was refused."""
        return self.texts.get(column, "")

    def long_number(self, column: str) -> str:
        """Return the text of a cell that holds a long number (ID number, credit code); refuse a number cell."""
        if self.kinds.get(column) == "number":
            message = "单元格是数值格式，末几位已被表格软件改成 0；请把该列设为文本格式后重新录入"
            self.refuse("NUMBER_CELL", column, message)
            return ""
        return self.text(column)


@dataclass(frozen=True, slots=True)
class Template:
    """The columns of a list; `aliases` are other headings for them."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    longest: int = 100

    def read(self, sheet: Mapping[str, Any]) -> tuple[list[Line], list[str]]:
        """Return the lines below the header, and the headings that are not known.

        Raises:
            UnreadableFile, MissingColumn: the file as a whole cannot be used.
        """
        if sheet["problem"]:
            raise UnreadableFile(sheet["problem"])
        positions, unknown = self._columns(sheet["header"])
        return [self._line(row, positions) for row in sheet["rows"]], unknown

    def _columns(self, header: list[str]) -> tuple[dict[str, int], list[str]]:
        positions: dict[str, int] = {}
        unknown = []
        for position, heading in enumerate(header):
            name = _REMARK.sub("", "".join(heading.split()))
            name = self.aliases.get(name, name)
            if name in (*self.required, *self.optional) and name not in positions:
                positions[name] = position
            elif heading:
                unknown.append(heading)
        if missing := [name for name in self.required if name not in positions]:
            columns = "、".join((*self.required, *self.optional))
            message = f"表头缺少：{'、'.join(missing)}；请使用模板，第一行应含 {columns}"
            raise MissingColumn(message, columns=",".join(missing))
        return positions, unknown

    def _line(self, row: Mapping[str, Any], positions: Mapping[str, int]) -> Line:
        line = Line(row["number"])
        for column, at in positions.items():
            cell = row["cells"][at] if at < len(row["cells"]) else {"text": "", "kind": "empty"}
            line.texts[column], line.kinds[column] = cell["text"], cell["kind"]
            if cell["kind"] == "formula":
                line.refuse("FORMULA_CELL", column, "单元格是公式，请改为录入的值（复制后“选择性粘贴—数值”）")
            elif cell["kind"] == "error":
                line.refuse("ERROR_CELL", column, f"单元格是错误值 {cell['text'][:20]}，请改为录入的值")
            elif len(cell["text"]) > self.longest:
                line.refuse("TOO_LONG", column, f"内容 {len(cell['text'])} 字，超过 {self.longest} 字上限")
            else:
                continue
            line.texts[column] = ""
        return line


R = TypeVar("R", bound=Row)


def refuse_duplicates(rows: Iterable[R], key: Callable[[R], Hashable], column: str) -> None:
    """Refuse each row whose `key` an earlier good row has; rows with an empty key are left alone."""
    first_seen: dict[Hashable, int] = {}
    for row in rows:
        own = key(row)
        if own in first_seen:
            row.refuse("DUPLICATE_IN_FILE", column, f"与第 {first_seen[own]} 行{column}重复，请删去其中一行")
        elif own and not row.problems:
            first_seen[own] = row.number
