"""The exam service as its callers meet it: real broker, real PostgreSQL, two processes, many clicks at once."""

from concurrent.futures import ThreadPoolExecutor

import orjson
import pytest
from sqlalchemy import func, select, update

from ce_exam.adapters.set_asides import SqlSetAsides
from ce_exam.adapters.tables import attempt, mark, metadata, paper, ready_paper, resit, study
from ce_exam.adapters.tables import pool as pools
from ce_kit.db.audit import verify
from ce_kit.db.engine import make_engine
from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.store import schema_differences
from ce_kit.testing.waiting import wait_for

HU = person("hu", ("city_admin", "unit-hrss"))


@pytest.fixture(scope="module")
def engine(database):
    made = make_engine(database)
    yield made
    made.dispose()


@pytest.fixture
def who():
    """A person nobody else in this run is."""
    return new_id()


def count(engine, table, *conditions):
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()


def sheet_of(started, right):
    answers = []
    for one in started["paper"]["questions"]:
        good = next(option["label"] for option in one["options"] if option["text"] == "right")
        bad = next(option["label"] for option in one["options"] if option["label"] != good)
        answers.append({"number": one["number"], "chosen": good if one["number"] <= right else bad})
    return answers


def graded(ask, started):
    """Wait for the mark of an attempt; return its person's view."""

    def view():
        attempt = started["attempt"]
        found = ask("get_attempt", attempt["person_id"], attempt_id=attempt["attempt_id"])
        return found if "mark" in found["attempt"] else None

    return wait_for(view)


def sit(ask, send, exam_id, who, right):
    started = ask("start_attempt", who, exam_id=exam_id)
    send((started, sheet_of(started, right), {}))
    return graded(ask, started)["attempt"]


def ours(heard, exam_id):
    return [fact for fact in heard.events if fact["data"]["exam_id"] == exam_id]


def refused(call, *args, **kwargs):
    with pytest.raises(ServiceFault) as fault:
        call(*args, **kwargs)
    return fault.value


def outcome(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except ServiceFault as fault:
        return fault.reason


def test_model_and_migrations_are_equal(engine):
    assert schema_differences(engine, metadata) == []


def test_only_hrss_administrators_fill_the_bank_and_create_exams(ask):
    for actor in ("lin", person("ma", ("employer_admin", "unit-1"))):
        for method in ("import_items", "create_exam"):
            assert refused(ask, method, actor).reason == "PERMISSION_DENIED"


def test_imports_at_once_lose_no_item_and_double_none(upload, ask, engine):
    tickets = [upload(*([f"P{n}", 2018, "公需科目", "判断", "易", f"题 {n}", "", "", "", "对"] for n in range(20)))]
    tickets += [upload([f"Q{n}", 2018, "公需科目", "判断", "易", f"题 {n}", "", "", "", "错"]) for n in range(3)]

    def until_taken(ticket):
        while (answer := outcome(ask, "import_items", HU, file_ticket=ticket)) == "IMPORT_INTERFERED":
            pass
        return answer["counts"]

    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(until_taken, tickets * 2))
    assert sum(one.get("NEW", 0) for one in counts) == 23
    assert all("REJECTED" not in one for one in counts)
    with engine.connect() as connection:
        newest = select(pools).where(pools.c.year == 2018).order_by(pools.c.number.desc()).limit(1)
        assert len(connection.execute(newest).one().item_version_ids) == 23


def test_the_rule_is_asked_of_credit_by_the_service_itself(create, credit):
    policy = create(2019)["policy"]
    assert (policy["chances"], policy["chances_after_restudy"], policy["clause"]) == (2, 2, "WH19 一(一)")
    payload, headers = credit.asked[-1]
    assert payload["facts"] == {"category": "public", "failed": 2, "restudy": True}
    assert orjson.loads(headers["ce-actor"])[:2] == ["exam", "service"]


def test_an_exam_is_created_once_for_a_request(create, ask, engine):
    request_id = new_id()
    first, second = create(request_id=request_id), create(request_id=request_id)
    assert first == second
    error = refused(create, request_id=request_id, title="另一场")
    assert error.reason == "REQUEST_ID_REUSED"


