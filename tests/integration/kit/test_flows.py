"""The toy's flows, the same in both profiles: RabbitMQ with PostgreSQL, and embedded."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ce_kit.errors import DeadlineExceeded, ServiceFault, Unavailable
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.waiting import wait_for


@pytest.fixture(params=["server", "embedded"])
def bus(request):
    if request.param == "embedded":
        return request.getfixturevalue("embedded")
    request.getfixturevalue("toy")
    return request.getfixturevalue("bus")


def wait_count(bus, text, count=1):
    wait_for(lambda: bus.ask("toy.count", {"text": text})["count"] >= count)
    assert bus.ask("toy.count", {"text": text})["count"] == count


def write(bus, text, request_id=None, **options):
    return bus.ask("toy.write", {"request_id": request_id or new_id(), "text": text}, **options)


def test_call_is_answered(bus):
    assert bus.ask("toy.echo", {"text": "你好"})["text"] == "你好"


def test_actor_comes_from_the_signed_context(bus):
    actor = person("p1", ("employer_clerk", "org-1"))
    assert bus.ask("toy.whoami", actor=actor) == {"actor": "p1", "roles": [["employer_clerk", "org-1"]]}
    with pytest.raises(ServiceFault) as refused:
        bus.ask("toy.whoami")
    assert refused.value.reason == "NOT_SIGNED_IN"


def test_actor_goes_on_to_the_next_service(bus):
    actor = person("p1", ("employer_clerk", "org-1"))
    assert bus.ask("toy.ask", {"method": "whoami"}, actor=actor)["actor"] == "p1"


def test_refusal_keeps_reason_and_numbers(bus):
    with pytest.raises(ServiceFault) as refused:
        bus.ask("toy.fail", {"how": "refuse"})
    fault = refused.value
    assert (fault.kind, fault.reason, fault.message) == ("FAILED_PRECONDITION", "TOY_REFUSED", "需要 3，现有 1")
    assert fault.metadata == {"needed": "3", "have": "1"}


def test_refusal_of_the_next_service_comes_through(bus):
    with pytest.raises(ServiceFault) as refused:
        bus.ask("toy.ask", {"method": "fail", "payload": {"how": "refuse"}})
    assert refused.value.reason == "TOY_REFUSED"


def test_unexpected_error_shows_only_an_id(bus):
    with pytest.raises(ServiceFault) as failed:
        bus.ask("toy.fail")
    assert failed.value.kind == "INTERNAL"
    assert failed.value.metadata["error_id"] in failed.value.message
    assert "secret" not in str(failed.value.args)


def test_answer_that_is_no_json_is_an_error_not_a_silence(bus):
    with pytest.raises(ServiceFault) as failed:
        bus.ask("toy.fail", {"how": "decimal"}, seconds=3)
    assert failed.value.kind == "INTERNAL"


def test_unknown_method_and_bad_fields(bus):
    with pytest.raises(ServiceFault) as unknown:
        bus.ask("toy.nope")
    assert (unknown.value.kind, unknown.value.reason) == ("UNIMPLEMENTED", "METHOD_NOT_FOUND")
    with pytest.raises(ServiceFault) as wrong:
        bus.ask("toy.write", {"request_id": "no uuid", "text": ""})
    assert {violation["field"] for violation in wrong.value.violations} == {"request_id", "text"}


def test_absent_service_is_told_at_once(bus):
    with pytest.raises(Unavailable):
        bus.ask("absent.method", seconds=5)
    with pytest.raises(ServiceFault) as refused:
        bus.ask("toy.ask_absent", seconds=5)
    assert refused.value.kind == "UNAVAILABLE"
    assert bus.ask("toy.ask", {"method": "echo", "payload": {"text": "still well"}})["text"] == "still well"


def test_slow_method_ends_with_the_deadline(bus):
    with pytest.raises(DeadlineExceeded):
        bus.ask("toy.echo", {"seconds": 2}, seconds=0.3)


def test_no_call_inside_a_transaction(bus):
    with pytest.raises(ServiceFault) as failed:
        bus.ask("toy.ask_inside_transaction")
    assert failed.value.kind == "INTERNAL"


def test_write_is_told_and_heard(bus):
    text = f"hello {new_id()}"
    write(bus, text)
    wait_count(bus, f"heard {text}")


def test_request_id_gives_the_first_answer_again(bus):
    text, request_id = f"once {new_id()}", new_id()
    first = write(bus, text, request_id)
    assert write(bus, text, request_id) == first
    assert bus.ask("toy.count", {"text": text})["count"] == 1
    with pytest.raises(ServiceFault) as reused:
        write(bus, "something else", request_id)
    assert (reused.value.kind, reused.value.reason) == ("ALREADY_EXISTS", "REQUEST_ID_REUSED")
    assert write(bus, text, request_id, actor=person("another")) != first


def test_request_id_gives_the_first_answer_though_a_check_before_the_transaction_would_refuse_it_now(bus):
    text, request_id = f"first {new_id()}", new_id()

    def write_first(text, request_id):
        return bus.ask("toy.write_first", {"request_id": request_id, "text": text})

    first = write_first(text, request_id)
    with pytest.raises(ServiceFault) as refused:
        write_first(text, new_id())
    assert refused.value.reason == "TOY_REFUSED"
    assert write_first(text, request_id) == first
    write(bus, other := f"other {new_id()}")
    with pytest.raises(ServiceFault) as reused:
        write_first(other, request_id)
    assert reused.value.reason == "REQUEST_ID_REUSED"


def test_write_without_request_id_is_refused(bus):
    with pytest.raises(ServiceFault) as refused:
        bus.ask("toy.write", {"text": "no id"})
    assert refused.value.violations[0]["field"] == "request_id"


def test_two_clicks_at_once_have_one_effect_and_one_answer(bus):
    text, request_id = f"linger {new_id()}", new_id()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: write(bus, text, request_id)["answer"], range(8)))
    assert len(set(answers)) == 1
    assert bus.ask("toy.count", {"text": text})["count"] == 1


def test_writes_that_overlap_all_succeed(bus):
    texts = [f"linger {new_id()}" for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: write(bus, text, seconds=5), texts))
    for text in texts:
        wait_count(bus, f"heard {text}")


def test_failure_after_commit_leaves_nothing(bus):
    text = f"late-failure {new_id()}"
    with pytest.raises(ServiceFault):
        write(bus, text)
    assert bus.ask("toy.count", {"text": text})["count"] == 0
    assert bus.ask("toy.count", {"text": f"heard {text}"})["count"] == 0


def test_handler_that_fails_is_tried_again(bus):
    text = f"flaky {new_id()}"
    write(bus, text)
    wait_count(bus, f"heard {text}")
    assert bus.ask("toy.count", {"text": f"try {text}"})["count"] == 3


def test_event_delivered_twice_has_one_effect(bus):
    text = f"twice {new_id()}"
    one = event("toy.note.written.v1", {"text": text})
    assert bus.tell(one, one, one) == [None, None, None]
    bus.tell(event("toy.note.written.v1", {"text": f"after {text}"}))
    wait_count(bus, f"heard after {text}")
    wait_count(bus, f"heard {text}")


def test_jobs_come_in_batches_each_once(bus):
    run = new_id()
    jobs = [event("toy.job", {"text": f"{run} {number}"}) for number in range(100)]
    assert bus.put("toy.jobs", *jobs, *jobs[:20]) == [None] * 120
    for number in (0, 19, 20, 99):
        wait_count(bus, f"job {run} {number}")
