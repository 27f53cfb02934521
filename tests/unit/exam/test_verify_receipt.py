"""Receipts are checked offline, with the published keys and nothing else."""

import base64
import hashlib
import json
import sys

import pytest

from ce_exam import cli
from ce_keys.ed25519 import SigningKey

ANSWERS = [[1, "AC"], [2, "B"]]
SHA256 = hashlib.sha256(b'[[1,"AC"],[2,"B"]]').hexdigest()


@pytest.fixture
def key():
    return SigningKey.generate()


@pytest.fixture
def receipt(key):
    moment = "2026-12-31T15:59:59.999000Z"
    values = ["ce.exam.receipt.v1", "370300", "attempt", "request", "submit", 7, SHA256, moment, key.id]
    signed = json.dumps(values, separators=(",", ":")).encode()
    return {
        "attempt_id": "attempt",
        "requestId": "request",
        "kind": "SHEET_KIND_SUBMIT",
        "sequence": 7,
        "answers_sha256": SHA256,
        "received_at": moment,
        "key_id": key.id,
        "signed": base64.b64encode(signed).decode(),
        "signature": base64.b64encode(key.sign(signed)).decode(),
    }


@pytest.fixture
def run(tmp_path, monkeypatch, capsys, key):
    def command(receipt, *keys, answers=None):
        (tmp_path / "receipt.json").write_text(json.dumps(receipt))
        (tmp_path / "keys.json").write_text(json.dumps({"keys": [one.jwk() for one in keys or (key,)]}))
        line = ["ce-exam", "verify-receipt", str(tmp_path / "receipt.json"), "--keys", str(tmp_path / "keys.json")]
        if answers is not None:
            (tmp_path / "answers.json").write_text(json.dumps(answers))
            line += ["--answers", str(tmp_path / "answers.json")]
        monkeypatch.setattr(sys, "argv", line)
        return cli.main(), capsys.readouterr().out

    return command


def test_a_genuine_one_tells_what_it_proves(run, receipt):
    code, out = run(receipt)
    assert code == 0
    assert out.startswith("GENUINE\n")
    assert "received_at     2026-12-31T15:59:59.999000Z" in out
    assert SHA256 in out


def test_an_old_key_is_good_as_long_as_it_is_published(run, receipt, key):
    assert run(receipt, SigningKey.generate(), key)[0] == 0
    code, out = run(receipt, SigningKey.generate())
    assert (code, f"key {key.id} is not among the published keys" in out) == (1, True)


def test_the_answers_are_compared(run, receipt):
    assert run(receipt, answers=ANSWERS)[0] == 0
    assert run(receipt, answers=[[1, "AC"]])[0] == 1
    assert "not in canonical form" in run(receipt, answers=[[2, "B"], [1, "CA"]])[1]


@pytest.mark.parametrize(
    "shown",
    [
        {"received_at": "2026-12-31T15:59:59.999Z"},
        {"received_at": "2026-12-31T23:59:59.999+08:00"},
        {"kind": 2},
        {"kind": "submit"},
    ],
)
def test_a_field_may_be_written_in_another_way(run, receipt, shown):
    assert run({**receipt, **shown})[0] == 0


def test_a_field_left_out_is_no_forgery(run, receipt):
    kept = ("signed", "signature")
    assert run({name: receipt[name] for name in kept})[0] == 0


def without_time(receipt):
    return {name: value for name, value in receipt.items() if name != "received_at"}


def altered(receipt, how):
    signed = json.loads(base64.b64decode(receipt["signed"]))
    if how == "signed":
        signed[5] = 8
        return {**receipt, "signed": base64.b64encode(json.dumps(signed).encode()).decode()}
    return {
        "signature": {**receipt, "signature": base64.b64encode(b"x" * 64).decode()},
        "shown": {**receipt, "sequence": 8},
        "shown in camel case": {**receipt, "requestId": "another"},
        "kind": {**receipt, "kind": "SHEET_KIND_SAVE"},
        "no kind": {**receipt, "kind": "SHEET_KIND_UNSPECIFIED"},
        "time": {**receipt, "received_at": "2026-12-31T15:59:59.998Z"},
        "time in camel case": {**without_time(receipt), "receivedAt": "2027-01-01T15:59:59.999Z"},
        "time without zone": {**receipt, "received_at": "2026-12-31T15:59:59.999"},
        "no time": {**receipt, "received_at": "noon"},
        "no signature": {name: value for name, value in receipt.items() if name != "signature"},
        "no base64": {**receipt, "signed": "中文"},
        "another kind": {**receipt, "signed": base64.b64encode(b'["ce.other.v1"]').decode()},
        "a list": [],
    }[how]


@pytest.mark.parametrize(
    "how",
    [
        "signed",
        "signature",
        "shown",
        "shown in camel case",
        "kind",
        "no kind",
        "time",
        "time in camel case",
        "time without zone",
        "no time",
        "no signature",
        "no base64",
        "another kind",
        "a list",
    ],
)
def test_whatever_is_altered_is_found(run, receipt, how):
    code, out = run(altered(receipt, how))
    assert code == 1
    assert out.startswith("NOT GENUINE: ")
