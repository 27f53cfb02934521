"""The identity service as its callers meet it: real broker, real PostgreSQL, real hashing, many clicks at once."""

import re
import secrets
import time
from collections import Counter

import pytest
from sqlalchemy import select, text

from ce_identity.adapters.tables import metadata
from ce_kit.db.audit import verify
from ce_kit.db.engine import make_engine
from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.store import schema_differences
from ce_kit.testing.together import at_once
from ce_kit.testing.waiting import wait_for

PASSWORD = "correct horse battery"
CITY, HOSPITAL, SCHOOL = "unit-hrss", "unit-hospital", "unit-school"
CLERK = person("clerk", ("hrss_admin", CITY))
BOSS = {HOSPITAL: person("boss", ("employer_admin", HOSPITAL)), SCHOOL: person("head", ("employer_admin", SCHOOL))}


@pytest.fixture
def ask(identity, own_bus):
    def call(method, actor=None, seconds=30, **payload):
        request = {"request_id": new_id(), **payload}
        options = {} if actor is None else {"actor": person(actor) if isinstance(actor, str) else actor}
        return own_bus.ask(f"identity.{method}", request, seconds=seconds, **options)

    return call


@pytest.fixture(scope="module")
def engine(database):
    engine = make_engine(database)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def tree(identity, own_bus, engine):
    """Let identity hear of a city with two employers."""
    for unit_id, parent_id, kind in ((CITY, "", "hrss"), (HOSPITAL, CITY, "employer"), (SCHOOL, CITY, "employer")):
        data = {"unit_id": unit_id, "parent_id": parent_id, "kind": kind, "name": unit_id, "administrator_id": ""}
        own_bus.tell(event("org.unit.registered.v1", data, subject=unit_id))
    wait_for(lambda: count(engine, "unit") >= 3)


def count(engine, table):
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_model_and_migrations_are_equal(engine):
    assert schema_differences(engine, metadata) == []


def test_a_person_registers_signs_in_refreshes_and_leaves(ask, number):
    login = number()
    made = ask("sign_up", name="𠮷䶮", id_number=login, password=PASSWORD)["person"]
    tokens = ask("sign_in", login=login, password=PASSWORD)["tokens"]
    tokens = ask("refresh_session", refresh_token=tokens["refresh_token"])["tokens"]
    assert ask("get_me", made["person_id"])["person"] == {**made, "name": "𠮷䶮"}
    ask("sign_out", refresh_token=tokens["refresh_token"])
    with pytest.raises(ServiceFault) as refused:
        ask("refresh_session", refresh_token=tokens["refresh_token"])
    assert refused.value.reason == "SESSION_ENDED"


def test_who_may_call_what(ask, own_bus, identity):
    anybody = {"request_id": new_id(), "person_id": "p", "purpose": "…", "id_number": "…", "role": {}}
    for method in ("get_me", "change_password", "issue_activation_code", "import_staff", "lookup_person"):
        with pytest.raises(ServiceFault) as refused:
            own_bus.ask(f"identity.{method}", anybody)
        assert refused.value.reason == "NOT_SIGNED_IN", method
    methods = (
        "issue_activation_code",
        "import_staff",
        "lookup_person",
        "reveal_id_number",
        "grant_role",
        "revoke_role",
    )
    for method in (*methods, "create_administrator"):
        with pytest.raises(ServiceFault) as refused:
            own_bus.ask(f"identity.{method}", anybody, actor=person("somebody"))
        assert refused.value.reason == "PERMISSION_DENIED", method
    with pytest.raises(ServiceFault) as refused:
        own_bus.ask("identity.create_administrator", anybody, actor=CLERK)
    assert refused.value.reason == "PERMISSION_DENIED"


def test_of_many_who_register_one_number_at_once_one_succeeds(ask, number, engine):
    login = number()
    before = count(engine, "person")
    answers = at_once(lambda at: ask("sign_up", name="张三", id_number=login, password=f"{PASSWORD} {at}"))
    assert sum(isinstance(answer, dict) for answer in answers) == 1
    assert [answer for answer in answers if isinstance(answer, str)] == ["PERSON_EXISTS"] * 7
    assert count(engine, "person") == before + 1


