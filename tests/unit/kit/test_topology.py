"""Names on the broker and the policies that fit them."""

import json
import re

import pytest

from ce_kit.bus.topology import RETRY_DELAYS, SHARED_QUEUES, definitions, event_queue, policies, retry_queue, work_queue


def policy_of(queue):
    """Return the policy that RabbitMQ would choose: the matching one; no two may match."""
    found = [policy for policy in policies() if re.search(policy["pattern"], queue)]
    assert len(found) <= 1
    return found[0] if found else None


HANDLERS = {
    "delivery-limit": 20,
    "dead-letter-exchange": "ce.dead",
    "dead-letter-strategy": "at-least-once",
    "overflow": "reject-publish",
}


def test_handlers_have_a_limit_and_dead_letters_that_cannot_be_lost():
    assert policy_of(event_queue("credit", "exam.attempt.passed.v1").name)["definition"] == HANDLERS


def test_work_queues_are_bounded_besides():
    assert policy_of(work_queue("exam.submissions").name)["definition"] == {
        **HANDLERS,
        "max-length": 50_000,
        "max-length-bytes": 256_000_000,
    }


def test_waiting_queues_have_growing_delays_and_send_back():
    delays = []
    for level in range(len(RETRY_DELAYS)):
        definition = policy_of(retry_queue(level).name)["definition"]
        delays.append(definition["message-ttl"])
        assert definition["dead-letter-exchange"] == ""
        assert definition["dead-letter-strategy"] == "at-least-once"
    assert delays == sorted(set(delays)) == [int(delay * 1000) for delay in RETRY_DELAYS]


def test_calls_expire_and_leave_no_dead_letters():
    assert policy_of("rpc-credit")["definition"] == {"message-ttl": 60_000, "expires": 60_000}


@pytest.mark.parametrize("queue", ["ce.dead", "rpc.reply-gateway-7", "amq.gen-x", "ce.other"])
def test_other_queues_have_no_policy(queue):
    assert policy_of(queue) is None


def test_code_declares_nothing_but_the_queue_type():
    for queue in (*SHARED_QUEUES, event_queue("credit", "x.y.z.v1"), work_queue("jobs")):
        assert queue.queue_arguments == {"x-queue-type": "quorum"}
        assert queue.durable


def test_definitions_hold_every_virtual_host():
    found = definitions(["370300", "371000"], "ce", delays=(1, 2), delivery_limit=3)
    assert json.loads(json.dumps(found)) == found
    assert [one["name"] for one in found["vhosts"]] == ["370300", "371000"]
    assert {one["vhost"] for one in found["permissions"]} == {"370300", "371000"}
    assert len(found["policies"]) == 2 * 5
    limits = {one["definition"].get("delivery-limit") for one in found["policies"]}
    assert limits == {3, None}
