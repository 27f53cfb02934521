r"""GIFT, Moodle's plain text format: ``::title::[format]stem {=right ~wrong ~%50%part #feedback}``.

A question ends with an empty line, as Moodle reads it, so a forgotten brace costs one question and not the rest of
the file. ``~ = # { } :`` stand for themselves after a backslash, ``\n`` is a line end.
"""

import re
from collections.abc import Iterable, Sequence

from ce_exam.adapters.formats.markup import flatten_html, looks_marked_up
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

_TOKEN = re.compile(r"\\[\s\S]|[\s\S]")
_FORMAT = re.compile(r"^\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
_NOTE = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])*)\]")
_WEIGHT = re.compile(r"^\s*%(-?\d+(?:\.\d+)?)%")
_BRACKET, _ESCAPED = re.compile(r"([\[\]\\])"), r"\\\1"
_SPECIAL = "~=#{}:\\"
_GAP = "_____"
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")

Tokens = list[str]


def read_gift(text: str) -> list[Line]:
    """Read every question of a file; each line's number is where the question begins."""
    lines: list[Line] = []
    names: list[str] = []
    notes: list[str] = []
    topic = ""
    for number, block in _blocks(text):
        questions = []
        for one in block:
            if one.lstrip().startswith("//"):
                notes.append(one)
            elif one.lstrip().upper().startswith("$CATEGORY:"):
                topic = one.split(":", 1)[1].strip().replace("\\", "").rpartition("/")[2][:60]
            else:
                questions.append(one)
        if not questions:
            continue
        line = Line(number)
        names.append(_read_question(line, "\n".join(questions), notes))
        if topic and topic.lower() not in ("top", "$course$"):
            line.texts.setdefault(TOPIC, topic)
        lines.append(line)
        notes = []
    assign_codes(lines, names)
    return lines


def _blocks(text: str) -> Iterable[tuple[int, list[str]]]:
    begin, block = 1, list[str]()
    for number, line in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], start=1):
        if line.strip():
            begin = begin if block else number
            block.append(line)
        elif block:
            yield begin, block
            block = []


def _read_question(line: Line, text: str, notes: Sequence[str]) -> str:
    """Fill a line from a question; return its title."""
    for kind, value in _NOTE.findall("\n".join(notes)):
        plain = re.sub(r"\\(.)", r"\1", value).strip()
        if kind == "id":
            line.texts[CODE] = plain
        else:
            read_tags(line, [plain])
    tokens = _TOKEN.findall(text.strip())
    title, tokens = _title(tokens)
    opening = tokens.index("{") if "{" in tokens else None
    closing = len(tokens) - 1 - tokens[::-1].index("}") if "}" in tokens else None
    if opening is None and closing is None:
        line.texts[STEM] = _plain(tokens)
        refuse_kind(line, "说明（无答案）")
    elif opening is None or closing is None or closing < opening:
        line.texts[STEM] = _plain(tokens)
        line.refuse("BAD_GIFT", "", "花括号不成对；题干中的 { } 须写作 \\{ \\}，且一道题中间不能有空行")
    else:
        after = tokens[closing + 1 :]
        stem = [*tokens[:opening], *([*_GAP, *after] if _plain(after) else [])]
        form = _FORMAT.match("".join(tokens))
        _read_answers(line, tokens[opening + 1 : closing], form[1].lower() if form else "")
        line.texts[STEM] = _text(line, stem, form[1].lower() if form else "")
    return title


def _title(tokens: Tokens) -> tuple[str, Tokens]:
    if tokens[:2] != [":", ":"]:
        return "", tokens
    for place in range(2, len(tokens) - 1):
        if tokens[place] == tokens[place + 1] == ":":
            return _plain(tokens[2:place]), tokens[place + 2 :]
    return "", tokens