def test_a_retry_of_a_registration_gives_the_first_answer(ask, number):
    request = {"name": "张三", "id_number": number(), "password": PASSWORD, "request_id": new_id()}
    answers = at_once(lambda _: ask("sign_up", **request))
    assert len({answer["person"]["person_id"] for answer in answers}) == 1
    with pytest.raises(ServiceFault) as refused:
        ask("sign_up", **{**request, "password": "another good password"})
    assert refused.value.reason == "REQUEST_ID_REUSED"


def test_guesses_at_once_are_judged_one_by_one_with_and_without_an_account(ask, number):
    """Twelve wrong guesses at the same moment: five are judged, seven meet the lock; no account shows no difference."""
    known, unknown = number(), number()
    ask("sign_up", name="张三", id_number=known, password=PASSWORD)
    for login in (known, unknown):
        answers = at_once(lambda at: ask("sign_in", login=login, password=f"wrong password {at}"), times=12)  # noqa: B023
        assert Counter(answers) == {"BAD_CREDENTIALS": 5, "TOO_MANY_ATTEMPTS": 7}, login
    with pytest.raises(ServiceFault) as refused:
        ask("sign_in", login=known, password=PASSWORD)
    assert int(refused.value.metadata["retry_after_seconds"]) > 890


def test_the_last_six_activate_once_however_many_try_at_once(ask, number, upload, tree):
    login = number()
    ticket, _ = upload("boss", ["李四", login, None, None, None])
    ask("import_staff", BOSS[HOSPITAL], employer_id=HOSPITAL, file_ticket=ticket)
    answers = at_once(
        lambda at: ask("activate", login=login, secret=login[-6:], new_password=f"{PASSWORD} {at}"), times=4
    )
    assert sum(isinstance(answer, dict) for answer in answers) == 1
    assert [answer for answer in answers if isinstance(answer, str)] == ["BAD_CREDENTIALS"] * 3


def test_two_tabs_that_refresh_at_once_both_go_on(ask, number):
    login = number()
    ask("sign_up", name="张三", id_number=login, password=PASSWORD)
    token = ask("sign_in", login=login, password=PASSWORD)["tokens"]["refresh_token"]
    answers = at_once(lambda _: ask("refresh_session", refresh_token=token), times=2)
    for answer in answers:
        assert ask("refresh_session", refresh_token=answer["tokens"]["refresh_token"])


def test_org_makes_administrators(ask, own_bus, number, tree):
    person_id = ask("sign_up", name="张三", id_number=number(), password=PASSWORD)["person"]["person_id"]
    data = {"unit_id": new_id(), "parent_id": CITY, "kind": "employer", "name": "演示单位"}
    own_bus.tell(event("org.unit.registered.v1", {**data, "administrator_id": person_id}))
    role = {"role": "employer_admin", "scope_id": data["unit_id"]}
    wait_for(lambda: ask("get_me", person_id)["roles"] == [role])


def test_reach_follows_employment(ask, own_bus, number, tree):
    person_id = ask("sign_up", name="张三", id_number=number(), password=PASSWORD)["person"]["person_id"]

    def reached():
        try:
            return bool(ask("reveal_id_number", BOSS[HOSPITAL], person_id=person_id, purpose="核对"))
        except ServiceFault as fault:
            return fault.reason != "PERSON_NOT_FOUND"

    assert not reached()
    data = {"employment_id": new_id(), "person_id": person_id, "employer_id": HOSPITAL, "ended_on": "2026-03-02"}
    own_bus.tell(event("org.employment.started.v1", data, version=1))
    wait_for(reached)
    own_bus.tell(event("org.employment.ended.v1", data, version=2))
    wait_for(lambda: not reached())


