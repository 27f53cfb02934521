"""The store: migrations, and a PostgreSQL that goes away and comes back."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from toy.app import metadata
from toy.bench import NOTE, Rows

from ce_kit.db import migrate
from ce_kit.db.engine import make_engine
from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import event
from ce_kit.testing.store import schema_differences
from ce_kit.testing.waiting import wait_for


@pytest.fixture
def bus(own_bus):
    return own_bus


def test_model_and_migrations_are_equal(toys):
    engine = make_engine(toys.database())
    assert schema_differences(engine, metadata) == []
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE note ADD COLUMN forgotten integer")
    assert schema_differences(engine, metadata) != []
    engine.dispose()


def test_two_migrators_at_once_migrate_once(own_platform, toys):
    url = own_platform.database("migrators")
    with ThreadPoolExecutor() as pool:
        migrators = [toys.process(url, command="migrate").start(until_ready=False) for _ in range(3)]
        codes = list(pool.map(lambda migrator: migrator.wait(20), migrators))
    assert codes == [0, 0, 0], [migrator.tail() for migrator in migrators]
    with Rows(url) as rows:
        assert rows.scalar("SELECT count(*) FROM audit_head") == 1
        assert rows.scalar("SELECT count(*) FROM alembic_version") == 1


def test_migrator_waits_for_the_one_before_it_as_long_as_it_takes(own_platform, monkeypatch):
    """Longer than a migration itself may wait for a lock."""
    monkeypatch.setattr(migrate, "TIMEOUTS", ("SET lock_timeout = '100ms'",))
    engine = make_engine(own_platform.database("waiting"))
    with ThreadPoolExecutor() as pool:
        with engine.connect() as first:
            first.exec_driver_sql(f"SELECT pg_advisory_lock({migrate.lock_key('toy')})")
            second = pool.submit(migrate.upgrade, engine, "toy", metadata)
            time.sleep(0.5)
            assert not second.done()
            first.exec_driver_sql(f"SELECT pg_advisory_unlock({migrate.lock_key('toy')})")
        second.result(10)
    migrate.check_at_head(engine, "toy")
    engine.dispose()


def test_database_behind_or_ahead_of_the_code_is_not_served(toys, own_platform):
    empty = own_platform.database("empty")
    with toys.process(empty).start(until_ready=False) as process:
        assert process.wait(10) == 3
        assert "run `python -m toy migrate`" in process.text()
    ahead = toys.database()
    with Rows(ahead) as rows:
        rows.scalar("UPDATE alembic_version SET version_num = '0099' RETURNING 1")
        with pytest.raises(migrate.NotAtHead):
            migrate.check_at_head(rows.engine, "toy")
    with toys.process(ahead).start(until_ready=False) as process:
        assert process.wait(10) == 3


def test_database_that_moves_on_under_a_service_makes_it_unready(toys):
    url = toys.database()
    with toys.process(url) as process, Rows(url) as rows:
        rows.scalar("UPDATE alembic_version SET version_num = '0099' RETURNING 1")
        (reason,) = process.wait_until(ready=False)
        assert "0099" in reason


def test_postgres_restart_loses_nothing(toys, bus, own_postgres):
    own_postgres.create_databases(["toy"])
    url = own_postgres.url("toy")
    engine = make_engine(url)
    migrate.upgrade(engine, "toy", metadata)
    engine.dispose()
    texts = [new_id() for _ in range(12)]
    with toys.process(url) as process:
        bus.ask("toy.write", {"request_id": new_id(), "text": "before"})
        own_postgres.kill()
        (reason,) = process.wait_until(ready=False)
        assert "database" in reason
        with pytest.raises(ServiceFault) as away:
            bus.ask("toy.write", {"request_id": new_id(), "text": "while away"})
        assert away.value.reason == "STORE_UNAVAILABLE"
        bus.tell(*(event(NOTE, {"text": text}) for text in texts))
        bus.put("toy.jobs", *(event("toy.job", {"text": text}) for text in texts))
        time.sleep(2)  # longer than all retry delays of a failing handler together
        own_postgres.start()
        process.wait_until(ready=True)
        with Rows(url) as rows:
            for text in texts:
                rows.wait(f"heard {text}")
                rows.wait(f"job {text}")
        assert bus.take("ce.dead") == []


def test_service_waits_for_its_database(toys, own_postgres):
    own_postgres.create_databases(["late"])
    url = own_postgres.url("late")
    engine = make_engine(url)
    migrate.upgrade(engine, "toy", metadata)
    engine.dispose()
    own_postgres.kill()
    with toys.process(url).start(until_ready=False) as process:
        wait_for(lambda: "database out of reach" in process.text())
        assert process.readiness() == (False, ["starting"])
        own_postgres.start()
        process.wait_until(ready=True)
    with toys.process(url).start(until_ready=False) as process:
        own_postgres.kill()
        wait_for(lambda: process.readiness()[1] != [] and "no answer" not in process.readiness()[1][0])
        assert process.terminate(3) == 0


def test_command_line_refuses_wrong_settings(toys, own_platform):
    process = toys.process("postgresql+psycopg2://nobody", made_up="1")
    process.start(until_ready=False)
    assert process.wait(10) == 2
    assert "CE_MADE_UP" in process.text()
