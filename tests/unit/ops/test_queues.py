"""What operations see of the queues."""

import json

from ce_ops.queues import Queue, list_queues, table


class FakeRabbitMq:
    """Answers as rabbitmqctl does."""

    def control(self, *words):
        assert words[:3] == ("-p", "ce-370300", "list_queues")
        names = ("name", "messages_ready", "messages_unacknowledged", "consumers", "message_bytes")
        rows = [("rpc-exam", 3, 0, 0, 900), ("work.exam.submissions", 40, 200, 2, 14_400_500), ("ce.dead", 1, 0, 0, 1)]
        rows += [("x.y", 0, 0, 1, 0), ("credit.exam.attempt.graded.v1", 900, 0, 0, 500_000)]
        return json.dumps([dict(zip(names, row, strict=True)) for row in rows])


def test_the_fullest_queues_come_first_and_empty_ones_are_left_out():
    shown = [one.name for one in list_queues(FakeRabbitMq(), "ce-370300")]
    assert shown == ["credit.exam.attempt.graded.v1", "work.exam.submissions", "ce.dead"]
    assert len(list_queues(FakeRabbitMq(), "ce-370300", all_=True)) == 5


def test_a_queue_that_nobody_empties_is_pointed_out():
    lines = table(list_queues(FakeRabbitMq(), "ce-370300")).splitlines()
    assert lines[1].endswith("NOBODY CONSUMES IT")
    assert lines[2].split() == ["work.exam.submissions", "40", "200", "14400", "2"]
    assert "set aside" in lines[3]
    assert table([]) == "nothing waits"
    assert Queue("a", 0, 0, 0, 0).note == ""