def test_a_long_list_over_a_megabyte_is_imported_in_seconds_and_once(ask, own_bus, number, upload, tree, engine):
    rows = [
        [f"张{chr(0x4E00 + at % 5000)}", number(20_000 + at), "讲师", "教育", "2020-03-01", secrets.token_hex(250)]
        for at in range(5000)
    ]
    ticket, size = upload("boss", *rows)
    assert size > 1_000_000
    request = {"employer_id": HOSPITAL, "file_ticket": ticket, "request_id": new_id()}
    with own_bus.hear("identity.staff.imported.v1") as heard:
        began = time.monotonic()
        first = ask("import_staff", BOSS[HOSPITAL], **request)
        seconds = time.monotonic() - began
        assert first["counts"] == {"NEW": 5000}
        assert ask("import_staff", BOSS[HOSPITAL], **request) == first
        again = ask("import_staff", BOSS[HOSPITAL], **{**request, "request_id": new_id()})
        assert again["counts"] == {"UNCHANGED": 5000}
        heard.wait(5000, seconds=20)
    print(f"\n5,000 rows, {size / 1e6:.1f} MB: {seconds:.1f} s")
    assert seconds < 10  # what the gateway waits for unless the caller says more


def test_lists_that_overlap_at_once_make_each_person_once(ask, own_bus, number, upload, tree, engine):
    """Two employers import the same 300 people in opposite order, twice each, at the same moment."""
    rows = [[f"王{chr(0x4E00 + at)}", number(40_000 + at), "讲师", None, None] for at in range(300)]
    before = count(engine, "person")
    tickets = {HOSPITAL: upload("boss", *rows)[0], SCHOOL: upload("head", *reversed(rows))[0]}

    def load(at):
        employer_id = (HOSPITAL, SCHOOL)[at % 2]
        return ask("import_staff", BOSS[employer_id], employer_id=employer_id, file_ticket=tickets[employer_id])

    answers = at_once(load, times=4)
    assert count(engine, "person") == before + 300
    totals = Counter()
    for answer in answers:
        totals.update(answer["counts"])
    assert totals == {"NEW": 300, "LINKED": 300, "UNCHANGED": 600}


def test_no_number_leaves_the_service(identity, ask, own_bus, number, upload, tree, engine):
    """Through everything it does, a person's number stands nowhere but sealed: not in logs, events, rows, answers."""
    login, other = number(), number()
    broken = login[:-1] + ("0" if login[-1] != "0" else "1")
    with own_bus.hear("#") as heard:
        answers = [ask("sign_up", name="赵六", id_number=login, password=PASSWORD)]
        answers.append(ask("sign_in", login=login, password=PASSWORD))
        ticket, _ = upload("boss", ["赵六", login], ["赵六", broken], ["钱七", other], ["孙八", other])
        answers.append(ask("import_staff", BOSS[HOSPITAL], employer_id=HOSPITAL, file_ticket=ticket))
        assert answers[-1]["counts"] == {"LINKED": 1, "NEW": 1, "REJECTED": 2}
        answers.append(ask("lookup_person", CLERK, id_number=login, purpose="title_review"))
        for method, request in (
            ("sign_up", {"name": "李", "id_number": login, "password": PASSWORD}),
            ("sign_up", {"name": login, "id_number": login, "password": PASSWORD}),
            ("sign_in", {"login": login, "password": login}),
            ("activate", {"login": broken, "secret": login, "new_password": PASSWORD}),
            ("lookup_person", {"id_number": broken, "purpose": "title_review"}),
        ):
            with pytest.raises(ServiceFault) as refused:
                ask(method, CLERK, **request)
            answers.append(refused.value.args)
        heard.wait(3)
    with engine.connect() as connection:
        rows = [str(row) for table in metadata.sorted_tables for row in connection.execute(select(table)).all()]
    for name, place in {
        "answers": str(answers),
        "events": str(heard.events),
        "rows": str(rows),
        "log": identity.text(),
    }.items():
        assert not re.search(f"{login}|{other}|{broken}", place), name
    assert len(rows) > 50


def test_the_audit_chain_is_whole_after_all_that(engine):
    with engine.connect() as connection:
        assert verify(connection, metadata) is None
