"""The city's ledger and the province's receipt, each method one transaction."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from ce_gateway.federation.chain import GENESIS, batch_sha256, day_sha256
from ce_gateway.federation.errors import BatchAltered, ChainBroken, EpochPast
from ce_gateway.federation.tables import metadata
from tests.unit.gateway.conftest import CITY, hours


def sent(receipt, batch, city=CITY):
    return receipt.commit(city, batch.epoch, batch.seq, batch.sha256, batch.prev_sha256, batch.records)


def states(ledger, person="person-1"):
    return {row.record_id: row.state for row in ledger.of_person(person, None, 50)}


def told(receipt):
    table = metadata.tables["outbox"]
    with receipt.engine.connect() as connection:
        return [row.body for row in connection.execute(select(table).order_by(table.c.position))]


class TestChain:
    records = [hours(number).record for number in range(3)]

    def test_a_batch_covers_every_field_the_order_and_the_batch_before(self):
        whole = batch_sha256(GENESIS, self.records)
        others = [
            batch_sha256("1" * 64, self.records),
            batch_sha256(GENESIS, self.records[:2]),
            batch_sha256(GENESIS, self.records[::-1]),
        ]
        changes = {"kind": "person", "record_id": "x", "version": 9, "fact": "{}", "recorded_on": "2021-01-01"}
        for field, value in changes.items():
            others.append(batch_sha256(GENESIS, [replace(self.records[0], **{field: value}), *self.records[1:]]))
        assert whole not in others
        assert len(set(others)) == len(others)

    def test_a_days_digest_does_not_depend_on_order(self):
        keys = [("a", 1), ("b", 1), ("b", 2)]
        assert day_sha256(keys) == day_sha256(reversed(keys))
        assert day_sha256(keys) != day_sha256(keys[:2])


class TestLedger:
    def test_a_record_is_collected_once(self, ledger):
        assert ledger.collect([hours(1), hours(2)]) == 2
        assert ledger.collect([hours(2), hours(3), hours(2, version=2)]) == 2

    def test_a_record_goes_from_waiting_to_sent_to_received_to_accepted(self, ledger):
        ledger.collect([hours(1)])
        assert states(ledger) == {"entry-1": "WAITING"}
        batch = ledger.make()
        assert states(ledger) == {"entry-1": "SENT"}
        ledger.acknowledge(batch.seq)
        assert states(ledger) == {"entry-1": "RECEIVED"}
        ledger.judge(1, [SimpleNamespace(kind="hours", record_id="entry-1", version=1, accepted=True, reason="")])
        assert states(ledger) == {"entry-1": "ACCEPTED"}

    def test_a_refusal_keeps_its_reason(self, ledger):
        ledger.collect([hours(1)])
        ledger.make()
        answer = SimpleNamespace(kind="hours", record_id="entry-1", version=1, accepted=False, reason="姓名不一致")
        ledger.judge(1, [answer])
        (row,) = ledger.of_person("person-1", None, 5)
        assert (row.state, row.reason) == ("REFUSED", "姓名不一致")

    def test_an_acknowledgement_after_the_answer_does_not_take_the_answer_back(self, ledger):
        ledger.collect([hours(1)])
        batch = ledger.make()
        ledger.judge(1, [SimpleNamespace(kind="hours", record_id="entry-1", version=1, accepted=True, reason="")])
        ledger.acknowledge(batch.seq)
        assert states(ledger) == {"entry-1": "ACCEPTED"}

    def test_answers_that_were_stored_change_nothing_when_repeated(self, ledger):
        ledger.collect([hours(1)])
        ledger.make()
        good = SimpleNamespace(kind="hours", record_id="entry-1", version=1, accepted=True, reason="")
        bad = SimpleNamespace(kind="hours", record_id="entry-1", version=1, accepted=False, reason="x")
        ledger.judge(1, [good])
        ledger.judge(1, [bad])
        assert states(ledger) == {"entry-1": "ACCEPTED"}

    def test_a_batch_is_the_same_to_the_byte_when_read_again(self, ledger):
        ledger.collect([hours(number) for number in range(20)])
        first = ledger.make()
        ledger.collect([hours(21)])
        assert ledger.made(first.seq) == first
        second = ledger.make()
        assert (second.seq, second.prev_sha256) == (2, first.sha256)
        assert ledger.make() is None


class TestReceipt:
    def test_batches_are_committed_in_order_with_an_event_per_record(self, ledger, receipt):
        ledger.collect([hours(1), hours(2)])
        first = ledger.make()
        ledger.collect([hours(3)])
        second = ledger.make()
        assert sent(receipt, first).last_seq == 1
        assert sent(receipt, second).last_seq == 2
        events = told(receipt)
        assert [event["type"] for event in events] == ["federation.hours.received.v1"] * 3
        assert events[0]["data"]["fact"] == {"entry_id": "entry-1", "amount": "8"}
        assert events[0]["data"]["city"] == CITY

    def test_a_repeated_batch_is_acknowledged_and_tells_nothing_new(self, ledger, receipt):
        ledger.collect([hours(1)])
        batch = ledger.make()
        sent(receipt, batch)
        assert sent(receipt, batch).last_seq == 1
        assert len(told(receipt)) == 1

    def test_a_gap_is_not_stored_and_the_city_learns_where_to_go_on(self, ledger, receipt):
        ledger.collect([hours(1)])
        ledger.make()
        ledger.collect([hours(2)])
        second = ledger.make()
        assert sent(receipt, second).last_seq == 0
        assert told(receipt) == []

    def test_an_altered_batch_is_refused_whole(self, ledger, receipt):
        ledger.collect([hours(1), hours(2)])
        batch = ledger.make()
        forged = replace(batch.records[0], fact='{"entry_id":"entry-1","amount":"80"}')
        with pytest.raises(BatchAltered):
            sent(receipt, replace(batch, records=[forged, batch.records[1]]))
        assert told(receipt) == []

    def test_another_ledger_of_the_same_city_is_refused(self, ledger, receipt, stores, clock):
        ledger.collect([hours(1)])
        sent(receipt, ledger.make())
        twin = type(ledger)(stores("twin"), clock)
        twin.collect([hours(7)])
        with pytest.raises(ChainBroken):
            sent(receipt, twin.make())
        twin.collect([hours(8)])
        with pytest.raises(ChainBroken):
            sent(receipt, twin.make())

    def test_a_new_epoch_starts_over_and_doubles_nothing(self, ledger, receipt):
        ledger.collect([hours(1), hours(2)])
        batch = ledger.make()
        sent(receipt, batch)
        again = replace(batch, epoch=2, records=[*batch.records, hours(3).record])
        again = replace(again, sha256=batch_sha256(GENESIS, again.records))
        assert sent(receipt, again).epoch == 2
        assert [event["subject"] for event in told(receipt)] == ["entry-1", "entry-2", "entry-3"]
        with pytest.raises(EpochPast):
            sent(receipt, batch)

    def test_cities_do_not_disturb_each_other(self, ledger, receipt):
        ledger.collect([hours(1)])
        batch = ledger.make()
        assert sent(receipt, batch, "370300").last_seq == 1
        assert sent(receipt, batch, "371000").last_seq == 1
        assert len(told(receipt)) == 2

    def test_answers_are_numbered_per_city_without_gaps_and_once_per_record(self, ledger, receipt):
        ledger.collect([hours(number) for number in range(5)])
        sent(receipt, ledger.make())
        events = [
            {
                "data": {
                    "city": CITY,
                    "record_id": f"entry-{n}",
                    "record_version": 1,
                    "accepted": n != 3,
                    "reason": "x" * (n == 3),
                }
            }
            for n in range(5)
        ]
        receipt.judge(("hours", "assessment"), events[:3])
        receipt.judge(("hours", "assessment"), events[1:])
        answers = receipt.judgements_after(CITY, 0)
        assert [row.number for row in answers] == [1, 2, 3, 4, 5]
        assert [row.accepted for row in answers] == [True, True, True, False, True]
        assert [row.number for row in receipt.judgements_after(CITY, 3)] == [4, 5]
