"""Rows of a list of marks (成绩导入表) of an offline session."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ce_exam.domain.session import Registration
from ce_files.rows import Line, Row, Template, refuse_duplicates

NUMBER, NAME, MARK = "准考证号", "姓名", "成绩"
ABSENT = "缺考"
TEMPLATE = Template(
    required=(NUMBER, MARK), optional=(NAME,), aliases={"准考证编号": NUMBER, "分数": MARK, "得分": MARK}
)


class Verdict(StrEnum):
    """What a mark comes to."""

    PASSED = "passed"
    FAILED = "failed"
    ABSENT = "absent"


def verdict_on(points: int | None, pass_mark: int) -> Verdict:
    """Say what points come to; None for an absent person."""
    if points is None:
        return Verdict.ABSENT
    return Verdict.PASSED if points >= pass_mark else Verdict.FAILED


@dataclass(slots=True)
class MarkRow(Row):
    """A row as read; `points` is None for an absent person."""

    number_text: str = ""
    registration: Registration | None = None
    points: int | None = None


def judge(
    lines: list[Line], registrations: Mapping[str, Registration], names: Mapping[str, str], full_marks: int
) -> list[MarkRow]:
    """Judge every row; `registrations` by admission number, `names` by person, as far as they are known."""
    rows = [_row(line, registrations, names, full_marks) for line in lines]
    refuse_duplicates(rows, lambda row: row.number_text, NUMBER)
    return rows


def _row(line: Line, registrations: Mapping[str, Registration], names: Mapping[str, str], full_marks: int) -> MarkRow:
    row = MarkRow(line.number, line.problems, line.warnings, number_text=line.text(NUMBER).removesuffix(".0"))
    row.registration = registrations.get(row.number_text)
    if not row.number_text:
        row.refuse("MISSING", NUMBER, "准考证号为空")
    elif row.registration is None:
        row.refuse("UNKNOWN_NUMBER", NUMBER, f"本考次没有准考证号 {row.number_text[:20]}，请核对")
    elif row.registration.settled_at is not None:
        row.refuse("ALREADY_SETTLED", NUMBER, "该准考证号的成绩已经确认；需要更改请提出成绩更正")
    elif (
        line.text(NAME)
        and (known := names.get(row.registration.person_id))
        and "".join(known.split()) != "".join(line.text(NAME).split())
    ):
        row.refuse("NAME_MISMATCH", NAME, f"姓名与准考证号 {row.number_text} 的报名人不一致，请核对是否错行")
    _read_mark(row, line.text(MARK), full_marks)
    return row


def _read_mark(row: MarkRow, text: str, full_marks: int) -> None:
    digits = text.removesuffix(".0")
    if text == ABSENT:
        row.points = None
    elif digits.isascii() and digits.isdigit() and int(digits[:6]) <= full_marks:
        row.points = int(digits[:6])
    elif not text:
        row.refuse("MISSING", MARK, "成绩为空；没有参加考试的请填写 缺考")
    else:
        row.refuse("BAD_MARK", MARK, f"成绩“{text[:20]}”应为 0 至 {full_marks} 的整数，或 缺考")
