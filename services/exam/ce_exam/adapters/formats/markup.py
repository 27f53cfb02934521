"""HTML in questions: the text stays, the markup goes, and what is lost by that is told."""

import re
from html.parser import HTMLParser
from typing import Any

# fmt: off
BLOCKS = frozenset({
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "thead", "tbody", "h1", "h2", "h3", "h4", "h5", "h6", "pre",
    "blockquote", "hr", "section", "article", "dt", "dd",
})
UNSPOKEN = frozenset({"script", "style", "template", "noscript", "head", "title"})
MEDIA = frozenset({
    "img", "image", "audio", "video", "object", "embed", "iframe", "svg", "canvas", "math", "source", "track",
    "picture",
})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
PLAIN = frozenset({"p", "br", "div", "span"})
# fmt: on
SHIFTED = {"sup": "^", "sub": "_"}

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);")
_SPACE = re.compile(r"[^\S\n]+")


class Flattener:
    """Collects the text of a piece of markup; `lost` and `media` name the elements that went."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.unspoken = 0
        self.lost: set[str] = set()
        self.media: set[str] = set()

    def start(self, tag: str) -> None:
        """Begin an element."""
        if tag in MEDIA:
            self.media.add(tag)
        elif tag not in PLAIN:
            self.lost.add(tag)
        if tag in UNSPOKEN:
            self.unspoken += 1
        elif tag in BLOCKS:
            self.parts.append("\n")
        else:
            self.parts.append(SHIFTED.get(tag, ""))

    def text(self, data: str) -> None:
        """Take text; line ends in markup are spaces."""
        if not self.unspoken:
            self.parts.append(data.replace("\r", " ").replace("\n", " "))

    def end(self, tag: str) -> None:
        """End an element."""
        if tag in UNSPOKEN:
            self.unspoken = max(0, self.unspoken - 1)
        elif tag in BLOCKS:
            self.parts.append("\n")

    def result(self) -> str:
        """Return the text: one space between words, one line end between blocks."""
        lines = (_SPACE.sub(" ", line).strip() for line in "".join(self.parts).split("\n"))
        return "\n".join(line for line in lines if line)


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.flat = Flattener()

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        self.flat.start(tag)
        if tag in VOID:
            self.flat.end(tag)

    def handle_startendtag(self, tag: str, attrs: list[Any]) -> None:
        self.flat.start(tag)
        self.flat.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.flat.end(tag)

    def handle_data(self, data: str) -> None:
        self.flat.text(data)


def looks_marked_up(text: str) -> bool:
    """Tell whether a text without a stated format holds tags or character references."""
    return _TAG.search(text) is not None


def flatten_html(text: str) -> Flattener:
    """Return the flattened text of HTML; never raises, whatever the markup."""
    parser = _Html()
    parser.feed(text)
    parser.close()
    return parser.flat


def flatten_element(element: Any, skip: frozenset[str] = frozenset()) -> Flattener:
    """Return the flattened text inside an XML element, tags without their namespaces; `skip` names left-out ones."""
    flat = Flattener()
    _walk(element, flat, skip)
    return flat


def _walk(element: Any, flat: Flattener, skip: frozenset[str]) -> None:
    flat.text(element.text or "")
    for child in element:
        tag = local_name(child)
        if tag not in skip:
            flat.start(tag)
            _walk(child, flat, skip)
            flat.end(tag)
        flat.text(child.tail or "")


def local_name(element: Any) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
