"""Moodle XML: `<quiz><question type="multichoice">…`; single, multiple and true-or-false questions."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ce_exam.adapters.formats.markup import flatten_html, looks_marked_up
from ce_exam.adapters.formats.safe_xml import RefusedXml, parse_xml
from ce_exam.adapters.formats.words import (
    assign_codes,
    put_judgement,
    put_options,
    read_tags,
    refuse_kind,
    tags_of,
    take_markup,
)
from ce_exam.domain.item import LABELS, Item, ItemKind
from ce_exam.domain.item_list import CODE, STEM, TOPIC
from ce_files.rows import Line

NAMES = {
    "shortanswer": "填空",
    "essay": "问答",
    "numerical": "数值",
    "matching": "匹配",
    "match": "匹配",
    "cloze": "完形填空",
    "description": "说明（无答案）",
    "calculated": "计算",
    "ddwtos": "拖放",
    "gapselect": "选词填空",
}


def read_moodle(content: bytes) -> list[Line]:
    """Read every question of a file; each line's number counts the questions. Raises RefusedXml."""
    root = parse_xml(content)
    if root.tag != "quiz":
        raise RefusedXml(f"不是 Moodle XML 题库（根元素为 {root.tag[:40]}，应为 quiz）")
    lines: list[Line] = []
    names: list[str] = []
    topic = ""
    for question in root.findall("question"):
        if question.get("type") == "category":
            topic = _words(question, "category").rpartition("/")[2][:60]
            continue
        line = Line(len(lines) + 1)
        _read_question(line, question)
        if topic and topic.lower() != "top":
            line.texts.setdefault(TOPIC, topic)
        lines.append(line)
        names.append(_words(question, "name"))
    assign_codes(lines, names)
    return lines


def _read_question(line: Line, question: Element) -> None:
    line.texts[CODE] = (question.findtext("idnumber") or "").strip()
    read_tags(line, [_words(tag) for tag in question.findall("tags/tag")])
    line.texts[STEM] = _text(line, question.find("questiontext"))
    kind = str(question.get("type"))
    answers = question.findall("answer")
    try:
        worth = [float(answer.get("fraction", "0")) for answer in answers]
    except ValueError:
        line.refuse("BAD_ANSWER", "", "选项的 fraction 不是数字")
        return
    right = [place for place, one in enumerate(worth) if one > 0]
    if kind == "truefalse":
        _read_judgement(line, answers, right)
    elif kind == "multichoice":
        single = (question.findtext("single") or "true").strip().lower() in ("true", "1")
        texts = [_text(line, answer) for answer in answers]
        if len({worth[place] for place in right}) > 1:
            line.warn("WEIGHTS_IGNORED", "", "各选项的得分比例未采用：只记正确与错误；少选如何得分由考试的评分规则决定")
        if single and len(right) > 1:
            right = [place for place in right if worth[place] >= 100]
        put_options(line, texts, right, single=single)
    else:
        refuse_kind(line, NAMES.get(kind, kind))


def _read_judgement(line: Line, answers: list[Element], right: list[int]) -> None:
    says = [_words(answer).lower() for answer in answers]
    if sorted(says) != ["false", "true"] or len(right) != 1:
        line.refuse("BAD_ANSWER", "", "判断题应有 true 与 false 两项，且只有一项 fraction 大于 0")
        return
    put_judgement(line, right=says[right[0]] == "true")


def _words(element: Element, path: str = "") -> str:
    """Return the text of an element that holds a <text>, as it stands."""
    return (element.findtext(f"{path}/text" if path else "text") or "").strip()


def _text(line: Line, element: Element | None) -> str:
    """Return the text of a stem or option as plain text."""
    if element is None:
        return ""
    text, form = _words(element), element.get("format", "moodle_auto_format")
    if element.find("file") is not None:
        take_markup(line, (), ("file",))
    if form == "plain_text" or not (form == "html" or looks_marked_up(text)):
        return text
    flat = flatten_html(text)
    take_markup(line, flat.lost, flat.media)
    return flat.result()


def write_moodle(items: Sequence[Item]) -> bytes:
    """Write items so that `read_moodle`, and Moodle, read them again."""
    quiz = Element("quiz")
    for item in items:
        question = SubElement(quiz, "question", type="truefalse" if item.kind is ItemKind.JUDGEMENT else "multichoice")
        _put(question, "name", item.code)
        _put(question, "questiontext", item.stem, format="plain_text")
        SubElement(question, "idnumber").text = item.code
        if item.kind is not ItemKind.JUDGEMENT:
            SubElement(question, "single").text = "true" if item.kind is ItemKind.SINGLE else "false"
            SubElement(question, "shuffleanswers").text = "false" if item.keeps_order else "true"
            SubElement(question, "answernumbering").text = "ABCD"
        tags = SubElement(question, "tags")
        for tag in tags_of(item):
            _put(tags, "tag", tag)
        _put_answers(question, item)
    indent(quiz)
    return bytes(tostring(quiz, encoding="utf-8", xml_declaration=True))


def _put_answers(question: Element, item: Item) -> None:
    if item.kind is ItemKind.JUDGEMENT:
        for word, label in (("true", "A"), ("false", "B")):
            _put(question, "answer", word, fraction="100" if label == item.answer else "0")
        return
    share = "100" if item.kind is ItemKind.SINGLE else f"{100 / len(item.answer):.5f}"
    wrong = "0" if item.kind is ItemKind.SINGLE else "-100"
    for label, text in zip(LABELS, item.options, strict=False):
        _put(question, "answer", text, fraction=share if label in item.answer else wrong, format="plain_text")


def _put(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(SubElement(parent, name, attributes), "text").text = text
