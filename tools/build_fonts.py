"""Build the certificate's fonts from Debian's font packages into libs/ce_print/ce_print/fonts.

    apt-get install fonts-lxgw-wenkai fonts-hanazono fonts-noto-cjk unicode-data
    .venv/bin/python tools/build_fonts.py

What is made, and why so: libs/ce_print/ce_print/fonts/README.md. The same packages give the same bytes.
"""

import bz2
import io
import itertools
import zipfile
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "libs/ce_print/ce_print/fonts"
WENKAI = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
HANA = [Path(f"/usr/share/fonts/truetype/hanazono/HanaMin{part}.ttf") for part in "AB"]
NOTO = Path("/usr/share/fonts/opentype/noto")
UNIHAN = Path("/usr/share/unicode")

HANA_COPYRIGHT = "Copyright 2008-2017 GlyphWiki Project (kamichi@fonts.jp), Hanazono fonts, redrawn on a coarser grid"
LICENCES = {"fonts-lxgw-wenkai": "OFL-1.1", "fonts-hanazono": "Open-Font-License", "fonts-noto-cjk": "SIL-1.1"}

MADE_AT = 3_850_000_000  # seconds since 1904: a fixed date, so that the same input gives the same bytes
SLICE = 1024
# Song sets what the layout itself says, and figures; everything else that comes from outside is set in Kai
LAYOUT = (
    "专业技术人员继续教育合格证书编号姓名证件号码工作单位职称从事专业年度公需科目学时分合计应完成审验结论达标不"
    "扫描二维码在线验证或访问颁发机构日期签章处印本证书为电子可通过上述方式核对内容与状态的以果即确认是否有效"
    "文件指纹见页面演示样张仅供具无效力一〇二三四五六七八九十月日至项目认定要求依据累计学习培训"
    "山东省济南青岛淄博枣庄烟台潍坊济宁泰安威海日照临沂德州聊城滨州菏泽市县区"
)
LATIN = [*range(0x20, 0x7F), 0xB7]
PUNCTUATION = [ord(c) for c in "、。，；：？！（）《》〈〉「」『』【】〔〕“”‘’—–…·•／％～－＊×№℃㎡"]


def main() -> None:
    """Build all faces."""
    TARGET.mkdir(parents=True, exist_ok=True)
    everyday = _everyday()
    layout = sorted({*LATIN, *PUNCTUATION, *map(ord, LAYOUT)})
    _small_face(NOTO / "NotoSerifCJK-Regular.ttc", layout, "CE Song", TARGET / "song.ttf")
    _small_face(NOTO / "NotoSerifCJK-Bold.ttc", layout, "CE Song Bold", TARGET / "song-bold.ttf")
    _small_face(NOTO / "NotoSerifCJK-Regular.ttc", range(0x20, 0x7F), "CE Figures", TARGET / "figures.ttf")
    wenkai = TTFont(WENKAI)
    has = set(wenkai.getBestCmap())
    _licences()
    (TARGET / "kai.ttf").write_bytes(_subset(WENKAI, everyday & has, "CE Kai"))
    slices: dict[str, bytes] = {}
    for start, points in _sliced(c for c in has - everyday if _is_han(c)):
        slices[f"kai-{start:05x}.woff2"] = _packed(_subset(WENKAI, points, f"CE Kai {start:X}"), 512)
    hana = [TTFont(path) for path in HANA]
    wanted = _used_in_china() - has
    drawn = {c: font for font in reversed(hana) for c in font.getBestCmap() if c in wanted}
    for start, points in _sliced(drawn):
        slices[f"rare-{start:05x}.woff2"] = _packed(_redrawn(drawn, points, f"CE Rare {start:X}", 256), 256)
    if gaps := sorted({*range(0x4E00, 0x9FA6), *filter(_is_han, everyday)} - has - set(drawn)):
        raise SystemExit(f"no font draws {len(gaps)} characters of the basic block: {gaps[:10]}")
    with zipfile.ZipFile(TARGET / "rare.zip", "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(slices):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), slices[name])
    for path in sorted(TARGET.glob("*.*")):
        print(f"{path.name:16} {path.stat().st_size / 1e6:6.2f} MB")
    print(f"{len(everyday & has)} everyday characters, {len(has - everyday)} more of WenKai, {len(drawn)} of Hanazono")


def _everyday() -> set[int]:
    """Return the characters always at hand: GB 2312, the 8,105 of 通用规范汉字表, Latin, punctuation."""
    gb2312 = {
        ord(bytes([row, cell]).decode("gb2312"))
        for row in range(0xA1, 0xF8)
        for cell in range(0xA1, 0xFF)
        if _decodes(bytes([row, cell]))
    }
    standard = {point for point, name, _ in _unihan("OtherMappings") if name == "kTGH"}
    latin = {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x1CD, 0x1DD), *range(0x2160, 0x216C)}
    return gb2312 | standard | latin | set(PUNCTUATION)


