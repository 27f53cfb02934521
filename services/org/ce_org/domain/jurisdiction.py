"""Territories (属地): GB/T 2260 codes of province, city and county."""

import re

from ce_org.domain.errors import BadJurisdiction

_FORM = re.compile(r"[1-9][0-9]{5}")


def within(above: str, code: str = "") -> str:
    """Return the code of a unit below a unit of `above`: its own, or that of the unit above when it gives none.

    Raises:
        BadJurisdiction: it is no code, or lies outside `above`.
    """
    if not code:
        return above
    if not _FORM.fullmatch(code):
        raise BadJurisdiction("行政区划代码应为 6 位数字（GB/T 2260）", jurisdiction=code)
    if not covers(above, code):
        raise BadJurisdiction(f"行政区划代码 {code} 不在上级单位的属地 {above} 之内", jurisdiction=code, parent=above)
    return code


def covers(above: str, code: str) -> bool:
    """Tell whether `code` is the territory `above` or lies within it: 370300 covers 370302."""
    return code.startswith(re.sub(r"(00){1,2}$", "", above))
