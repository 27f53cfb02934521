"""A certificate: asked for, downloaded, verified by anyone."""

import hashlib
import json
import urllib.request
from typing import Any

from ce.certificate.v1 import certificate_service_pb2 as certificate
from ce_demo.client import Session
from ce_demo.story.cast import Cast

PDFS = "certificates"


def certify(cast: Cast, session: Session, who: str, year: int) -> dict[str, Any]:
    """Issue the year's certificate, keep its PDF, and verify it by the address in its QR code."""
    tale = cast.tale

    def ask() -> Any:
        request = certificate.IssueCertificateRequest(year=year, kind="CERTIFICATE_KIND_ANNUAL")
        return session.certificate.IssueCertificate(request).certificate

    made = tale.until("证书签发", ask, bool)
    get = certificate.GetCertificateRequest(certificate_id=made.certificate_id)
    ready = tale.until(
        "证书文件",
        lambda: session.certificate.GetCertificate(get),
        lambda answer: answer.certificate.state == certificate.CERTIFICATE_STATE_ISSUED,
    )
    again = ask()
    tale.expect("再次申请得到同一证书", again.number, made.number)
    content = session.download(ready.file_ticket)
    tale.expect("PDF 与登记的摘要", hashlib.sha256(content).hexdigest(), ready.certificate.pdf_sha256)
    path = cast.running.platform.folder.parents[2] / PDFS / f"{made.number}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    tale.say(who, f"取得{ready.certificate.title} {made.number}（{len(content) // 1024} kB）")
    seen = by_address(ready.certificate.verification_url)
    state = seen["state"].removeprefix("VERIFICATION_STATE_")
    tale.expect("扫码验证", (state, seen["number"], seen["person_name"]), ("VALID", made.number, who))
    tale.say(
        "任何人",
        f"扫码打开 {ready.certificate.verification_url} 看到内容：{seen['person_name']}，{seen['total_amount']} 学时",
    )
    return {
        "certificate_id": made.certificate_id,
        "number": made.number,
        "verification_code": ready.certificate.verification_code,
        "pdf": path.name,
        "pdf_sha256": ready.certificate.pdf_sha256,
        "verified": state,
    }


def by_address(url: str) -> dict[str, Any]:
    """Open the address in the QR code, as a program does."""
    request = urllib.request.Request(url, headers={"Accept": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return dict(json.load(answer))
