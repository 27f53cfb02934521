"""The main job: one professional's year, from import to a verified certificate, from city to province."""

import importlib
import json
import re
import sqlite3
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict

from ce_demo.files.city import ZIBO
from ce_demo.story.cast import STAFF_PASSWORD
from ce_kit.logs import ID_NUMBER
from tests.e2e.node_client import run_client

SERVICES = ("identity", "org", "learning", "exam", "credit", "billing", "certificate", "gateway")


def test_the_report_says_what_happened(embedded):
    zibo, weihai = embedded.report["cities"]["淄博市"], embedded.report["cities"]["威海市"]
    assert zibo["people_imported"] == 37
    assert [(row["row"], row["code"]) for row in zibo["rows_rejected"]] == [
        (12, "BAD_ID_NUMBER"),
        (23, "NUMBER_CELL"),
        (36, "DUPLICATE_IN_FILE"),
    ]
    hero = zibo["people"]["王𠮷安"]
    assert (hero["public"], hero["professional"], hero["total"], hero["met"]) == ("30", "60", "90", "yes")
    cuts = {(cut["reason"], cut["amount"], cut["clause"]) for cut in hero["not_counted"]}
    assert cuts == {("over_cap_recognition", "10", "ZB20 五(二)"), ("no_cn_issn", "10", "ZB20 五(二)3(2)")}
    assert hero["certificate"]["verified"] == "VALID"
    assert weihai["people_imported"] == 40
    assert weihai["people"]["于䶮"]["met"] == "yes"
    assert {"title": "学习强国 2136 积分", "counted": "5"}.items() <= next(
        one for one in weihai["people"]["于䶮"]["activities"] if one["type"] == "xuexi_qiangguo"
    ).items()
    assert weihai["people"]["演示戊三"]["public"] == "30"
    assert weihai["revoked"]["state"] == "REVOKED"


def test_every_record_reached_the_province_and_counts_there(embedded):
    for city in embedded.report["cities"].values():
        assert {record["state"] for record in city["records"]} == {"ACCEPTED"}
        assert {record["kind"] for record in city["records"]} == {"person", "hours", "assessment", "certificate"}
        assert city["digest"]["differed"] == 0
    assert embedded.report["province"]["title_review"]["answer"] == "yes"


def test_the_certificates_are_there_as_pdf(embedded):
    for city in embedded.report["cities"].values():
        for person in city["people"].values():
            if "certificate" in person:
                content = (embedded.folder / "certificates" / person["certificate"]["pdf"]).read_bytes()
                assert content.startswith(b"%PDF-")


def test_both_profiles_tell_the_same_story(embedded, server):
    assert neutral(server.report) == neutral(embedded.report)


def test_a_client_in_another_language_runs_against_the_server_profile_too(server, tmp_path):
    done = run_client(server.address(ZIBO.code), password=STAFF_PASSWORD, out=tmp_path / "year.pdf")
    assert done.returncode == 0, done.stderr
    assert "2020 年度：公需 30 + 专业 60 = 90，合格" in done.stdout
    assert (tmp_path / "year.pdf").read_bytes().startswith(b"%PDF-")


def neutral(value: Any) -> Any:
    """Return a report without what must differ between two runs: ids, times, counts of re-assessments."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>", text)
    text = re.sub(r'"(pdf_sha256|verification_code)": "[^"]*"', r'"\1": "<x>"', text)
    report = json.loads(text)
    for city in report["cities"].values():
        # how often a year is assessed anew depends on which facts arrive together
        city["records"] = sorted({(one["kind"], one["state"], last_words(one["title"])) for one in city["records"]})
        city["digest"].pop("compared")
        for person in city["people"].values():  # what is completed together may be told in either order
            person["activities"].sort(key=lambda one: (one["type"], one["title"]))
    report.pop("steps")
    return report


def last_words(title: str) -> str:
    return re.sub(r"（第 \d+ 次）.*", "", title)


def facts(run: Any) -> list[dict[str, Any]]:
    """Return every event told on every platform of an embedded run."""
    found = []
    for path in sorted(run.state.glob("*/db/*.db")):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            found += [json.loads(body) for (body,) in connection.execute("SELECT body FROM outbox ORDER BY position")]
    return found


def message_of(event_type: str) -> Any:
    context, subject, past, version = event_type.split(".")
    name = "RecordReceived" if context == "federation" else f"{subject.title()}{past.title()}"
    return getattr(importlib.import_module(f"ce.{context}.{version}.events_pb2"), name)


def test_every_event_told_in_the_demo_is_exactly_its_message(embedded):
    told = facts(embedded)
    assert len(told) > 100
    for event in told:
        ParseDict(event["data"], message_of(event["type"])(), ignore_unknown_fields=False)


def test_no_id_number_stands_in_an_event_a_log_or_the_output(embedded):
    for event in facts(embedded):
        assert not ID_NUMBER.search(json.dumps(event, ensure_ascii=False)), event["type"]
    for path in embedded.state.glob("*/log/*.log"):
        assert not ID_NUMBER.search(path.read_text()), path.name
    assert not ID_NUMBER.search(embedded.output)


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_was_set_aside_and_nothing_is_left_unpublished(embedded, service):
    for path in embedded.state.glob(f"*/db/{service}.db"):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            (left,) = connection.execute("SELECT count(*) FROM outbox WHERE published_at IS NULL").fetchone()
        assert left == 0, path


def test_the_logs_hold_no_errors(embedded):
    for path in embedded.state.glob("*/log/platform.log"):
        bad = [line for line in path.read_text().splitlines() if '"level": "error"' in line or "Traceback" in line]
        assert bad == [], path.parent.parent.name
