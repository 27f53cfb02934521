"""Words of the XLSX template as other formats carry them: as tags, keywords, categories."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from ce_exam.domain.item import Category, Difficulty, Item, ItemKind
from ce_exam.domain.item_list import ANSWER, CATEGORY, CODE, DIFFICULTY, KIND, OPTIONS, STEM, TOPIC, YEAR
from ce_files.rows import Line

KINDS = {ItemKind.SINGLE: "单选", ItemKind.MULTIPLE: "多选", ItemKind.JUDGEMENT: "判断"}
CATEGORIES = {Category.PUBLIC: "公需科目", Category.PROFESSIONAL: "专业科目"}
DIFFICULTIES = {Difficulty.EASY: "易", Difficulty.MEDIUM: "中", Difficulty.HARD: "难"}
_COLON = re.compile("[:：]")
TAGGED = (YEAR, CATEGORY, DIFFICULTY, TOPIC)


def texts_of(item: Item) -> dict[str, str]:
    """Return an item as a row of the template."""
    judgement = item.kind is ItemKind.JUDGEMENT
    answer = item.options["AB".index(item.answer)] if judgement else item.answer
    return {
        CODE: item.code,
        YEAR: str(item.year),
        CATEGORY: CATEGORIES[item.category],
        KIND: KINDS[item.kind],
        DIFFICULTY: DIFFICULTIES[item.difficulty],
        TOPIC: item.topic,
        STEM: item.stem,
        **({} if judgement else dict(zip(OPTIONS, item.options, strict=False))),
        ANSWER: answer,
    }


def tags_of(item: Item) -> list[str]:
    """Return what a foreign format has no field for: ["年度:2026", "科目:公需科目", "难度:易", "主题:信息化"]."""
    texts = texts_of(item)
    return [f"{column}:{texts[column]}" for column in TAGGED if texts[column]]


def read_tags(line: Line, tags: Iterable[str]) -> None:
    """Take from tags what they say of the columns; other tags are somebody else's."""
    for tag in tags:
        column, *text = _COLON.split(tag.strip(), maxsplit=1)
        if text and column in (CODE, *TAGGED):
            line.texts.setdefault(column, text[0].strip())


def put_options(line: Line, texts: list[str], right: Iterable[int], *, single: bool) -> None:
    """Take the options of a choice and which of them are right (by position)."""
    if len(texts) > len(OPTIONS):
        line.refuse("TOO_MANY_OPTIONS", "", f"有 {len(texts)} 个选项，最多 {len(OPTIONS)} 个，请删减后再导入")
        return
    chosen = sorted(right)
    if single and len(chosen) > 1:
        line.refuse("BAD_ANSWER", "", f"单选题有 {len(chosen)} 个正确答案，请只保留一个或改为多选题")
        return
    if not single and len(chosen) == 1:
        line.warn("READ_AS_SINGLE", KIND, "多选题只有一个正确答案，已按单选题读入")
        single = True
    line.texts |= dict(zip(OPTIONS, texts, strict=False))
    line.texts |= {KIND: "单选" if single else "多选", ANSWER: "".join("ABCDEF"[place] for place in chosen)}


def put_judgement(line: Line, *, right: bool) -> None:
    """Take a true-or-false question."""
    line.texts |= {KIND: "判断", ANSWER: "正确" if right else "错误"}


def refuse_kind(line: Line, kind: str) -> None:
    """Refuse a question of a kind the bank does not have."""
    line.refuse("UNSUPPORTED_KIND", "", f"题型“{kind}”不支持；题库只收单选、多选、判断，请改写或另行组织考试")


def take_markup(line: Line, lost: Iterable[str], media: Iterable[str]) -> None:
    """Tell what went with the markup; a question with a picture cannot be asked without it."""
    if gone := sorted(media):
        line.refuse(
            "EMBEDDED_MEDIA", "", f"题目含有图片、音视频或公式（{'、'.join(gone)}），题库不能保存，请改为文字叙述"
        )
    if gone := sorted(lost):
        line.warn("MARKUP_STRIPPED", STEM, f"已去除排版标记（{'、'.join(gone)[:60]}），上下标写作 ^ 和 _，请核对文字")


def assign_codes(lines: list[Line], names: list[str]) -> None:
    """Give a code to questions that came without one: their name where it is short and no other's, else a hash."""
    often = Counter(name for name in names if name)
    for line, name in zip(lines, names, strict=True):
        if line.text(CODE):
            continue
        if often[name] == 1 and len(name) <= 40:
            line.texts[CODE] = name
            continue
        content = [line.text(column) for column in (STEM, *OPTIONS)]
        line.texts[CODE] = "Q-" + hashlib.sha256("\0".join(content).encode()).hexdigest()[:12]
        line.warn("CODE_ASSIGNED", CODE, f"文件未给出编号，按题目内容编为 {line.texts[CODE]}；文字改动后会成为另一道题")
