"""Offline exams on the real broker and PostgreSQL: seats under a rush, files from processes, marks on their way."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ce_files.storage import FolderStore
from ce_files.testing import xlsx
from ce_files.tickets import FileTicket
from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.waiting import wait_for

HU, MA = (person(name, ("city_admin", "unit-hrss")) for name in ("hu", "ma"))
FROM = {"registration_opens_at": "2026-01-01T00:00:00Z", "registration_closes_at": "2026-12-30T00:00:00Z"}


@pytest.fixture(scope="module")
def files(own_platform):
    return FolderStore(Path(own_platform.folder) / "files")


@pytest.fixture
def announce(create, ask):
    def make(year=2026, seats=5):
        exam = create(
            year, mode="EXAM_MODE_OFFLINE", blueprint=[], duration_minutes=0, points_per_item=0, full_marks=100
        )
        venues = [{"name": f"考点{n}", "address": "街", "seats": seats} for n in (1, 2)]
        day = {"starts_at": "2026-12-31T01:00:00Z", "ends_at": "2026-12-31T03:00:00Z"}
        return ask("announce_session", HU, exam_id=exam["exam_id"], venues=venues, **day, **FROM)["session"]

    return make


@pytest.fixture
def session(announce):
    return announce()


def ours(heard, people):
    return [one for one in heard.wait(0) if one["data"]["person_id"] in people]


def outcome(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except ServiceFault as fault:
        return fault.reason


def test_a_rush_for_ten_seats_gives_each_to_one_person(ask, session):
    people = [new_id() for _ in range(15)]

    def register(who):
        while (answer := outcome(ask, "register_for_session", who, session_id=session["session_id"])) in (
            "REGISTRATION_INTERFERED",
        ):
            pass
        return answer

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(register, people))
    seats = [one["registration"]["admission_number"] for one in outcomes if isinstance(one, dict)]
    assert (len(seats), len(set(seats)), outcomes.count("SESSION_FULL")) == (10, 10, 5)


def test_one_person_pressing_twenty_times_has_one_seat(ask, session):
    who = new_id()
    with ThreadPoolExecutor(10) as pool:
        calls = pool.map(
            lambda _: outcome(ask, "register_for_session", who, session_id=session["session_id"]), range(20)
        )
        outcomes = list(calls)
    assert len([one for one in outcomes if isinstance(one, dict)]) == 1
    assert {one for one in outcomes if isinstance(one, str)} <= {"ALREADY_REGISTERED", "REGISTRATION_INTERFERED"}


def test_who_begins_online_and_registers_offline_at_once_has_one_of_both(ask, create, announce):
    """The notice lets a person choose one mode; two devices press at the same moment."""
    online, session = create(2021), announce(2021, seats=30)
    for who in (new_id() for _ in range(12)):
        with ThreadPoolExecutor(2) as pool:
            begun = pool.submit(outcome, ask, "start_attempt", who, exam_id=online["exam_id"])
            seat = pool.submit(outcome, ask, "register_for_session", who, session_id=session["session_id"])
            answers = [begun.result(), seat.result()]
        assert len([one for one in answers if isinstance(one, dict)]) == 1, answers
        assert {one for one in answers if isinstance(one, str)} <= {"MODE_CHOSEN", "LIVE_ELSEWHERE"}


def test_from_registration_to_marks_that_are_told(ask, session, own_bus, own_platform, files, jumps):
    session_id, people = session["session_id"], [new_id() for _ in range(2)]
    names = {people[0]: "张三", people[1]: "李龘"}
    told = [
        event("identity.person.registered.v1", {"person_id": one, "name": name, "id_number_masked": "3703**********12"})
        for one, name in names.items()
    ]
    own_bus.tell(*told)
    numbers = [
        ask("register_for_session", one, session_id=session_id)["registration"]["admission_number"] for one in people
    ]
    wait_for(lambda: own_bus.depth("exam.identity.person.registered.v1") == 0)
    for form, begin in (("XLSX", b"PK"), ("PDF", b"%PDF")):
        written = ask("write_admission_list", HU, session_id=session_id, format=f"ADMISSION_LIST_FORMAT_{form}")
        found = FileTicket.decode(written["file_ticket"], own_platform.secret.encode(), "hu")
        assert (files.get(found.sha256)[: len(begin)], written["admitted"]) == (begin, 2)
    jumps.to("2026-12-31T12:00:00")
    sha256, size = files.put(
        [xlsx(["准考证号", "姓名", "成绩"], zip(numbers, names.values(), (80, 59), strict=True))], 1 << 20
    )
    ticket = FileTicket(sha256, size, "application/xlsx", "成绩.xlsx", "hu").encode(own_platform.secret.encode())
    imported = ask("import_marks", HU, session_id=session_id, file_ticket=ticket)
    assert imported["counts"] == {"READ": 2, "PASSED": 1, "FAILED": 1}
    with own_bus.hear("exam.attempt.graded.v1") as heard, ThreadPoolExecutor(4) as pool:
        decide = {"import_id": imported["import_id"], "confirm": True}
        outcomes = list(pool.map(lambda _: outcome(ask, "decide_marks", MA, **decide), range(4)))
        assert outcomes.count("ALREADY_DECIDED") == 3
        facts = wait_for(lambda: told if len(told := ours(heard, people)) == 2 else None)
    assert {(one["data"]["person_id"], one["data"]["mode"], one["data"]["passed"]) for one in facts} == {
        (people[0], "offline", True),
        (people[1], "offline", False),
    }