def _used_in_china() -> set[int]:
    """Return the Han characters for which the PRC is a source of Unicode, extensions A to F included."""
    sources = {point for point, name, _ in _unihan("IRGSources") if name == "kIRG_GSource"}
    return {point for point in sources if _is_han(point)}


def _is_han(point: int) -> bool:
    return 0x3400 <= point <= 0x9FFF or 0xF900 <= point <= 0xFAFF or 0x20000 <= point <= 0x323AF


def _decodes(pair: bytes) -> bool:
    try:
        return bool(pair.decode("gb2312"))
    except UnicodeDecodeError:
        return False


def _unihan(name: str) -> Iterable[tuple[int, str, str]]:
    with bz2.open(UNIHAN / f"Unihan_{name}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3:
                yield int(parts[0][2:], 16), parts[1], parts[2]


def _sliced(points: Iterable[int]) -> list[tuple[int, list[int]]]:
    found: dict[int, list[int]] = {}
    for point in sorted(points):
        found.setdefault(point // SLICE * SLICE, []).append(point)
    return sorted(found.items())


def _subset(path: Path, points: Iterable[int], family: str) -> bytes:
    """Return a TrueType font with the glyphs of `points` only, under a name of its own."""
    options = subset.Options(
        hinting=False, layout_features=[], glyph_names=False, notdef_outline=True, recalc_timestamp=False,
        drop_tables=[*subset.Options().drop_tables, "GSUB", "GPOS", "GDEF", "vhea", "vmtx", "VORG", "BASE", "FFTM"],
    )  # fmt: skip
    font = subset.load_font(str(path), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    notice = _copyright(font)
    subsetter.subset(font)
    return _saved(font, family, notice)


def _small_face(path: Path, points: Iterable[int], family: str, target: Path) -> None:
    """Write a face of the layout: simplified Chinese forms, outlines turned from cubic to TrueType's quadratic."""
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, font_number=2, desubroutinize=True)
    font = subset.load_font(str(path), options)
    if "SC" not in font["name"].getDebugName(1):
        raise SystemExit(f"{path}: face 2 is not the simplified Chinese one")
    notice = _copyright(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    outlines, cmap, order = font.getGlyphSet(), font.getBestCmap(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, 0.5, reverse_direction=True))
        glyphs[name] = pen.glyph(dropImpliedOnCurves=True)
    metrics = {name: font["hmtx"][name] for name in order}
    target.write_bytes(_built(1000, order, cmap, glyphs, metrics, family, notice))


def _redrawn(drawn: dict[int, TTFont], points: list[int], family: str, em: int) -> bytes:
    """Return Hanazono's glyphs on a coarser grid, without the points nobody can see on paper."""
    order, glyphs, metrics = [".notdef"], {}, {}
    for point in points:
        name, font = f"u{point:X}", drawn[point]
        order.append(name)
        glyphs[name] = _redraw(font, font.getBestCmap()[point], em)
        metrics[name] = (em, 0)
    pen = TTGlyphPen(None)
    _polygon(pen, [(0, 0), (0, em), (em, em), (em, 0)])
    glyphs[".notdef"], metrics[".notdef"] = pen.glyph(), (em, 0)
    return _built(em, order, {point: f"u{point:X}" for point in points}, glyphs, metrics, family, HANA_COPYRIGHT)


def _redraw(font: TTFont, name: str, em: int) -> object:
    table = font["glyf"]
    coordinates, ends, flags = table[name].getCoordinates(table)
    scale, pen, start = em / font["head"].unitsPerEm, TTGlyphPen(None), 0
    if not all(flag & 1 for flag in flags):  # a few glyphs have real curves; all others are polygons
        font.getGlyphSet()[name].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        return pen.glyph()
    for end in ends:
        outline = thinned([tuple(at) for at in coordinates[start : end + 1]], 3.0)
        start = end + 1
        _polygon(pen, list(dict.fromkeys((round(x * scale), round(y * scale)) for x, y in outline)))
    return pen.glyph()


def _polygon(pen: TTGlyphPen, corners: list[tuple[int, int]]) -> None:
    if len(corners) < 3:
        return
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()


def thinned(outline: list[tuple[float, float]], tolerance: float) -> list[tuple[float, float]]:
    """Drop the points of a closed polygon that lie within `tolerance` of the line without them (Douglas-Peucker)."""
    if len(outline) < 4:
        return outline
    first = outline[0]
    far = max(range(len(outline)), key=lambda i: _square(outline[i], first))
    ring, keep, open_ = [*outline, first], {0, far}, [(0, far), (far, len(outline))]
    while open_:
        a, b = open_.pop()
        if b - a < 2:
            continue
        at, away = max(((i, _distance(ring[i], ring[a], ring[b])) for i in range(a + 1, b)), key=lambda one: one[1])
        if away > tolerance:
            keep.add(at)
            open_ += [(a, at), (at, b)]
    return [outline[i] for i in sorted(keep)]


def _square(p: tuple[float, float], q: tuple[float, float]) -> float:
    return (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2


def _distance(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    length = _square(a, b) ** 0.5
    if length == 0:
        return _square(p, a) ** 0.5
    return abs((p[0] - a[0]) * (b[1] - a[1]) - (p[1] - a[1]) * (b[0] - a[0])) / length


def _built(em: int, order: list[str], cmap: dict, glyphs: dict, metrics: dict, family: str, copyright_: str) -> bytes:
    builder = FontBuilder(em, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({name: (metrics[name][0], getattr(table[name], "xMin", 0)) for name in order})
    builder.setupHorizontalHeader(ascent=round(em * 0.88), descent=-round(em * 0.12))
    builder.setupOS2(sTypoAscender=round(em * 0.88), sTypoDescender=-round(em * 0.12), usWinAscent=em, usWinDescent=em)
    builder.setupPost(keepGlyphNames=False)
    return _saved(builder.font, family, copyright_)


def _saved(font: TTFont, family: str, copyright_: str) -> bytes:
    FontBuilder(font=font).setupNameTable(
        {
            "copyright": copyright_,
            "familyName": family,
            "styleName": "Regular",
            "uniqueFontIdentifier": family,
            "fullName": family,
            "psName": family.replace(" ", ""),
            "licenseDescription": "SIL Open Font License 1.1, see the folder licences",
        },
        mac=False,
    )
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = MADE_AT
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


def _copyright(font: TTFont) -> str:
    return str(font["name"].getDebugName(0) or "")


def _licences() -> None:
    """Copy the licence under which each package passes its fonts on, with the notice its fonts carry."""
    notices = {
        "fonts-lxgw-wenkai": _copyright(TTFont(WENKAI)),
        "fonts-noto-cjk": _copyright(TTFont(NOTO / "NotoSerifCJK-Regular.ttc", fontNumber=2)),
        "fonts-hanazono": HANA_COPYRIGHT,
    }
    (TARGET / "licences").mkdir(exist_ok=True)
    for package, name in LICENCES.items():
        text = Path(f"/usr/share/doc/{package}/copyright").read_text()
        block = text[text.rindex(f"License: {name}\n") :].splitlines()[1:]
        lines = list(itertools.takewhile(lambda line: line.startswith(" "), block))
        plain = "\n".join("" if line.strip() == "." else line.strip() for line in lines)
        (TARGET / "licences" / f"{package}.txt").write_text(f"{notices[package]}\n\n{plain}\n")


def _packed(content: bytes, em: int) -> bytes:
    """Return a font compressed, on a grid of `em` units: 1/256 of a name printed at 20 pt is 0.03 mm."""
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    if font["head"].unitsPerEm != em:
        scale_upem(font, em)
    font.flavor = "woff2"
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


if __name__ == "__main__":
    main()
