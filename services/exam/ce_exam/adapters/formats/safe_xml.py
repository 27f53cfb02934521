"""XML from outside: no document type, so no entities, no external text; bounded depth and count of elements."""

import re
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

MOST_ELEMENTS, DEEPEST = 400_000, 60
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["'][^>]*\?>""")
CHINESE = ("gb2312", "gbk", "gb18030")


class RefusedXml(ValueError):
    """The text is no XML, or XML of a kind that a list of questions has no need of; the text says which."""


class _Bounded(TreeBuilder):
    def __init__(self) -> None:
        super().__init__()
        self.count = self.depth = 0

    def doctype(self, name: str, pubid: str, system: str) -> None:
        raise RefusedXml("文件含有 DOCTYPE 声明（可定义实体），出于安全不予读取；请由原系统重新导出")

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self.count += 1
        self.depth += 1
        if self.count > MOST_ELEMENTS or self.depth > DEEPEST:
            raise RefusedXml(f"XML 超过 {MOST_ELEMENTS} 个元素或 {DEEPEST} 层的上限，请拆分后再导入")
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(tag)


def parse_xml(content: bytes) -> Element:
    """Read a document. Raises RefusedXml."""
    parser = XMLParser(target=_Bounded())  # noqa: S314  no document type is let through
    try:
        parser.feed(_utf8(content))
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as error:  # an unknown encoding is a LookupError
        if isinstance(error, RefusedXml):
            raise
        raise RefusedXml(f"不是合格的 XML（{str(error)[:80]}）") from error
    return root


def _utf8(content: bytes) -> bytes:
    """Return a document in one of the Chinese encodings, which the parser does not read, as UTF-8."""
    declared = _DECLARED.match(content[:300])
    if declared is None or declared[1].decode().lower() not in CHINESE:
        return content
    return content[declared.end() :].decode("gb18030").encode()  # the largest of the three holds the others