def test_from_start_to_mark_and_everybody_is_told(create, ask, send, who, own_bus):
    exam_id = create()["exam_id"]
    with own_bus.hear("exam.attempt.graded.v1") as heard:
        taken = sit(ask, send, exam_id, who, right=4)
        assert taken["mark"] == {"points": 80, "pass_mark": 60, "passed": True, "sat_on": taken["mark"]["sat_on"]}
        (fact,) = heard.wait(1)
    assert (fact["data"]["person_id"], fact["data"]["mark"], fact["data"]["passed"]) == (who, 80, True)


def test_twenty_clicks_at_once_begin_one_attempt(create, ask, who, engine):
    exam_id = create(2020)["exam_id"]
    with ThreadPoolExecutor(20) as pool:
        started = list(pool.map(lambda _: ask("start_attempt", who, exam_id=exam_id), range(20)))
    assert len({one["attempt"]["attempt_id"] for one in started}) == 1
    assert len({orjson.dumps(one["paper"]) for one in started}) == 1
    assert count(engine, attempt, attempt.c.person_id == who) == 1


def test_fifty_people_who_begin_at_once_get_fifty_papers_that_lay_ready(create, ask, engine):
    exam_id = create()["exam_id"]
    mine = ready_paper.c.exam_id == exam_id
    wait_for(lambda: count(engine, ready_paper, mine) >= 200, seconds=20)
    people = [new_id() for _ in range(50)]
    with ThreadPoolExecutor(16) as pool:
        started = list(pool.map(lambda who: ask("start_attempt", who, exam_id=exam_id), people))
    assert len({one["paper"]["paper_hash"] for one in started}) == 50
    wait_for(lambda: count(engine, ready_paper, mine) >= 200, seconds=20)
    left = count(engine, paper, paper.c.exam_id == exam_id) - count(engine, ready_paper, mine)
    assert left == 50


def test_twenty_devices_handing_in_at_once_are_graded_once_and_nineteen_are_told(create, ask, send, who, engine):
    started = ask("start_attempt", who, exam_id=create()["exam_id"])
    attempt_id = started["attempt"]["attempt_id"]
    with ThreadPoolExecutor(4) as pool:
        batches = list(pool.map(lambda n: send(*[(started, sheet_of(started, n % 6), {})] * 5), range(4)))
    jobs = {one["request_id"]: one for batch in batches for one in batch}
    wait_for(lambda: len(graded(ask, started)["set_aside"]) == 19)
    view = graded(ask, started)
    assert count(engine, mark, mark.c.attempt_id == attempt_id) == 1
    results = [view["handed_in"]["request_id"], *(one["request_id"] for one in view["set_aside"])]
    assert sorted(results) == sorted(jobs)
    assert {one["reason"] for one in view["set_aside"]} == {"SET_ASIDE_REASON_HANDED_IN_BEFORE"}
    assert view["handed_in"]["answers_sha256"] == jobs[results[0]]["answers_sha256"]


def test_one_sheet_delivered_twenty_times_has_one_effect(create, ask, send, who, own_bus, engine):
    exam_id = create()["exam_id"]
    started = ask("start_attempt", who, exam_id=exam_id)
    same = {"request_id": new_id()}
    with own_bus.hear("exam.attempt.graded.v1") as heard:
        with ThreadPoolExecutor(5) as pool:
            list(pool.map(lambda _: send(*[(started, sheet_of(started, 5), same)] * 4), range(5)))
        assert graded(ask, started)["set_aside"] == []
        wait_for(lambda: own_bus.depth("work.exam.submissions") == 0)
        heard.wait(1)
        send((started, sheet_of(started, 5), same))
        assert graded(ask, started)["set_aside"] == []
        assert len(ours(heard, exam_id)) == 1


def test_saves_in_any_order_keep_the_newest(create, ask, send, who):
    started = ask("start_attempt", who, exam_id=create()["exam_id"])
    saves = [(started, sheet_of(started, n % 6), {"kind": "save", "sequence": n}) for n in range(30, 0, -1)]
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda part: send(*saves[part::5]), range(5)))

    def saved():
        return ask("get_attempt", who, attempt_id=started["attempt"]["attempt_id"])["saved"]["sequence"]

    wait_for(lambda: saved() == 30)


