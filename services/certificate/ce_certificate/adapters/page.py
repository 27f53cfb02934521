"""The certificate's page (版式): content in, HTML out. What it looks like stands in layout/."""

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from ce_certificate.adapters.qr import qr_svg
from ce_certificate.domain.content import UNITS

LAYOUT = Path(__file__).resolve().parent / "layout"
SETTINGS = ("roomy", "tight", "dense")
DIGITS = "〇一二三四五六七八九"
SPECIMEN = '<div class="specimen bold">演示样张<small>仅供演示 · 不具效力</small></div>'
ISSUER_WIDTH = 181.0  # points; a longer name is set smaller, down to 9 points, then in two lines
SPREAD_TITLE = '<span class="spread">职</span>称'
ROW = (
    "<tr><td>$year</td><td>$public</td><td>$professional</td><td>$total</td><td>$needed</td>"
    '<td class="met bold">合格</td></tr>'
)


def page(content: Mapping[str, Any], setting: str = SETTINGS[0]) -> str:
    """Return the page of a certificate's content (domain/content.py), roomy or tighter."""
    plain = {key: escape(str(value)) for key, value in content.items() if not isinstance(value, list)}
    return _template("page.html").substitute(
        plain,
        setting=setting,
        frame=(LAYOUT / "frame.svg").read_text(),
        number=escape(grouped(content["number"])),
        holder=_holder(content),
        statement=escape(statement(content)),
        basis=escape(f"认定依据：{content['basis']}") if content["basis"] else "",
        unit_note=f"<small>（{UNITS[content['unit']]}）</small>",
        rows="".join(_row(year) for year in content["years"]),
        issued_on=escape(chinese_date(content["issued_on"])),
        qr=qr_svg(content["verification_url"]),
        specimen=SPECIMEN if content["specimen"] else "",
        title_class=_long(content["title"], 9, 13),
        name_class=_long(content["name"], 14),
        issuer_size=f"{min(14.0, max(9.0, ISSUER_WIDTH / len(content['issuer']))):.1f}",
    )


@cache
def _template(name: str) -> Template:
    return Template((LAYOUT / name).read_text())


def _holder(content: Mapping[str, Any]) -> str:
    """Return the rows about the holder; a long title gets a row of its own."""
    number, title = ("证件号码", content["id_number"]), (SPREAD_TITLE, content["job_title"])
    if len(content["job_title"]) <= 8:
        rows = [f"{_cells(*number)}<td></td>{_cells(*title)}"]
    else:
        rows = [_cells(*number, 4), _cells(*title, 4)]
    rows += [_cells("工作单位", content["employer"], 4), _cells("从事专业", content["specialty"], 4)]
    return "".join(f"<tr>{row}</tr>" for row in rows)


def _cells(label: str, text: str, span: int = 1) -> str:
    return f'<td class="label">{label}</td><td class="value {_long(text, 24)}" colspan="{span}">{escape(text)}</td>'


def _row(year: Mapping[str, Any]) -> str:
    shown = {key: escape(str(value)) for key, value in year.items()}
    return Template(ROW).substitute(shown | {"needed": shown["needed"] or "—"})


def statement(content: Mapping[str, Any]) -> str:
    """Return the sentence that certifies."""
    unit, (year,) = UNITS[content["unit"]], content["years"]
    needed = f"达到{year['needed']}{unit}的年度要求" if year["needed"] else "达到年度要求"
    return (
        f"{content['name']}同志于{year['year']}年度参加专业技术人员继续教育学习，经认定公需科目{year['public']}{unit}、"
        f"专业科目{year['professional']}{unit}，合计{year['total']}{unit}，{needed}，特发此证。"
    )


def grouped(number: str) -> str:
    """Return a certificate number in groups: platform, year, sequence, check character."""
    return f"{number[:-14]} {number[-14:-10]} {number[-10:-1]} {number[-1:]}"


def chinese_date(day: str) -> str:
    """Return a day as certificates write it: 2026-03-02 is 二〇二六年三月二日."""
    year, month, date = day.split("-")
    return f"{''.join(DIGITS[int(digit)] for digit in year)}年{_count(int(month))}月{_count(int(date))}日"


def _count(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "")
    return head + (DIGITS[ones] if ones else "")


def _long(text: str, most: int, very: int = 10_000) -> str:
    return "longer" if len(text) > very else "long" if len(text) > most else ""
