"""kill -9 in the middle: the ledger equals what was acknowledged, no hour is lost and none doubled."""

import random
import threading
import time
from collections import Counter
from decimal import Decimal

from ce_kit.db.engine import make_engine
from ce_kit.errors import DeadlineExceeded, ServiceFault, Unavailable
from ce_kit.ids import new_id
from ce_kit.testing.waiting import wait_for

PEOPLE = [f"k{number}" for number in range(20)]
COURSES = 6
KILLS = 3


def until_acknowledged(city, method, actor, **payload):
    """Call again with the same request id, as a client does, until there is an answer."""
    request = {"request_id": new_id(), **payload}
    for _ in range(60):
        try:
            return city.bus.ask(f"credit.{method}", request, actor=actor, seconds=3)
        except (Unavailable, DeadlineExceeded):
            time.sleep(0.1)
        except ServiceFault as fault:
            if fault.kind not in ("UNAVAILABLE", "DEADLINE_EXCEEDED"):
                raise
            time.sleep(0.1)
    raise AssertionError(f"{method} was never acknowledged")


def events_of(city, rng):
    """Return everything that happens to these people beside claims, shuffled, every tenth twice."""
    events = []
    for one in PEOPLE:
        events += [city.completed(one, f"课{number}") for number in range(COURSES)]
        events += [city.completed(one, "必修", "20", "public"), city.graded(one, 1, passed=False), city.graded(one, 2)]
    events += events[::10]
    rng.shuffle(events)
    return events


def test_kill_9_loses_and_doubles_nothing(credit, city, database, reviewers):
    rng = random.Random(2020)
    city.bus.tell(*(city.employed(one) for one in PEOPLE))
    wait_for(lambda: city.bus.depth("credit.org.employment.started.v1") == 0)
    time.sleep(0.5)
    stream, acknowledged, failures = events_of(city, rng), [], []

    def tell():
        for start in range(0, len(stream), 8):
            assert all(outcome is None for outcome in city.bus.tell(*stream[start : start + 8]))
            time.sleep(0.15)

    def file_and_review(people):
        from ce_kit.testing.bus import person

        for one in people:
            filed = until_acknowledged(city, "submit_claim", person(one), **city.claim(one, 8))
            claim_id = filed["claim"]["claim_id"]
            for reviewer in reviewers:
                until_acknowledged(city, "approve_claim", reviewer, claim_id=claim_id)
            acknowledged.append((one, claim_id))

    def guarded(work, *args):
        try:
            work(*args)
        except BaseException as failure:
            failures.append(failure)

    workers = [
        threading.Thread(target=guarded, args=(tell,)),
        *(threading.Thread(target=guarded, args=(file_and_review, PEOPLE[part::4])) for part in range(4)),
    ]
    with city.bus.hear("credit.hours.recorded.v1") as heard:
        for worker in workers:
            worker.start()
        for _ in range(KILLS):
            time.sleep(rng.uniform(0.4, 1.2))
            credit.kill()
            credit.start()
        for worker in workers:
            worker.join(60)
        assert failures == []
        expected = str(5 * COURSES + 20 + 8)
        wait_for(lambda: all(city.total(one) == expected for one in PEOPLE), seconds=20)
        entries = {one["data"]["entry_id"]: one["data"] for one in heard.wait(1)}
        wait_for(lambda: _unpublished(database) == 0)
        entries |= {one["data"]["entry_id"]: one["data"] for one in heard.wait(1)}

    assert sorted(one for one, _ in acknowledged) == sorted(PEOPLE)
    rows = _ledger(database)
    assert sum(rows.values(), Decimal(0)) == Decimal(expected) * len(PEOPLE)
    assert Counter(Decimal(entry["amount"]) for entry in entries.values()) == _amounts(database)
    for one, claim_id in acknowledged:
        (claim,) = city.ask("list_claims", one)["claims"]
        assert (claim["claim_id"], claim["state"]) == (claim_id, "CLAIM_STATE_APPROVED")
        decided = {entry["activity_id"]: Decimal(entry["counted"]) for entry in city.year(one)["activities"]}
        assert decided == {activity: amount for (person_id, activity), amount in rows.items() if person_id == one}
    assert city.bus.depth("ce.dead") == 0


def _unpublished(database):
    return _query(
        database, "SELECT count(*) FROM outbox WHERE published_at IS NULL AND event_type LIKE 'credit.hours%%'"
    )[0][0]


def _ledger(database):
    query = "SELECT person_id, activity_id, sum(amount) FROM ledger_entry WHERE person_id LIKE 'k%%' GROUP BY 1, 2"
    return {(row[0], row[1]): row[2] for row in _query(database, query)}


def _amounts(database):
    return Counter(row[0] for row in _query(database, "SELECT amount FROM ledger_entry WHERE person_id LIKE 'k%%'"))


def _query(database, text):
    engine = make_engine(database)
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql(text).all()
    finally:
        engine.dispose()
