"""What a run left: rows of the databases, messages in queues, complaints in logs; not asked through the API."""

import json
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson

from ce_client.testing import Bus
from ce_kit.bus.topology import event_queue, work_queue
from tests.evening.city import City

SHEETS = work_queue("exam.submissions")
RECEIPTS = "SELECT r.*, r.received_at < d.settled_before AS settled FROM receipt r JOIN desk d ON d.number = r.desk"
GRADED = event_queue("credit", "exam.attempt.graded.v1")


@dataclass
class Left:
    """Everything the checker compares with the history."""

    attempts: list[dict[str, Any]]
    submissions: dict[str, dict[str, Any]]
    marks: dict[str, list[dict[str, Any]]]
    saved: dict[str, dict[str, Any]]
    set_aside: dict[tuple[str, str], dict[str, Any]]
    told: dict[str, list[dict[str, Any]]]
    receipts: dict[tuple[str, str], dict[str, Any]]
    recorded: dict[str, bool]
    ledger: dict[str, Decimal]
    dead: list[str]
    waiting: dict[str, int]
    errors: list[dict[str, Any]]
    jwks: list[dict[str, Any]]


def observe(place: City, logs: dict[str, str]) -> Left:
    """Read it all."""
    exam, gateway, credit = (_Reader(place, part) for part in ("exam", "gateway", "credit"))
    marks = defaultdict(list)
    for row in exam.rows("SELECT attempt_id, points, passed, 1 AS version, graded_at FROM mark"):
        marks[row["attempt_id"]].append(row)
    for row in exam.rows("SELECT attempt_id, points, passed, version FROM mark_revision ORDER BY version"):
        marks[row["attempt_id"]].append(row)
    told = defaultdict(list)
    for row in exam.rows("SELECT body FROM outbox WHERE event_type = 'exam.attempt.graded.v1'"):
        body = row["body"] if isinstance(row["body"], dict) else json.loads(row["body"])
        told[body["data"]["attempt_id"]].append(body)
    ledger: dict[str, Decimal] = defaultdict(Decimal)
    for row in credit.rows("SELECT person_id, amount FROM ledger_entry"):
        ledger[row["person_id"]] += Decimal(row["amount"])
    found = Left(
        attempts=exam.rows("SELECT * FROM attempt"),
        submissions={row["attempt_id"]: row for row in exam.rows("SELECT * FROM submission")},
        marks=dict(marks),
        saved={row["attempt_id"]: row for row in exam.rows("SELECT * FROM saved_sheet")},
        set_aside={(row["attempt_id"], row["request_id"]): row for row in exam.rows("SELECT * FROM set_aside")},
        told=dict(told),
        receipts={(row["attempt_id"], row["request_id"]): row for row in gateway.rows(RECEIPTS)},
        recorded={row["attempt_id"]: row["passed"] for row in credit.rows("SELECT attempt_id, passed FROM attempt")},
        ledger=dict(ledger),
        dead=dead_letters(place.bus),
        waiting={str(queue.name): place.bus.depth(str(queue.name)) for queue in (SHEETS, GRADED)},
        errors=complaints(logs),
        jwks=[row["jwk"] for row in gateway.rows("SELECT jwk FROM receipt_key")],
    )
    for reader in (exam, gateway, credit):
        reader.close()
    return found


def dead_letters(bus: Bus) -> list[str]:
    """Take the dead letters; return the bodies as text."""
    return [bytes(_bytes(message.body)).decode(errors="replace") for message in bus.take("ce.dead")]


def complaints(logs: dict[str, str]) -> list[dict[str, Any]]:
    """Return the log lines of level error and above, and tracebacks nobody put into a line."""
    found = []
    for name, text in logs.items():
        for line in text.splitlines():
            if line.startswith("{"):
                entry = orjson.loads(line)
                if entry.get("level") in ("error", "critical"):
                    found.append({**entry, "process": name})
            elif line.startswith("Traceback"):
                found.append({"event": "Traceback", "process": name})
    return found


def settled(place: City) -> str:
    """Return what is still on its way; the empty text when everything has arrived."""
    exam, gateway, credit = (_Reader(place, part) for part in ("exam", "gateway", "credit"))
    try:
        unsettled = f"SELECT count(*) FROM ({RECEIPTS}) AS r WHERE NOT settled AND state <> 'refused'"
        open_ = {
            "receipts not on the queue": gateway.count(unsettled),
            "sheets in the queue": place.bus.depth(str(SHEETS.name)),
            "facts in the outbox": exam.count("SELECT count(*) FROM outbox WHERE published_at IS NULL"),
            "graded attempts credit does not know": exam.count("SELECT count(*) FROM mark")
            - credit.count("SELECT count(*) FROM attempt"),
        }
    finally:
        for reader in (exam, gateway, credit):
            reader.close()
    return ", ".join(f"{count} {what}" for what, count in open_.items() if count)


class _Reader:
    """A connection to one part's database."""

    def __init__(self, place: City, part: str) -> None:
        self.connection = place.backing.postgres.connect(place.platform.database(part))

    def rows(self, query: str) -> list[dict[str, Any]]:
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def count(self, query: str) -> int:
        return int(self.rows(query)[0]["count"])

    def close(self) -> None:
        self.connection.close()


def _bytes(body: Any) -> bytes:
    return body.encode() if isinstance(body, str) else bytes(body)
