"""The public verification page: for people and programs, revoked is unmistakable, nothing is believed unescaped."""

import asyncio
import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from aiohttp.test_utils import TestClient, TestServer

from ce_gateway.edge import Edge
from ce_gateway.limits import RateLimit
from ce_kit.errors import ServiceFault, Unavailable

CODE = "7K3M-Q2XD-90RW"
NUMBER = "3703002020000000006K"
VALID = {
    "state": "VERIFICATION_STATE_VALID",
    "number": NUMBER,
    "title": "继续教育合格证书",
    "person_name": "马煊𠮷",
    "id_number_masked": "3703************1X",
    "year": 2020,
    "unit": "hours",
    "public_amount": "30",
    "professional_amount": "62.5",
    "total_amount": "92.5",
    "issuer": "淄博市人力资源和社会保障局",
    "issued_on": "2020-12-28",
    "pdf_sha256": "ab" * 32,
    "revoked_at": None,
    "revocation_reason": "",
    "city": "370300",
    "verified_at": "2020-12-28T04:00:00.000000Z",
    "specimen": False,
}
REVOKED = VALID | {
    "state": "VERIFICATION_STATE_REVOKED",
    "revoked_at": "2020-12-31T16:30:00.000000Z",
    "revocation_reason": "学时弄虚作假",
}
NOT_FOUND = {"state": "VERIFICATION_STATE_NOT_FOUND", "number": "", "person_name": "", "pdf_sha256": "", "year": 0}


class FakeRpc:
    """Answers every call the same way and remembers what was asked."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    async def call(self, method, payload, call):
        self.asked.append((method, payload, call.actor.kind))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def get(path, answer=VALID, *, accept="text/html", per_minute=600, times=1):
    """Ask the edge; return status, headers and text of the last answer, and what the service was asked."""
    rpc = FakeRpc(answer)

    async def ask():
        application = Edge(rpc, list, list, RateLimit(per_minute)).application()
        async with TestClient(TestServer(application)) as client:
            for _ in range(times):
                reply = await client.get(path, headers={"Accept": accept}, allow_redirects=False)
            return reply.status, reply.headers, await reply.text()

    return *asyncio.run(ask()), rpc.asked


class Reader(HTMLParser):
    """Reads the tags, attributes and words of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.attributes = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words.append(data.strip())


def test_a_valid_certificate_is_shown_with_its_content():
    status, headers, text, asked = get(f"/v/{CODE}")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert asked == [("certificate.verify_certificate", {"verification_code": CODE.replace("-", "")}, "anonymous")]
    words = Reader(text).words
    for said in ("✓ 证书有效", "马煊𠮷", "3703************1X", NUMBER, "2020", "30 学时", "62.5 学时", "92.5 学时"):
        assert said in words
    for said in ("淄博市人力资源和社会保障局", "2020-12-28", "ab" * 32, "2020-12-28 12:00:00"):
        assert said in words
    assert "sha256sum 证书.pdf" in words


def test_a_revoked_one_is_unmistakable():
    status, _, text, _ = get(f"/v/{CODE}", REVOKED)
    assert status == 200
    page = Reader(text)
    assert "✗ 证书已撤销，无效" in page.words
    assert "2021-01-01 00:30:00 撤销。理由：学时弄虚作假" in page.words
    assert any(word.startswith("证书已撤销 ·") for word in page.words)  # also in the title
    assert "✓ 证书有效" not in page.words


def test_an_unknown_one_is_404_and_shows_no_content():
    status, _, text, _ = get("/v/0000-0000-0000", NOT_FOUND)
    assert status == 404
    page = Reader(text)
    assert "? 没有此证书" in page.words
    assert "dl" not in page.tags


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        (f"/v/{NUMBER}", {"number": NUMBER}),
        ("/v/370300%202020%20000000006%20k", {"number": "3703002020000000006k"}),
        ("/v/7k3m%20q2xd%2090rw", {"verification_code": "7k3mq2xd90rw"}),
        ("/v/%20", {"verification_code": "-"}),
    ],
)
def test_codes_and_numbers_are_told_apart(path, asked):
    assert get(path)[3][0][1] == asked


def test_by_number_the_page_says_what_is_hidden():
    _, _, text, _ = get(f"/v/{NUMBER}", VALID | {"person_name": "马＊＊", "id_number_masked": ""})
    assert "按编号查询只显示姓氏" in text
    assert "证件号码" not in Reader(text).words


def test_a_program_gets_json():
    status, headers, text, _ = get(f"/v/{CODE}", accept="application/json")
    assert status == 200
    assert headers["Content-Type"].startswith("application/json")
    assert '"person_name": "\\u9a6c\\u714a' in text
    assert get(f"/v/{CODE}", NOT_FOUND, accept="application/json")[0] == 404


def test_a_browser_that_takes_both_gets_the_page():
    assert get(f"/v/{CODE}", accept="text/html,application/json")[1]["Content-Type"].startswith("text/html")


def test_whatever_a_certificate_says_is_text():
    evil = "<script>alert(1)</script>\"'&"
    answer = REVOKED | {"person_name": evil, "revocation_reason": evil, "issuer": evil, "title": evil}
    _, _, text, _ = get(f"/v/{CODE}", answer)
    page = Reader(text)
    assert "script" not in page.tags
    assert evil in page.words


def test_whatever_is_asked_is_not_repeated():
    _, _, text, _ = get("/v/%3Cscript%3Ealert(1)%3C%2Fscript%3E", NOT_FOUND)
    assert "alert" not in text


def test_the_page_needs_nothing_from_elsewhere_and_forbids_it():
    _, headers, text, _ = get(f"/v/{CODE}")
    page = Reader(text)
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert not [value for name, value in page.attributes if name in ("src", "href", "style")]
    assert "url(" not in text and "@import" not in text
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert headers["Content-Security-Policy"].startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_it_says_its_language_and_names_its_field():
    _, _, text, _ = get("/v")
    page = Reader(text)
    assert ("lang", "zh-CN") in page.attributes
    assert ("for", "code") in page.attributes and ("id", "code") in page.attributes
    assert page.tags.count("h1") == 1 and "main" in page.tags


def test_a_typed_code_leads_to_its_page():
    status, headers, _, asked = get("/v?code=7K3M-Q2XD-90RW%20")
    assert (status, headers["Location"], asked) == (303, f"/v/{CODE}", [])
    assert get("/v?code=a/../..%3Fb")[1]["Location"].startswith("/v/a%2F")


def test_who_guesses_too_often_is_told_to_wait():
    status, _, text, asked = get(f"/v/{CODE}", per_minute=8, times=3)
    assert status == 429
    assert "操作过于频繁" in text
    assert len(asked) == 2  # a burst of a quarter of a minute's calls
    status, _, text, _ = get(f"/v/{CODE}", accept="application/json", per_minute=8, times=3)
    assert (status, "TOO_MANY_CALLS" in text) == (429, True)


def test_an_endless_code_is_not_passed_on():
    status, _, _, asked = get("/v/" + "7" * 500)
    assert (status, asked) == (404, [])


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (Unavailable("服务 certificate 未运行，请稍后重试"), 503),
        (ServiceFault("INTERNAL", "INTERNAL", "系统内部错误，错误编号 abc"), 500),
    ],
)
def test_a_failure_is_said_and_is_no_verdict(failure, status):
    found, _, text, _ = get(f"/v/{CODE}", failure)
    assert found == status
    assert failure.message in text
    assert "没有此证书" not in text