def _read_answers(line: Line, tokens: Tokens, form: str) -> None:
    head = _plain(_until(tokens, "#"))
    if not _plain(tokens):
        refuse_kind(line, "问答")
    elif tokens[0] == "#" or "".join(tokens).lstrip().startswith("#"):
        refuse_kind(line, "数值")
    elif head.upper() in (*_TRUE, *_FALSE):
        put_judgement(line, right=head.upper() in _TRUE)
    elif "~" in tokens:
        _read_choice(line, tokens, form)
    elif "=" in tokens:
        refuse_kind(line, "匹配" if "->" in "".join(tokens) else "填空")
    else:
        line.refuse("BAD_GIFT", "", "答案中没有以 = 或 ~ 开头的选项")


def _read_choice(line: Line, tokens: Tokens, form: str) -> None:
    single = "=" in tokens
    texts: list[str] = []
    right: list[int] = []
    weights = set[float]()
    for sign, part in _options(tokens):
        weight = _WEIGHT.match("".join(part))
        worth = float(weight[1]) if weight else 100.0 if sign == "=" else 0.0
        if sign == "=" or (not single and worth > 0):
            right.append(len(texts))
        if worth > 0:
            weights.add(worth)
        texts.append(_text(line, part[len(weight[0]) if weight else 0 :], form))
    if len(weights) > 1:
        line.warn("WEIGHTS_IGNORED", "", "各选项的得分比例未采用：只记正确与错误；少选如何得分由考试的评分规则决定")
    put_options(line, texts, right, single=single)


def _options(tokens: Tokens) -> Iterable[tuple[str, Tokens]]:
    """Return each option's sign and text, without feedback; what stands before the first sign is no option."""
    starts = [place for place, piece in enumerate(tokens) if piece in ("~", "=")]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        yield tokens[start], _until(tokens[start + 1 : end], "#")


def _until(tokens: Tokens, stop: str) -> Tokens:
    return tokens[: tokens.index(stop)] if stop in tokens else tokens


def _text(line: Line, tokens: Tokens, form: str) -> str:
    """Return the text of a stem or option; markup is taken out where the format allows it."""
    own = _FORMAT.match("".join(tokens))
    form = own[1].lower() if own else form
    plain = _plain(_TOKEN.findall("".join(tokens)[own.end() :]) if own else tokens)
    if form == "plain" or not (form == "html" or looks_marked_up(plain)):
        return plain
    flat = flatten_html(plain)
    take_markup(line, flat.lost, flat.media)
    return flat.result()


def _plain(tokens: Tokens) -> str:
    """Resolve what is escaped; a backslash before anything else stands for itself."""
    parts = []
    for piece in tokens:
        if piece == "\\n":
            parts.append("\n")
        else:
            parts.append(piece[1:] if len(piece) == 2 and piece[1] in _SPECIAL else piece)
    return "".join(parts).strip()


def write_gift(items: Sequence[Item]) -> str:
    """Write items so that `read_gift`, and Moodle, read them again."""
    return "\n\n".join(map(_written, items)) + "\n"


def _written(item: Item) -> str:
    notes = [("id", item.code), *(("tag", tag) for tag in tags_of(item))]
    comment = " ".join(f"[{kind}:{_BRACKET.sub(_ESCAPED, value)}]" for kind, value in notes)
    return f"// {comment}\n::{_escape(item.code)}::[plain]{_escape(item.stem)} {{{_answers(item)}}}"


def _answers(item: Item) -> str:
    if item.kind is ItemKind.JUDGEMENT:
        return "TRUE" if item.answer == "A" else "FALSE"
    right = set(item.answer)
    share = f"{100 / len(right):.5f}"
    lines = []
    for label, text in zip(LABELS, item.options, strict=False):
        if item.kind is ItemKind.MULTIPLE:
            sign = f"~%{share if label in right else -100}%"
        else:
            sign = ("=" if label in right else "~") + ("%100%" if label in right else "%0%") * text.startswith("%")
        lines.append(f"{sign}[plain]{_escape(text)}")
    return "\n" + "\n".join(lines) + "\n"


def _escape(text: str) -> str:
    return "".join("\\" + character if character in _SPECIAL else character for character in text).replace("\n", "\\n")
