"""Unified social credit codes (统一社会信用代码, GB 32100)."""

import re
import unicodedata

from stdnum.cn import uscc

from ce_org.domain.errors import BadUscc

# kind of registrar and of body, territory, organisation code and check character; without I, O, S, V, Z
_FORM = re.compile(r"[0-9ANY][0-9]{7}[0-9A-HJ-NP-RTUWXY]{10}")


def parse(text: str) -> str:
    """Return the code in canonical form (half width, capitals, no spaces).

    Raises:
        BadUscc: says what is wrong.
    """
    code: str = uscc.compact(unicodedata.normalize("NFKC", text))
    if len(code) != 18:
        raise BadUscc(f"统一社会信用代码应为 18 位，填写了 {len(code)} 位", length=len(code))
    if not _FORM.fullmatch(code):
        raise BadUscc("统一社会信用代码由数字和大写字母组成，不含 I、O、S、V、Z，第 3 至 8 位为数字")
    if uscc.calc_check_digit(code[:17]) != code[17]:
        raise BadUscc("统一社会信用代码校验位不符，请核对是否录错")
    return code
