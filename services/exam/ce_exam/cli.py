"""The `ce-exam` command: checks receipts of answer sheets, offline, with nothing but the published keys."""

import argparse
import base64
import binascii
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.errors import BadAnswers
from ce_keys.ed25519 import KeySet

FORMAT = "ce.exam.receipt.v1"
FIELDS = ("platform", "attempt_id", "request_id", "kind", "sequence", "answers_sha256", "received_at", "key_id")


SHOWN = tuple(name for name in FIELDS if name != "platform")
KINDS = {"SHEET_KIND_SAVE": "save", "1": "save", "SHEET_KIND_SUBMIT": "submit", "2": "submit"}


class NotGenuine(Exception):
    """The receipt proves nothing; the text says why."""


def main() -> int:
    """Run one command; return 0 for a genuine receipt, 1 for another, 2 for files that cannot be read."""
    parser = argparse.ArgumentParser(prog="ce-exam", description=__doc__)
    commands = parser.add_subparsers(required=True)
    verify_ = commands.add_parser("verify-receipt", help="check a receipt against the platform's published keys")
    verify_.add_argument("receipt", type=Path, help="Receipt as JSON (names of the proto or lowerCamelCase)")
    verify_.add_argument("--keys", type=Path, required=True, help="what /.well-known/jwks.json returned")
    verify_.add_argument("--answers", type=Path, help='answers to compare, canonical JSON: [[1,"AC"],[2,"B"]]')
    arguments = parser.parse_args()
    try:
        receipt, keys = (json.loads(path.read_text()) for path in (arguments.receipt, arguments.keys))
        answers = json.loads(arguments.answers.read_text()) if arguments.answers else None
        key_set = KeySet(keys["keys"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.stderr.write(f"ce-exam: {error}\n")
        return 2
    try:
        proven = verify(receipt, key_set)
        if arguments.answers:
            check_answers(proven, answers)
    except NotGenuine as error:
        print(f"NOT GENUINE: {error}")
        return 1
    print("GENUINE")
    for name, value in proven.items():
        print(f"{name:<16}{value}")
    return 0


def verify(receipt: Mapping[str, Any], keys: KeySet) -> dict[str, Any]:
    """Return what a receipt proves, by name.

    Raises:
        NotGenuine: its signature is not one of `keys`, or its readable fields are not what was signed.
    """
    try:
        signed, signature = (base64.b64decode(receipt[name], validate=True) for name in ("signed", "signature"))
        form, *values = json.loads(signed)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise NotGenuine(f"it is no receipt ({error})") from error
    if form != FORMAT or len(values) != len(FIELDS):
        raise NotGenuine("it is a signed text of another kind")
    proven = dict(zip(FIELDS, values, strict=True))
    if proven["key_id"] not in keys.keys:
        raise NotGenuine(f"key {proven['key_id']} is not among the published keys")
    if not keys.verify(proven["key_id"], signature, signed):
        raise NotGenuine("the signature does not fit")
    for name in SHOWN:
        shown = receipt.get(name, receipt.get(_camel(name), proven[name]))
        if _plain(name, shown) != _plain(name, proven[name]):
            raise NotGenuine(f"{name} reads {shown}, signed was {proven[name]}")
    return proven


def check_answers(proven: Mapping[str, Any], answers: object) -> None:
    """Check that these are the answers of the receipt.

    Raises:
        NotGenuine: they are not.
    """
    try:
        sha256 = AnswerSheet.from_json(answers).sha256
    except BadAnswers as error:
        raise NotGenuine("the answers are not in canonical form") from error
    if sha256 != proven["answers_sha256"]:
        raise NotGenuine(f"the answers have the hash {sha256}, signed was {proven['answers_sha256']}")


def _plain(name: str, shown: object) -> str:
    """Return a field of a Receipt as it is signed: the kind as a word, the time with microseconds in UTC."""
    text = str(shown)
    if name == "kind":
        return KINDS.get(text, text)
    if name == "received_at":
        try:
            instant = datetime.fromisoformat(text)
        except ValueError:
            return text
        return text if instant.tzinfo is None else instant.astimezone(UTC).isoformat(timespec="microseconds")
    return text


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


if __name__ == "__main__":
    raise SystemExit(main())