def test_the_race_of_start_and_hand_in_never_gives_a_second_free_attempt(create, ask, send, engine):
    """One device hands in a failed sheet while others press start."""
    exam_id = create(2020)["exam_id"]
    for who in (new_id() for _ in range(5)):
        started = ask("start_attempt", who, exam_id=exam_id)
        with ThreadPoolExecutor(8) as pool:
            clicks = [pool.submit(outcome, ask, "start_attempt", who, exam_id=exam_id) for _ in range(7)]
            send((started, sheet_of(started, 0), {}))
            assert all(click.result() for click in clicks)
        graded(ask, started)
        assert count(engine, attempt, attempt.c.person_id == who) == 1


def test_a_resit_opens_when_it_is_paid_however_often_that_is_told(create, ask, send, who, own_bus, engine):
    exam_id = create(2020)["exam_id"]
    assert sit(ask, send, exam_id, who, right=0)["mark"]["passed"] is False
    unpaid = refused(ask, "start_attempt", who, exam_id=exam_id)
    assert (unpaid.reason, unpaid.metadata["reference"]) == ("RESIT_UNPAID", exam_id)
    assert unpaid.message == "已考 1 次未合格，补考费 10 元，请先缴纳（ZB20 三(三)）"
    line = {"product": "resit", "reference": exam_id, "person_id": who, "amount_fen": 1000}
    paid = {"order_id": new_id(), "payer_id": "employer", "lines": [line], "paid_at": "2026-03-02T04:00:00Z"}
    told = event("billing.order.paid.v1", paid)
    assert own_bus.tell(told, told, event("billing.order.paid.v1", paid)) == [None] * 3
    wait_for(lambda: own_bus.depth("exam.billing.order.paid.v1") == 0)
    wait_for(lambda: count(engine, resit, resit.c.person_id == who))
    assert sit(ask, send, exam_id, who, right=0)["number"] == 2
    assert refused(ask, "start_attempt", who, exam_id=exam_id).reason == "RESIT_UNPAID"
    assert count(engine, resit, resit.c.person_id == who) == 1


def test_two_failures_lead_to_a_new_round_of_study(create, ask, send, who, own_bus):
    exam_id = create(2019, min_study_hours="25")["exam_id"]

    def complete(number):
        data = {
            "enrolment_id": new_id(),
            "person_id": who,
            "year": 2019,
            "category": "public",
            "hours": "12.5",
            "round": number,
        }
        told = [event("learning.course.completed.v1", {**data, "enrolment_id": new_id()}) for _ in range(2)]
        assert own_bus.tell(*told, *told) == [None] * 4
        wait_for(lambda: standing()["hours_have"] == "25")

    def standing():
        exams = ask("list_exams", who, year=2019)["exams"]
        return next(one["standing"] for one in exams if one["exam"]["exam_id"] == exam_id)

    complete(1)
    sit(ask, send, exam_id, who, right=0)
    sit(ask, send, exam_id, who, right=0)
    assert refused(ask, "start_attempt", who, exam_id=exam_id).reason == "RESTUDY_NEEDED"
    with own_bus.hear("exam.restudy.granted.v1") as heard, ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda _: outcome(ask, "request_restudy", who, exam_id=exam_id), range(8)))
        assert next(one for one in rounds if one != "RESTUDY_NOT_NEEDED")["round"] == 2
        assert rounds.count("RESTUDY_NOT_NEEDED") == 7
        (fact,) = heard.wait(1)
    assert (fact["data"]["person_id"], fact["data"]["round"]) == (who, 2)
    assert refused(ask, "start_attempt", who, exam_id=exam_id).reason == "HOURS_MISSING"
    complete(2)
    assert sit(ask, send, exam_id, who, right=5)["round"] == 2


