"""Rows of an item list (题库导入表): what is wrong with each, told so that a clerk can put it right.

Lists come as XLSX, Moodle XML, GIFT or QTI; whatever they come as, their lines have the columns of the XLSX template.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from ce_exam.domain.item import LABELS, TRUE_OR_FALSE, Category, Difficulty, Item, ItemKind
from ce_files.rows import Line, Problem, Row, Template, UnreadableFile, refuse_duplicates


class ListFormat(StrEnum):
    """File formats of item lists."""

    XLSX = "xlsx"
    MOODLE_XML = "moodle_xml"
    GIFT = "gift"
    QTI = "qti"


CODE, YEAR, CATEGORY, KIND, DIFFICULTY, STEM, ANSWER = "编号", "年度", "科目", "题型", "难度", "题干", "答案"
TOPIC = "主题"
OPTIONS = tuple(f"选项{label}" for label in LABELS)
COLUMNS = (CODE, YEAR, CATEGORY, KIND, DIFFICULTY, TOPIC, STEM, *OPTIONS, ANSWER)
TEMPLATE = Template(
    required=(CODE, YEAR, CATEGORY, KIND, DIFFICULTY, STEM, ANSWER),
    optional=(TOPIC, *OPTIONS),
    aliases={
        "题号": CODE,
        "年份": YEAR,
        "科目类别": CATEGORY,
        "类型": KIND,
        "题目": STEM,
        "正确答案": ANSWER,
        "知识点": TOPIC,
        "章节": TOPIC,
        **{label: f"选项{label}" for label in LABELS},
    },
    longest=2000,
)

_CATEGORIES = {
    "公需科目": Category.PUBLIC,
    "公需": Category.PUBLIC,
    "专业科目": Category.PROFESSIONAL,
    "专业": Category.PROFESSIONAL,
}
_KINDS = {
    "单选": ItemKind.SINGLE,
    "单选题": ItemKind.SINGLE,
    "多选": ItemKind.MULTIPLE,
    "多选题": ItemKind.MULTIPLE,
    "判断": ItemKind.JUDGEMENT,
    "判断题": ItemKind.JUDGEMENT,
}
_DIFFICULTIES = {
    "易": Difficulty.EASY,
    "容易": Difficulty.EASY,
    "中": Difficulty.MEDIUM,
    "中等": Difficulty.MEDIUM,
    "难": Difficulty.HARD,
    "困难": Difficulty.HARD,
}
_JUDGEMENTS = {
    **dict.fromkeys(("正确", "对", "是", "√", "✓", "A", "T", "TRUE"), "A"),
    **dict.fromkeys(("错误", "错", "否", "×", "✗", "X", "B", "F", "FALSE"), "B"),
}
_SEPARATORS = re.compile(r"[\s、,，;；/|]+")
_YEARS = range(2000, 2101)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST_CODE, LONGEST_TOPIC, LONGEST_STEM, LONGEST_OPTION = 40, 60, 2000, 500

T = TypeVar("T")


@dataclass(slots=True)
class ItemRow(Row):
    """A row as read; what was refused is empty."""

    code: str = ""
    year: int = 0
    category: Category | None = None
    kind: ItemKind | None = None
    difficulty: Difficulty | None = None
    stem: str = ""
    options: tuple[str, ...] = ()
    answer: str = ""
    topic: str = ""

    @property
    def subject(self) -> str:
        """The row as it may be shown: its code and how the question begins."""
        return f"{self.code} {self.stem[:30]}".strip()

    def to_item(self, item_version_id: str, version: int) -> Item:
        """Return a good row as a version of an item."""
        if self.problems or self.category is None or self.kind is None or self.difficulty is None:
            raise ValueError(f"row {self.number} was refused")
        return Item(
            item_version_id,
            self.year,
            self.code,
            version,
            self.category,
            self.kind,
            self.difficulty,
            self.stem,
            self.options,
            self.answer,
            self.topic,
        )


def lines_of(found: Mapping[str, Any]) -> tuple[list[Line], list[str]]:
    """Return the lines of a list as it was read (see adapters/formats/read.py), and the headings that are not known.

    Raises:
        UnreadableFile, MissingColumn: the file as a whole cannot be used.
    """
    if found["sheet"]:
        return TEMPLATE.read(found["sheet"])
    if found["problem"]:
        raise UnreadableFile(found["problem"])
    return [
        Line(**{**line, "problems": _told(line["problems"]), "warnings": _told(line["warnings"])})
        for line in found["lines"]
    ], []


def _told(problems: list[dict[str, str]]) -> list[Problem]:
    return [Problem(**problem) for problem in problems]


def default_texts(*, year: int, category: Category | None, difficulty: Difficulty | None, topic: str) -> dict[str, str]:
    """Return what `judge` takes as defaults, as it would stand in the template."""
    return {
        YEAR: str(year or ""),
        CATEGORY: next((word for word, one in _CATEGORIES.items() if one is category), ""),
        DIFFICULTY: next((word for word, one in _DIFFICULTIES.items() if one is difficulty), ""),
        TOPIC: topic,
    }


def judge(lines: list[Line], defaults: Mapping[str, str] | None = None) -> list[ItemRow]:
    """Read every line of an item list; `defaults` by column stand where a line says nothing."""
    for line in lines:
        for column, text in (defaults or {}).items():
            if text and not line.text(column):
                line.texts[column] = text
    rows = [_row(line) for line in lines]
    refuse_duplicates(rows, lambda row: row.code and row.year and (row.year, row.code), CODE)
    return rows


def _row(line: Line) -> ItemRow:
    row = ItemRow(line.number, line.problems, line.warnings, stem=_clean(line, STEM))
    row.code, row.topic = (" ".join(_clean(line, column).split()) for column in (CODE, TOPIC))
    if any(not problem.column for problem in row.problems):
        return row  # a question of a kind the bank does not have; its parts tell nothing
    for column, text in line.texts.items():
        if found := _CONTROL.search(text):
            row.refuse("BAD_CHARACTER", column, f"含有不可见的控制字符 U+{ord(found[0]):04X}，请删除后重新录入")
    if not row.code:
        row.refuse("MISSING", CODE, "编号为空；编号在一个年度内唯一，用来识别同一道题")
    if not row.stem:
        row.refuse("MISSING", STEM, "题干为空")
    for column, text, longest in (
        (CODE, row.code, LONGEST_CODE),
        (TOPIC, row.topic, LONGEST_TOPIC),
        (STEM, row.stem, LONGEST_STEM),
    ):
        if len(text) > longest:
            row.refuse("TOO_LONG", column, f"{column} {len(text)} 字，超过 {longest} 字上限")
    _read_year(row, line.text(YEAR))
    row.category = _read_word(row, line, CATEGORY, _CATEGORIES, "公需科目、专业科目")
    row.kind = _read_word(row, line, KIND, _KINDS, "单选、多选、判断")
    row.difficulty = _read_word(row, line, DIFFICULTY, _DIFFICULTIES, "易、中、难")
    if row.kind is ItemKind.JUDGEMENT:
        _read_judgement(row, line)
    elif row.kind is not None:
        _read_options(row, line)
        _read_answer(row, line.text(ANSWER))
    return row


def _clean(line: Line, column: str) -> str:
    return line.text(column).replace("\r\n", "\n").replace("\r", "\n").strip()


def _read_year(row: ItemRow, text: str) -> None:
    digits = text.removesuffix("年度").removesuffix("年")
    if digits.isascii() and digits.isdigit() and int(digits) in _YEARS:
        row.year = int(digits)
    else:
        row.refuse("BAD_YEAR", YEAR, f"年度“{text[:20]}”无法识别，请写成 2026")


def _read_word(row: ItemRow, line: Line, column: str, words: dict[str, T], known: str) -> T | None:
    text = line.text(column)
    if text not in words:
        row.refuse("UNKNOWN_VALUE", column, f"{column}“{text[:20]}”无法识别，应为 {known} 之一")
    return words.get(text)


def _read_judgement(row: ItemRow, line: Line) -> None:
    row.options = TRUE_OR_FALSE
    if any(line.text(column) for column in OPTIONS[2:]):
        row.refuse("BAD_OPTIONS", OPTIONS[2], "判断题只有“正确”“错误”两项，请清空选项列或改为单选")
    first = line.text(OPTIONS[0])
    if first and _JUDGEMENTS.get(first) != "A":
        row.refuse("BAD_OPTIONS", OPTIONS[0], "判断题的选项A应为“正确”（选项列可以留空）")
    text = line.text(ANSWER).upper()
    row.answer = _JUDGEMENTS.get(text, "")
    if not row.answer:
        row.refuse("BAD_ANSWER", ANSWER, f"答案“{text[:20]}”无法识别，应为 正确 或 错误")


def _read_options(row: ItemRow, line: Line) -> None:
    texts = [_clean(line, column) for column in OPTIONS]
    while texts and not texts[-1]:
        texts.pop()
    for column, text in zip(OPTIONS, texts, strict=False):
        if not text:
            row.refuse("OPTION_GAP", column, f"{column}为空而后面还有选项，请连续填写")
        elif line.kinds.get(column) == "date":
            row.refuse("DATE_CELL", column, "单元格被表格软件改成了日期；请把该列设为文本格式后重新录入")
        elif len(text) > LONGEST_OPTION:
            row.refuse("TOO_LONG", column, f"选项 {len(text)} 字，超过 {LONGEST_OPTION} 字上限")
    if len(texts) < 2:
        row.refuse("BAD_OPTIONS", OPTIONS[0], f"至少应有两个选项，现有 {len(texts)} 个")
    elif len(set(texts)) < len(texts):
        row.refuse("BAD_OPTIONS", "", "有两个选项内容相同，请改正或删去其中一个")
    row.options = tuple(texts)


def _read_answer(row: ItemRow, text: str) -> None:
    letters = _SEPARATORS.sub("", text).upper()
    known = LABELS[: len(row.options)]
    if not letters:
        row.refuse("MISSING", ANSWER, "答案为空")
    elif not set(letters) <= set(known) or len(set(letters)) < len(letters):
        row.refuse("BAD_ANSWER", ANSWER, f"答案“{text[:20]}”应由选项字母组成，本题的选项为 {known}")
    elif row.kind is ItemKind.SINGLE and len(letters) != 1:
        row.refuse("BAD_ANSWER", ANSWER, f"单选题只能有一个答案，现有 {len(letters)} 个；多个答案的请改为多选")
    elif row.kind is ItemKind.MULTIPLE and len(letters) < 2:
        row.refuse("BAD_ANSWER", ANSWER, "多选题至少应有两个答案；只有一个答案的请改为单选")
    else:
        row.answer = "".join(sorted(letters))
