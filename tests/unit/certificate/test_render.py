"""The PDF itself: complete, the same bytes every time, in our own fonts only."""

import base64
import hashlib
import shutil
import subprocess
import sys
import warnings
from dataclasses import replace

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from ce_certificate.adapters import page as pages
    from ce_certificate.adapters.render import render
    from ce_print.setting import Blank

from ce_certificate.preview import sample

LONG = {
    "title": "威海市专业技术人员继续教育学时验证书",
    "name": "阿卜杜热合曼·买买提明江·努尔艾合买提·吐尔逊",
    "employer": "山东省淄博市高新技术产业开发区名称很长的有限责任公司" * 8,
    "job_title": "正高级工程师（教授级）兼总工程师" * 6,
    "specialty": "城乡规划与设计" * 14,
    "issuer": "山东省淄博市高新技术产业开发区人力资源和社会保障局（行政审批服务局）",
    "basis": "淄博市人力资源和社会保障局《关于启用云平台的通知》（2020-07-01，淄人社字〔2020〕99号）" * 3,
}


def set_(content) -> bytes:
    answer = render({"content": content.to_json(), "added_fonts": ""})
    assert (answer["missing"], answer["too_long"]) == ([], False)
    return base64.b64decode(answer["pdf"])


def text_of(pdf: bytes, tmp_path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    path = tmp_path / "certificate.pdf"
    path.write_bytes(pdf)
    found = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True)
    return "".join(found.stdout.split())


def test_it_is_a_pdf_of_one_page_with_its_text(tmp_path):
    content = sample()
    text = text_of(set_(content), tmp_path)
    for said in (content.name, content.employer, content.id_number, content.code, content.issuer, "92.5", "演示样张"):
        assert said in text
    assert content.number in text
    assert "二〇二〇年十二月二十八日" in text
    assert text.count("\f") == 0


def test_the_same_content_gives_the_same_bytes_here_and_in_another_process():
    here = set_(sample())
    assert set_(sample()) == here
    code = (
        "import base64, sys\n"
        "from ce_certificate.adapters.render import render\n"
        "from ce_certificate.preview import sample\n"
        "answer = render({'content': sample().to_json(), 'added_fonts': ''})\n"
        "sys.stdout.buffer.write(base64.b64decode(answer['pdf']))"
    )
    other = subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, capture_output=True).stdout
    assert hashlib.sha256(other).hexdigest() == hashlib.sha256(here).hexdigest()


def test_another_content_gives_other_bytes():
    assert set_(sample()) != set_(sample(name="马煊云"))


def test_only_our_own_fonts_are_embedded(tmp_path):
    if shutil.which("pdffonts") is None:
        pytest.skip("pdffonts (poppler-utils) is not installed")
    path = tmp_path / "certificate.pdf"
    path.write_bytes(set_(sample(name="䶮𠮷𪜎")))
    lines = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    names = {line.split()[0].split("+")[1].rstrip(",") for line in lines}
    assert names == {"CE-Kai", "CE-Song", "CE-Song-Bold", "CE-Figures", "CE-kai-20800", "CE-rare-2a400"}
    assert all(line.split()[-5] == "yes" for line in lines)  # embedded


def test_a_character_nobody_holds_is_named_and_nothing_is_printed():
    content = replace(sample(), employer="淄博\ue863公司", name="马\U0003106c")
    answer = render({"content": content.to_json(), "added_fonts": ""})
    assert (set(answer["missing"]), answer["pdf"]) == ({"\ue863", "\U0003106c"}, "")


def test_a_glyph_missing_in_the_layout_is_found_at_the_end(monkeypatch):
    """Whatever the check before says, a document with an empty box is never given away."""
    monkeypatch.setattr(pages, "SPECIMEN", "<p>\ue863</p>")
    with pytest.raises(Blank, match="U\\+E863"):
        render({"content": sample().to_json(), "added_fonts": ""})


def test_the_longest_texts_still_fit_on_one_page(tmp_path):
    content = replace(sample(), **{name: text[:200] for name, text in LONG.items()})
    text = text_of(set_(content), tmp_path)
    for name in LONG:
        assert getattr(content, name) in text, name


def test_what_cannot_fit_is_said_and_not_cut():
    content = replace(sample(), employer="名称很长的有限责任公司" * 200)
    answer = render({"content": content.to_json(), "added_fonts": ""})
    assert (answer["pdf"], answer["missing"], answer["too_long"]) == ("", [], True)


def test_markup_in_a_name_is_only_text(tmp_path):
    content = replace(sample(), employer='<img src="file:///etc/passwd"> & <b>公司</b>')
    assert '<imgsrc="file:///etc/passwd">&<b>公司</b>' in text_of(set_(content), tmp_path)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2026-03-02", "二〇二六年三月二日"),
        ("2020-10-10", "二〇二〇年十月十日"),
        ("2021-11-20", "二〇二一年十一月二十日"),
        ("2019-12-31", "二〇一九年十二月三十一日"),
    ],
)
def test_days_are_written_as_certificates_write_them(day, written):
    assert pages.chinese_date(day) == written


def test_a_year_without_a_single_figure_shows_none():
    content = sample()
    content = replace(content, years=(replace(content.years[0], needed=""),))
    html = pages.page(content.to_json())
    assert "达到年度要求" in html
    assert "<td>—</td>" in html


def test_credits_are_credits():
    assert "（学分）" in pages.page(replace(sample(), unit="credits").to_json())
