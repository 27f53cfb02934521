"""The checker: compares what people were told with what there is. Pure; returns what is wrong, in words."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ce.exam.v1 import exam_service_pb2 as exam
from ce_keys.ed25519 import KeySet
from tests.faults.exam.caused import Caused
from tests.faults.exam.history import Call, Fate, History, Sheet, sha256_of
from tests.faults.exam.observe import Left

CHANCES, PASS_MARK, POINTS = 2, 60, 5
SPENT = {"handed_in_before", "too_late"}


def violations(history: History, left: Left, hours: int, caused: Caused) -> list[str]:
    """Return everything that contradicts the promise; empty when it was kept."""
    return [
        *_receipts(history, left),
        *_every_receipt_counts(history, left),
        *_saves_are_kept(history, left),
        *_nothing_unsent(history, left),
        *_marks(history, left),
        *_chances(history, left),
        *_ledger(left, hours),
        *_accounts(left, caused),
    ]


def _receipts(history: History, left: Left) -> Iterator[str]:
    """Receipts are signed, say what was sent, and are the same bytes whenever the request is sent again."""
    keys = KeySet(left.jwks)
    for kind in ("save", "submit"):
        for (attempt_id, request_id), calls in history.received(kind).items():
            if len({call.receipt for call in calls}) > 1:
                yield f"request {request_id} of attempt {attempt_id} got different receipts"
            receipt = exam.Receipt.FromString(calls[0].receipt)
            signed = json.loads(receipt.signed)
            said = [attempt_id, request_id, kind, calls[0].sequence, calls[0].sha256]
            if signed[2:7] != said or not keys.verify(receipt.key_id, receipt.signature, receipt.signed):
                yield f"the receipt of request {request_id} does not prove what was sent"
    for call in history.of("reuse"):
        if call.fate is Fate.OK:
            yield f"request {call.request_id} brought a second sheet, and it was accepted"


def _every_receipt_counts(history: History, left: Left) -> Iterator[str]:
    """Each receipt has exactly one graded attempt with the very answers of its hash."""
    sent: dict[str, set[str]] = defaultdict(set)
    for call in history.of("submit"):
        sent[call.attempt_id].add(call.request_id)
    for (attempt_id, request_id), calls in history.received("submit").items():
        submission, marks = left.submissions.get(attempt_id), left.marks.get(attempt_id, [])
        if submission is None or not marks:
            yield f"receipt {request_id}: attempt {attempt_id} was never graded"
        elif submission["request_id"] == request_id:
            if submission["answers_sha256"] != calls[0].sha256:
                yield f"receipt {request_id}: attempt {attempt_id} was graded by other answers"
        elif (aside := left.set_aside.get((attempt_id, request_id))) is None:
            yield f"receipt {request_id}: attempt {attempt_id} was graded by {submission['request_id']} instead"
        elif aside["reason"] not in SPENT or submission["request_id"] not in sent[attempt_id]:
            yield f"receipt {request_id}: set aside without cause ({aside['reason']})"


def _saves_are_kept(history: History, left: Left) -> Iterator[str]:
    """The newest sheet that was saved is kept, and closes the attempt when nothing was handed in."""
    newest: dict[str, Call] = {}
    for calls in history.received("save").values():
        call = calls[0]
        if call.attempt_id not in newest or newest[call.attempt_id].sequence < call.sequence:
            newest[call.attempt_id] = call
    for attempt_id, call in newest.items():
        kept, closed = left.saved.get(attempt_id), left.submissions.get(attempt_id)
        if (attempt_id, call.request_id) in left.set_aside:
            continue
        if kept is None or kept["sequence"] < call.sequence:
            yield f"attempt {attempt_id}: saved sheet {call.sequence} is gone"
        if closed is not None and closed["closing"] == "time" and closed["sequence"] < call.sequence:
            yield f"attempt {attempt_id}: closed by time from sheet {closed['sequence']}, not {call.sequence}"


def _nothing_unsent(history: History, left: Left) -> Iterator[str]:
    """Nothing was graded or kept that was not sent, and nothing that was refused."""
    fates: dict[tuple[str, str], set[Fate]] = defaultdict(set)
    hashes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for call in history.of("save", "submit"):
        fates[call.attempt_id, call.request_id].add(call.fate)
        hashes[call.attempt_id, call.request_id].add(call.sha256)
    for attempt_id, row in left.submissions.items():
        key = attempt_id, row["request_id"]
        if row["closing"] == "time" and not row["request_id"]:
            saved = left.saved.get(attempt_id)
            hashes[key] = {sha256_of(_sheet(saved["answers"]) if saved else ())}
        if row["answers_sha256"] not in hashes[key]:
            yield f"attempt {attempt_id} was graded by a sheet that nobody sent"
        if fates[key] == {Fate.REFUSED}:
            yield f"attempt {attempt_id} was graded by request {row['request_id']}, which was refused"
        if sha256_of(_sheet(row["answers"])) != row["answers_sha256"]:
            yield f"attempt {attempt_id}: the answers are not those of their hash"
    for attempt_id, row in left.saved.items():
        if sha256_of(_sheet(row["answers"])) not in hashes[attempt_id, row["request_id"]]:
            yield f"attempt {attempt_id} keeps a sheet that nobody sent"


def _marks(history: History, left: Left) -> Iterator[str]:
    """Marks are those of the answers; every graded attempt was told once, and once more for each revision."""
    for attempt_id, marks in left.marks.items():
        started, submission = history.attempts.get(attempt_id), left.submissions.get(attempt_id)
        if submission is None:
            yield f"attempt {attempt_id} has a mark and no sheet"
        elif started is not None:
            points = POINTS * sum(started.right.get(n) == chosen for n, chosen in _sheet(submission["answers"]))
            last = marks[-1]
            if (last["points"], last["passed"]) != (points, points >= PASS_MARK):
                yield f"attempt {attempt_id} has {last['points']} points, its answers are worth {points}"
        versions = [mark["version"] for mark in marks]
        told = sorted(body["version"] for body in left.told.get(attempt_id, []))
        if versions != list(range(1, len(marks) + 1)) or told != versions:
            yield f"attempt {attempt_id} has marks {versions} and was told as {told}"
    for attempt_id in left.submissions.keys() - left.marks.keys():
        yield f"attempt {attempt_id} was closed and has no mark"


def _chances(history: History, left: Left) -> Iterator[str]:
    """Nobody has more attempts than the rules allow, nor one after having passed."""
    rows = defaultdict(list)
    for row in left.attempts:
        rows[row["person_id"]].append(row)
    for person_id, own in rows.items():
        own.sort(key=lambda row: row["number"])
        if [row["number"] for row in own] != list(range(1, len(own) + 1)) or len(own) > CHANCES:
            yield f"person {person_id} has {len(own)} attempts; two are allowed"
        if sum(row["closed_at"] is None for row in own) > 1:
            yield f"person {person_id} has two live attempts"
        if any(_always_passed(left, row["attempt_id"]) for row in own[:-1]):
            yield f"person {person_id} sat again after having passed"
    known = {row["attempt_id"] for row in left.attempts}
    for attempt_id in history.attempts.keys() - known:
        yield f"attempt {attempt_id} was begun and is gone"


def _always_passed(left: Left, attempt_id: str) -> bool:
    """Tell whether every mark was a pass; one that a closing by time has overtaken may change it later (ADR 0031)."""
    marks = left.marks.get(attempt_id)
    return bool(marks and all(mark["passed"] for mark in marks))


def _passed(left: Left, attempt_id: str) -> bool:
    marks = left.marks.get(attempt_id)
    return bool(marks and marks[-1]["passed"])


def _ledger(left: Left, hours: int) -> Iterator[str]:
    """Credit knows every graded attempt; the ledger holds the hours of those who passed, once, and no others."""
    graded = {attempt_id: _passed(left, attempt_id) for attempt_id in left.marks}
    for attempt_id in graded.keys() | left.recorded.keys():
        if graded.get(attempt_id) != left.recorded.get(attempt_id):
            yield f"attempt {attempt_id}: graded {graded.get(attempt_id)}, credit has {left.recorded.get(attempt_id)}"
    people = {row["attempt_id"]: row["person_id"] for row in left.attempts}
    passed = {people[attempt_id] for attempt_id, good in graded.items() if good}
    for person_id in passed | left.ledger.keys():
        due, booked = Decimal(hours if person_id in passed else 0), left.ledger.get(person_id, Decimal(0))
        if due != booked:
            yield f"person {person_id} has {booked} hours in the ledger instead of {due}"


def _accounts(left: Left, caused: Caused) -> Iterator[str]:
    """Dead letters, sheets set aside as unreadable and complaints in the logs are those the run has caused."""
    for text, count in Counter(left.dead).items():
        if not any(known in text for known in caused.texts):
            yield f"{count} dead letters that nobody expected: {text[:300]}"
    for text in caused.texts:
        if not any(text in one for one in left.dead):
            yield f"poison vanished: {text[:100]}"
    for key, row in left.set_aside.items():
        if row["reason"] not in SPENT and key not in caused.sheets:
            yield f"sheet {key} was set aside: {row['reason']}"
    for key in caused.sheets:
        if key not in left.set_aside:
            yield f"the owner of the unreadable sheet {key} was not told"
    for queue, count in left.waiting.items():
        if count:
            yield f"{count} messages are still in {queue}"
    for key, row in left.receipts.items():
        if not row["settled"] and row["state"] != "refused":
            yield f"sheet {key} was kept and is still not on the queue"
    unexplained = Counter(_complaint(entry) for entry in left.errors if not caused.explains(entry))
    for text, count in unexplained.items():
        yield f"{count} × unexpected error in the log: {text}"


def _complaint(entry: dict[str, object]) -> str:
    last = str(entry.get("error") or entry.get("exception") or "").strip().splitlines()
    return f"{entry['process']}: {entry.get('event')}: {last[-1] if last else ''}"[:400]


def _sheet(answers: list[list[object]]) -> Sheet:
    return tuple((int(str(number)), str(chosen)) for number, chosen in answers)
