"""Read QTI 2.x item packages: a ZIP of `imsmanifest.xml` and one file per item; choice interactions.

Nothing is unpacked to the disk: names in the archive are only ever names in the archive. Sizes and counts are checked
before anything is read, and again while it is read, since a header may lie.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterable
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from ce_exam.adapters.formats.markup import flatten_element, local_name
from ce_exam.adapters.formats.safe_xml import RefusedXml, parse_xml
from ce_exam.adapters.formats.words import (
    assign_codes,
    put_judgement,
    put_options,
    read_tags,
    refuse_kind,
    take_markup,
)
from ce_exam.domain.item import TRUE_OR_FALSE
from ce_exam.domain.item_list import CODE, DIFFICULTY, STEM
from ce_files.rows import Line

MOST_FILES, MOST_BYTES, LARGEST = 20_000, 200 * 1024 * 1024, 2 * 1024 * 1024
MANIFEST = "imsmanifest.xml"
ITEM = "imsqti_item_xmlv2p"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LOM_DIFFICULTIES = {"very easy": "易", "easy": "易", "medium": "中", "difficult": "难", "very difficult": "难"}
_LEFT_OUT = frozenset({"choiceInteraction", "feedbackInline", "modalFeedback", "rubricBlock", "infoControl"})


class RefusedPackage(ValueError):
    """The archive cannot be used as a whole; the text says why."""


def read_qti(content: bytes) -> list[Line]:
    """Read every item of a package; each line's number counts them. Raises RefusedPackage."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive)
            lines = [_read_item(archive, *one) for one in enumerate(_resources(archive), start=1)]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise RefusedPackage(f"不是可读的 ZIP 文件（{type(error).__name__}）") from error
    if not lines:
        raise RefusedPackage(f"包内没有 QTI 2.x 试题（{MANIFEST} 中没有类型为 {ITEM}… 的资源）")
    assign_codes(lines, [""] * len(lines))
    return lines


def _check_size(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES or unpacked > MOST_BYTES:
        have, most = f"{len(entries)} 个文件、{unpacked >> 20} MB", f"{MOST_FILES} 个或 {MOST_BYTES >> 20} MB"
        raise RefusedPackage(f"包内解压后有 {have}，超过 {most} 的上限，请拆分后再导入")


def _read(archive: zipfile.ZipFile, name: str) -> Element:
    """Read a file of the archive. Raises RefusedXml."""
    try:
        with archive.open(name) as file:
            content = file.read(LARGEST + 1)
    except KeyError as error:
        raise RefusedXml(f"包内没有文件 {name[:80]}") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise RefusedXml(f"文件 {name[:80]} 无法解压（{type(error).__name__}）") from error
    if len(content) > LARGEST:
        raise RefusedXml(f"文件 {name[:80]} 超过 {LARGEST >> 20} MB 上限")
    return parse_xml(content)


def _resources(archive: zipfile.ZipFile) -> Iterable[tuple[str, Element]]:
    """Return name and manifest entry of each item."""
    if MANIFEST not in archive.namelist():
        raise RefusedPackage(f"包内没有 {MANIFEST}，不是 QTI 试题包")
    try:
        manifest = _read(archive, MANIFEST)
    except RefusedXml as error:
        raise RefusedPackage(f"{MANIFEST}：{error}") from error
    for resource in manifest.iter():
        if local_name(resource) == "resource" and str(resource.get("type", "")).startswith(ITEM):
            yield posixpath.normpath(unquote(resource.get("href", ""))), resource


def _read_item(archive: zipfile.ZipFile, number: int, resource: tuple[str, Element]) -> Line:
    line, (name, entry) = Line(number), resource
    try:
        root = _read(archive, name)
    except RefusedXml as error:
        line.texts[CODE] = name[-40:]
        line.refuse("UNREADABLE_ITEM", "", str(error))
        return line
    _read_metadata(line, entry)
    if local_name(root) != "assessmentItem":
        line.refuse("UNSUPPORTED_KIND", "", f"根元素为 {local_name(root)[:40]}，不是 QTI 2.x 的 assessmentItem")
        return line
    line.texts.setdefault(CODE, root.get("identifier", "").strip()[:40])
    _read_body(line, root)
    return line


def _read_metadata(line: Line, entry: Element) -> None:
    for element in entry.iter():
        tag, text = local_name(element), " ".join("".join(element.itertext()).split())
        if tag == "keyword":
            read_tags(line, [text])
        elif tag == "difficulty":
            for value in element.iter():
                if word := LOM_DIFFICULTIES.get((value.text or "").strip().lower()):
                    line.texts.setdefault(DIFFICULTY, word)


def _read_body(line: Line, root: Element) -> None:
    body = _first(root, "itemBody")
    interactions = [one for one in root.iter() if local_name(one).endswith("Interaction")]
    if body is None:
        line.refuse("UNREADABLE_ITEM", "", "试题没有 itemBody")
        return
    prompts = [one for interaction in interactions for one in interaction if local_name(one) == "prompt"]
    line.texts[STEM] = "\n".join(filter(None, [_stem(line, body), *(_flat(line, one) for one in prompts)]))
    names = [local_name(one) for one in interactions]
    if names != ["choiceInteraction"]:
        refuse_kind(line, "、".join(names)[:60] or "无交互")
        return
    choices = [one for one in interactions[0].iter() if local_name(one) == "simpleChoice"]
    declared = [one for one in root if local_name(one) == "responseDeclaration"]
    wanted = interactions[0].get("responseIdentifier")
    response = next((one for one in declared if one.get("identifier") == wanted), None)
    correct = None if response is None else _first(response, "correctResponse")
    if response is None or correct is None:
        line.refuse("BAD_ANSWER", "", "试题没有给出正确答案（correctResponse）")
        return
    keys = {(value.text or "").strip() for value in correct.iter() if local_name(value) == "value"}
    labels = [choice.get("identifier", "") for choice in choices]
    if not keys or not keys <= set(labels):
        line.refuse("BAD_ANSWER", "", "正确答案指向了不存在的选项")
        return
    if _first(response, "mapping") is not None:
        line.warn("WEIGHTS_IGNORED", "", "各选项的得分比例未采用：只记正确与错误；少选如何得分由考试的评分规则决定")
    texts = [_flat(line, choice) for choice in choices]
    right = [place for place, label in enumerate(labels) if label in keys]
    single = response.get("cardinality") != "multiple"
    if single and tuple(texts) == TRUE_OR_FALSE:
        put_judgement(line, right=right == [0])
    else:
        put_options(line, texts, right, single=single)


def _first(element: Element, name: str) -> Element | None:
    return next((one for one in element if local_name(one) == name), None)


def _stem(line: Line, body: Element) -> str:
    own = [one for one in body if local_name(one) not in _LEFT_OUT]
    return _flat(line, own[0] if len(own) == 1 and own[0].get(SPACE) else body)


def _flat(line: Line, element: Element) -> str:
    if element.get(SPACE) == "preserve" and {local_name(one) for one in element} <= {"br"}:
        return "\n".join([element.text or "", *(one.tail or "" for one in element)]).strip()
    flat = flatten_element(element, _LEFT_OUT)
    take_markup(line, flat.lost - {"prompt"}, flat.media)
    return flat.result()