def test_a_completion_nobody_can_read_is_set_aside_alone(own_bus, ask, who, engine):
    good = {"enrolment_id": new_id(), "person_id": who, "year": 2026, "category": "public", "hours": "1", "round": 1}
    bad = event("learning.course.completed.v1", {**good, "enrolment_id": new_id(), "hours": "many"})
    own_bus.tell(bad, event("learning.course.completed.v1", good))
    wait_for(lambda: count(engine, study, study.c.person_id == who))
    (letter,) = own_bus.dead_letters(1)
    assert letter.payload["id"] == bad["id"]
    assert count(engine, study, study.c.person_id == who) == 1


def test_killed_while_people_hand_in_nothing_is_lost_or_graded_twice(create, ask, send, engine, processes, own_bus):
    exam_id = create()["exam_id"]
    people = [new_id() for _ in range(40)]
    with ThreadPoolExecutor(10) as pool:
        started = list(pool.map(lambda who: ask("start_attempt", who, exam_id=exam_id), people))
    with own_bus.hear("exam.attempt.graded.v1") as heard:
        for number, one in enumerate(started):
            send((one, sheet_of(one, number % 6), {}))
            if number == 20:
                processes[0].kill()
        processes[0].start()
        wait_for(lambda: count(engine, mark.join(attempt), attempt.c.exam_id == exam_id) == 40, seconds=20)
        wait_for(lambda: heard.wait(1) and {one["data"]["person_id"] for one in ours(heard, exam_id)} == set(people))
    for number, one in enumerate(started):
        assert graded(ask, one)["attempt"]["mark"]["points"] == 20 * (number % 6)


def test_a_sheet_that_cannot_be_read_is_set_aside_alone(create, ask, send):
    exam_id = create()["exam_id"]
    people = [new_id() for _ in range(5)]
    started = [ask("start_attempt", who, exam_id=exam_id) for who in people]
    altered = {"answers": [[1, "Z"]]}
    send(*((one, sheet_of(one, 5), altered if number == 2 else {}) for number, one in enumerate(started)))
    for number, one in enumerate(started):
        if number != 2:
            assert graded(ask, one)["attempt"]["mark"]["points"] == 100
    view = ask("get_attempt", people[2], attempt_id=started[2]["attempt"]["attempt_id"])
    assert [one["reason"] for one in view["set_aside"]] == ["SET_ASIDE_REASON_UNREADABLE"]
    assert view["attempt"]["state"] == "ATTEMPT_STATE_LIVE"


def test_a_sheet_of_a_batch_that_cannot_be_graded_is_set_aside_alone(create, ask, send, engine):
    """Its paper is damaged; nobody could foresee that."""
    exam_id = create()["exam_id"]
    people = [new_id() for _ in range(5)]
    started = [ask("start_attempt", who, exam_id=exam_id) for who in people]
    damaged = started[2]["paper"]["paper_hash"]
    with engine.begin() as connection:
        connection.execute(update(paper).where(paper.c.paper_hash == damaged).values(drawn=[["nothing", "ABC"]]))
    send(*((one, sheet_of(one, 5), {}) for one in started))
    for number, one in enumerate(started):
        if number != 2:
            assert graded(ask, one)["attempt"]["mark"]["points"] == 100

    def told():
        return ask("get_attempt", people[2], attempt_id=started[2]["attempt"]["attempt_id"])["set_aside"]

    assert [one["reason"] for one in wait_for(told)] == ["SET_ASIDE_REASON_UNGRADABLE"]


def test_a_late_sheet_on_which_grading_failed_is_found_to_be_settled_again(create, ask, send, who, engine, jumps):
    started = ask("start_attempt", who, exam_id=create()["exam_id"])
    attempt_id, received_at = started["attempt"]["attempt_id"], jumps.now.isoformat()
    jumps.past(started["attempt"]["deadline"])
    graded(ask, started)
    whole = paper.c.paper_hash == started["paper"]["paper_hash"]
    with engine.begin() as connection:
        connection.execute(update(paper).where(whole).values(drawn=[["nothing", "ABC"]]))
    send((started, sheet_of(started, 5), {"received_at": received_at}))
    (told,) = wait_for(lambda: ask("get_attempt", who, attempt_id=attempt_id)["set_aside"])
    assert told["reason"] == "SET_ASIDE_REASON_UNGRADABLE"
    with engine.connect() as connection:
        asides = SqlSetAsides(connection)
        (left,) = [one for one in asides.ungradable(100) if one.attempt_id == attempt_id]
        asides.withdraw(left)
        assert asides.of_attempt(attempt_id) == []


