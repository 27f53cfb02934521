"""Read an item list of whichever format; runs under `ce_nameko.processes`.

The format follows from the content, whatever the file is called.
"""

import base64
import io
import zipfile
from dataclasses import asdict
from typing import Any

from ce_exam.adapters.formats.gift import read_gift
from ce_exam.adapters.formats.moodle import read_moodle
from ce_exam.adapters.formats.qti import MANIFEST, RefusedPackage, read_qti
from ce_exam.adapters.formats.safe_xml import RefusedXml
from ce_files.rows import Line
from ce_files.sheets import read_sheet

MOST_QUESTIONS = 20_000
_BYTE_ORDER = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_items(request: dict[str, Any]) -> dict[str, Any]:
    """Read {"content": base64}.

    Returns:
        {"format", "sheet" (see ce_files.sheets, for XLSX only), "lines" (for the others), "problem"}; `format` is
        xlsx, moodle_xml, gift or qti.
    """
    content = base64.b64decode(request["content"])
    kind = format_of(content)
    if kind == "xlsx":
        sheet = read_sheet(request)
        return {"format": kind, "sheet": sheet, "lines": [], "problem": sheet["problem"]}
    try:
        lines = _read(kind, content)
        problem = f"共 {len(lines)} 题，超过 {MOST_QUESTIONS} 题上限，请拆分为多个文件" * (len(lines) > MOST_QUESTIONS)
    except (RefusedXml, RefusedPackage) as error:
        lines, problem = [], str(error)
    return {"format": kind, "sheet": {}, "lines": [] if problem else list(map(asdict, lines)), "problem": problem}


def format_of(content: bytes) -> str:
    """Tell the format: a ZIP with a manifest is QTI, another ZIP XLSX; `<` begins XML, and the rest is GIFT."""
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return "qti" if MANIFEST in archive.namelist() else "xlsx"
        except zipfile.BadZipFile:
            return "xlsx"
    return "moodle_xml" if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") else "gift"


def _read(kind: str, content: bytes) -> list[Line]:
    if kind == "qti":
        return read_qti(content)
    if kind == "moodle_xml":
        return read_moodle(content)
    return _found(read_gift(_text(content)))


def _found(lines: list[Line]) -> list[Line]:
    if not lines:
        raise RefusedXml("文件中没有题目；可导入 XLSX 模板、Moodle XML、GIFT 文本、QTI 2.x 试题包")
    return lines


def _text(content: bytes) -> str:
    """Decode a text file as people save them: UTF-8, UTF-16 with its mark, or GB 18030."""
    marked = next((name for mark, name in _BYTE_ORDER.items() if content.startswith(mark)), "")
    for encoding in (marked or "utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedXml("文本编码无法识别，请另存为 UTF-8 编码后重新上传")
