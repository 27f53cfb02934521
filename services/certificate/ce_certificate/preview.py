"""python -m ce_certificate.preview out.pdf: set a sample certificate, to look at (layout in adapters/layout/)."""

import argparse
import base64
import time
from pathlib import Path

from ce_certificate.adapters.render import render
from ce_certificate.domain.content import Content, YearLine
from ce_certificate.domain.number import number_of


def sample(*, name: str = "马煊𠮷", specimen: bool = True) -> Content:
    """Return the content of an invented certificate."""
    content = Content(
        title="继续教育合格证书",
        issuer="淄博市人力资源和社会保障局",
        name=name,
        id_number="3703************1X",
        employer="淄博市城市规划设计研究院有限公司",
        job_title="高级工程师",
        specialty="城乡规划",
        unit="hours",
        years=(YearLine(2020, "30", "62.5", "92.5", "90"),),
        basis="淄博市人力资源和社会保障局《关于启用淄博市专业技术人员继续教育云平台和做好2020年度继续教育工作的通知》（2020-07-01）",
        issued_on="2020-12-28",
        issued_at="2020-12-28T09:30:00+08:00",
        specimen=specimen,
    )
    return content.numbered(number_of("370300", 2020, 6), "7K3M-Q2XD-90RW", "https://jxjy.example.cn")


def main() -> int:
    """Write the sample; say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m ce_certificate.preview", description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--name", default="马煊𠮷", help="name of the holder")
    parser.add_argument("--plain", action="store_true", help="without the watermark of demonstrations")
    chosen = parser.parse_args()
    began = time.perf_counter()
    content = sample(name=chosen.name, specimen=not chosen.plain)
    answer = render({"content": content.to_json(), "added_fonts": ""})
    if answer["missing"]:
        parser.error("no font holds " + ", ".join(f"{one} (U+{ord(one):04X})" for one in answer["missing"]))
    if answer["too_long"]:
        parser.error("the texts do not fit on the page")
    chosen.target.write_bytes(base64.b64decode(answer["pdf"]))
    parser.exit(0, f"{chosen.target}: {chosen.target.stat().st_size} bytes in {time.perf_counter() - began:.2f} s\n")


if __name__ == "__main__":
    raise SystemExit(main())
