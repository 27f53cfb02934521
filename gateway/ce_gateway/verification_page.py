"""The pages of the public verification, as HTML: everything that comes from elsewhere is escaped."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

from ce_kit.clock import SHANGHAI

STYLE = """
:root { color-scheme: light; }
body {
  margin: 0; background: #f4f1ea; color: #221c16;
  font: 1.05rem/1.6 "Noto Serif CJK SC", "Songti SC", SimSun, serif;
}
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.3rem; text-align: center; letter-spacing: .1em; }
.card { background: #fff; border: 1px solid #d9cdb4; border-radius: .5rem; overflow: hidden; }
.verdict { margin: 0; padding: 1rem 1.25rem; font-size: 1.5rem; font-weight: bold; color: #fff; }
.verdict small { display: block; font-size: 1rem; font-weight: normal; }
.valid { background: #1f5c47; } .revoked { background: #a3161a; } .none { background: #5c5347; }
.revoked + dl { text-decoration: line-through; text-decoration-color: #a3161a; }
dl { margin: 0; padding: .5rem 1.25rem 1rem; display: grid; grid-template-columns: 7.5rem 1fr; }
dt, dd { margin: 0; padding: .45rem 0; border-bottom: 1px solid #eee6d6; }
dt { color: #6b5836; } dd { overflow-wrap: anywhere; }
.specimen { margin: 0 0 1rem; padding: .6rem 1rem; border: 2px dashed #a3161a; color: #a3161a; font-weight: bold; }
.note { font-size: .95rem; color: #4a4034; } code { overflow-wrap: anywhere; font-size: .9rem; }
form { margin-top: 1.5rem; } label { display: block; }
input, button { font: inherit; box-sizing: border-box; padding: .5rem 1rem; border-radius: .25rem; }
input { width: 100%; border: 1px solid #8a7a5c; }
button { margin-top: .5rem; border: 0; background: #6b1512; color: #fff; }
"""
STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
UNITS = {"hours": "学时", "credits": "学分"}
FORM = """<form action="/v" method="get">
<label for="code">验证码或证书编号</label>
<input id="code" name="code" required maxlength="40" autocomplete="off" spellcheck="false">
<button type="submit">验证</button>
</form>"""


def form() -> str:
    """Return the page with the field alone."""
    asked = '<p class="note">请输入证书上的验证码（如 7K3M-Q2XD-90RW），或扫描证书上的二维码。</p>'
    return _document("证书验证", asked + FORM)


def refused(message: str) -> str:
    """Return the page that says why there is no answer now."""
    card = f'<div class="card"><p class="verdict none" role="status">{escape(message)}</p></div>'
    return _document("暂时无法验证", card + FORM)


def result(answer: Mapping[str, Any]) -> str:
    """Return the page of a VerifyCertificateResponse."""
    kind, verdict, title = _verdict(answer)
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in _content(answer) if value)
    specimen = '<p class="specimen">演示平台：本证书为演示样张，不具效力。</p>' if answer.get("specimen") else ""
    table = f"<dl>{listed}</dl>" if listed else ""
    card = f'<div class="card"><p class="verdict {kind}" role="status">{verdict}</p>{table}</div>'
    return _document(title, f"{specimen}{card}{_note(answer) if listed else ''}{FORM}")


def _verdict(answer: Mapping[str, Any]) -> tuple[str, str, str]:
    if answer["state"] == "VERIFICATION_STATE_VALID":
        return "valid", "✓ 证书有效<small>请逐项核对以下内容与您手中的证书是否一致</small>", "证书有效"
    if answer["state"] == "VERIFICATION_STATE_REVOKED":
        why = f"{_moment(answer.get('revoked_at'))} 撤销。理由：{answer.get('revocation_reason') or '未说明'}"
        return "revoked", f"✗ 证书已撤销，无效<small>{escape(why)}</small>", "证书已撤销"
    return (
        "none",
        "? 没有此证书<small>请核对验证码是否输错；确认无误而仍无结果的，该证书不是本平台核发</small>",
        "没有此证书",
    )


def _content(answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    unit = UNITS.get(str(answer.get("unit")), "")

    def amount(name: str) -> str:
        return f"{answer[name]} {unit}" if answer.get(name) else ""

    return [
        ("证书名称", str(answer.get("title") or "")),
        ("证书编号", str(answer.get("number") or "")),
        ("姓名", str(answer.get("person_name") or "")),
        ("证件号码", str(answer.get("id_number_masked") or "")),
        ("年度", str(answer.get("year") or "")),
        ("公需科目", amount("public_amount")),
        ("专业科目", amount("professional_amount")),
        ("合计", amount("total_amount")),
        ("颁发机构", str(answer.get("issuer") or "")),
        ("颁发日期", str(answer.get("issued_on") or "")),
        ("文件指纹", str(answer.get("pdf_sha256") or "")),
        ("查询时间", _moment(answer.get("verified_at"))),
    ]


def _note(answer: Mapping[str, Any]) -> str:
    hidden = (
        "" if answer.get("id_number_masked") else "<p>按编号查询只显示姓氏；按证书上的验证码查询可核对全部内容。</p>"
    )
    return f"""<div class="note">{hidden}
<p>核对电子文件：文件指纹是所核发 PDF 的 SHA-256 值。在 Windows 上运行 <code>certutil -hashfile 证书.pdf SHA256</code>，
在 Linux 上运行 <code>sha256sum 证书.pdf</code>，在 macOS 上运行 <code>shasum -a 256 证书.pdf</code>；
结果与上面的文件指纹完全相同，即为未经改动的原件。</p></div>"""


def _moment(text: Any) -> str:
    if not text:
        return ""
    return datetime.fromisoformat(str(text)).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")


def _document(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · 专业技术人员继续教育证书验证</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>专业技术人员继续教育证书验证</h1>
{body}
</main>
</body>
</html>
"""