def test_two_sweeping_processes_close_what_is_overdue_once_each(create, ask, send, own_bus, engine, jumps):
    exam_id = create()["exam_id"]
    people = [new_id() for _ in range(60)]
    with own_bus.hear("exam.attempt.graded.v1") as heard:
        with ThreadPoolExecutor(10) as pool:
            started = list(pool.map(lambda who: ask("start_attempt", who, exam_id=exam_id), people))
        mine = started[-1]
        send((mine, sheet_of(mine, right=3), {"kind": "save"}))
        wait_for(lambda: ask("get_attempt", people[-1], attempt_id=mine["attempt"]["attempt_id"])["saved"]["sequence"])
        jumps.past(max(one["attempt"]["deadline"] for one in started))
        wait_for(lambda: count(engine, mark.join(attempt), attempt.c.exam_id == exam_id) == 60)
        wait_for(lambda: heard.wait(1) and len({one["subject"] for one in ours(heard, exam_id)}) == 60)
    assert len(ours(heard, exam_id)) == 60
    taken = ask("get_attempt", people[-1], attempt_id=mine["attempt"]["attempt_id"])["attempt"]
    assert taken["mark"]["points"] == 60
    assert taken["closed_at"] == taken["deadline"]


def test_more_time_after_the_time_ran_out_gives_the_chance_back_whoever_starts_at_once(create, ask, send, who, jumps):
    exam_id = create(2020)["exam_id"]
    lost = ask("start_attempt", who, exam_id=exam_id)
    jumps.past(lost["attempt"]["deadline"])
    graded(ask, lost)
    assert refused(ask, "start_attempt", who, exam_id=exam_id).reason == "RESIT_UNPAID"
    given = {"exam_id": exam_id, "person_id": who, "extra_minutes": 20, "reason": "考点停电"}

    def begin(_):
        try:
            return ask("start_attempt", who, exam_id=exam_id)["attempt"]["number"]
        except ServiceFault as fault:
            return fault.reason

    with ThreadPoolExecutor(9) as pool:
        granting = pool.submit(ask, "grant_extension", HU, **given)
        begun = set(pool.map(begin, range(40)))
    assert granting.result()["excused_attempt_id"] == lost["attempt"]["attempt_id"]
    assert begun <= {"RESIT_UNPAID", "START_INTERFERED", 2}
    assert begin(None) == 2
    assert refused(ask, "grant_extension", HU, **given).reason == "BAD_EXTENSION"


def test_at_midnight_of_31_december_the_year_is_over(create, ask, send, who, engine, jumps):
    exam_id = create()["exam_id"]
    jumps.to("2026-12-31T23:59:50")
    started = ask("start_attempt", who, exam_id=exam_id)
    other = ask("start_attempt", new_id(), exam_id=exam_id)
    assert started["attempt"]["deadline"] == "2026-12-31T16:00:00.000000Z"
    jumps.to("2027-01-01T00:00:00")
    in_time = {"received_at": "2026-12-31T15:59:59.999000+00:00"}
    send((other, sheet_of(other, 5), in_time), (started, sheet_of(started, 5), {}))
    assert refused(ask, "start_attempt", new_id(), exam_id=exam_id).reason == "EXAM_CLOSED"
    assert graded(ask, other)["attempt"]["mark"]["points"] == 100
    jumps.past(started["attempt"]["deadline"])
    taken = graded(ask, started)
    assert (taken["attempt"]["mark"]["points"], taken["attempt"]["mark"]["sat_on"]) == (0, "2026-12-31")
    assert [one["reason"] for one in taken["set_aside"]] == ["SET_ASIDE_REASON_TOO_LATE"]


def test_the_audit_chain_is_whole(engine):
    with engine.connect() as connection:
        assert verify(connection, metadata) is None
