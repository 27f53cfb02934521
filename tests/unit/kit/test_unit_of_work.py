"""One use case, one transaction; requests and events have their effect once; facts leave with the commit."""

import pytest

from ce_kit.call import Actor, Call
from ce_kit.db.once import AlreadyHandled, BatchOnce, Replayed, RequestOnce, admit
from ce_kit.db.unit_of_work import in_transaction
from ce_kit.errors import RequestIdReused
from ce_kit.facts import Fact
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person


def count(units):
    return len(units.rows("note"))


def test_commit_keeps(units):
    with units() as uow:
        uow.write("a")
        uow.commit()
    assert count(units) == 1


@pytest.mark.parametrize("how", ["left without commit", "error", "error after commit is too late"])
def test_rollback(units, how):
    def use_case():
        with units() as uow:
            uow.write("a")
            uow.outbox.add(Fact("x.y.z.v1", "s", 1, {}))
            uow.audit.record("x", "s")
            if how == "error":
                raise ValueError
            if how == "error after commit is too late":
                uow.commit()
                raise ValueError

    if how == "left without commit":
        use_case()
    else:
        with pytest.raises(ValueError):
            use_case()
    kept = how == "error after commit is too late"
    assert (count(units), len(units.facts()), len(units.audits())) == ((1, 1, 1) if kept else (0, 0, 0))


def test_one_transaction_at_a_time(units):
    uow = units()
    with uow, pytest.raises(RuntimeError, match="one transaction"):
        uow.__enter__()


def test_unit_can_be_used_again_after_its_transaction(units):
    uow = units()
    for text in ("a", "b"):
        with uow:
            uow.write(text)
            uow.commit()
    assert count(units) == 2


def test_transaction_is_known_while_it_lasts(units):
    assert not in_transaction.get()
    with units() as uow:
        assert in_transaction.get()
        uow.commit()
        assert not in_transaction.get()
    with pytest.raises(ValueError), units():
        raise ValueError
    assert not in_transaction.get()


def test_facts_carry_what_receivers_need(units):
    trace = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"
    uow = units.kind(units.engine, units.clock, "credit", Call(Actor(), "request-1", None, trace))
    with uow:
        uow.outbox.add(Fact("credit.claim.approved.v1", "claim-1", 3, {"hours": "8"}))
        uow.outbox.extend(Fact("credit.claim.closed.v1", "claim-1", 4, {}) for _ in range(2))
        uow.commit()
    first, *rest = units.facts()
    assert first["specversion"] == "1.0"
    assert (first["type"], first["subject"], first["version"]) == ("credit.claim.approved.v1", "claim-1", 3)
    assert (first["source"], first["data"]) == ("credit", {"hours": "8"})
    assert first["time"] == units.clock.now().isoformat()
    assert len({fact["id"] for fact in (first, *rest)}) == 3
    (row, *_) = units.rows("outbox")
    assert row["headers"] == {"traceparent": trace, "ce-request": "request-1"}
    assert row["published_at"] is None


def test_relay_is_woken_by_a_commit_with_facts_only(units):
    woken = []
    for facts, commit in ((1, True), (0, True), (1, False)):
        uow = units.kind(units.engine, units.clock, "test", wake_relay=lambda: woken.append(1))
        with uow:
            uow.outbox.extend(Fact("x.y.z.v1", "s", 1, {}) for _ in range(facts))
            if commit:
                uow.commit()
    assert woken == [1]


# --- requests


def request(units, request_id, payload, actor="p1", method="write"):
    return RequestOnce(actor, method, request_id, payload, units.clock, b"secret")


def answer(units, once, response, error=None):
    """Carry out a use case as the entrypoint does."""
    uow = units(person("p1"), once=once)
    with uow:
        uow.write("effect")
        uow.commit()
    assert in_transaction.get()  # not yet: the answer is stored in the same transaction
    uow.finish(response, error)
    assert not in_transaction.get()


def test_request_has_one_effect_and_one_answer(units):
    request_id, payload = new_id(), {"a": 1, "b": [2]}
    answer(units, request(units, request_id, payload), {"answer": 7})
    with pytest.raises(Replayed) as replayed:
        answer(units, request(units, request_id, {"b": [2], "a": 1}), {"answer": 8})
    assert replayed.value.response == {"answer": 7}
    assert count(units) == 1


def test_request_id_with_other_content_is_refused(units):
    request_id = new_id()
    answer(units, request(units, request_id, {"a": 1}), {})
    with pytest.raises(RequestIdReused):
        answer(units, request(units, request_id, {"a": 2}), {})
    assert count(units) == 1


def test_request_id_belongs_to_its_actor_and_method(units):
    request_id = new_id()
    answer(units, request(units, request_id, {}), 1)
    answer(units, request(units, request_id, {}, actor="p2"), 2)
    answer(units, request(units, request_id, {}, method="other"), 3)
    assert count(units) == 3


def test_failure_after_commit_rolls_back_and_may_be_tried_again(units):
    once = request(units, new_id(), {})
    answer(units, once, None, ValueError("answer could not be made"))
    assert count(units) == 0
    answer(units, once, {"answer": 1})
    assert count(units) == 1


def test_answer_that_cannot_be_stored_rolls_back(units):
    uow = units(once=request(units, new_id(), {}))
    with uow:
        uow.write("effect")
        uow.commit()
    with pytest.raises(Exception, match="not JSON serializable"):
        uow.finish({"answer": object()})
    uow.finish(None, ValueError())
    assert count(units) == 0
    assert not in_transaction.get()


def test_payload_is_kept_as_a_keyed_hash_only(units):
    answer(units, request(units, new_id(), {"password": "hunter2"}), {})
    (row,) = units.rows("request")
    assert "hunter2" not in str(row)
    assert len(row["payload_sha256"]) == 64


# --- events


def test_event_has_one_effect_per_consumer(units):
    for consumer in ("credit.x", "credit.x", "exam.x"):
        try:
            with units.for_event("e1", consumer) as uow:
                uow.write(consumer)
                uow.commit()
        except AlreadyHandled:
            assert consumer == "credit.x"
    assert [row["text"] for row in units.rows("note")] == ["credit.x", "exam.x"]
    assert not in_transaction.get()


def test_event_whose_effect_failed_may_come_again(units):
    with pytest.raises(ValueError), units.for_event("e1") as uow:
        uow.write("half")
        raise ValueError
    with units.for_event("e1") as uow:
        uow.write("whole")
        uow.commit()
    assert [row["text"] for row in units.rows("note")] == ["whole"]


def test_batch_admits_each_new_event_once(units):
    one, two, three = (event("x.y.z.v1", {"n": number}) for number in range(3))
    with units(once=BatchOnce("credit.x")) as uow:
        assert uow.fresh([one, two, one]) == [one, two]
        uow.commit()
    with units(once=BatchOnce("credit.x")) as uow:
        assert uow.fresh([two, three]) == [three]
        uow.commit()
    with units(once=BatchOnce("credit.x")) as uow:
        assert uow.fresh([]) == []
    with units() as uow, pytest.raises(TypeError):
        uow.fresh([one])


def test_batch_rolled_back_is_fresh_again(units):
    one = event("x.y.z.v1", {})
    for _ in range(2):
        with units(once=BatchOnce("credit.x")) as uow:
            assert uow.fresh([one]) == [one]


def test_large_batches_fit_into_statements(units):
    with units() as uow:
        ids = [new_id() for _ in range(20_000)]
        assert admit(uow.connection, uow.metadata, "credit.x", ids) == set(ids)
