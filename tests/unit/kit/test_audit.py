"""The audit chain: whole as written, broken wherever somebody touched it."""

import pytest
from sqlalchemy import text

from ce_kit.db.audit import verify
from ce_kit.testing.bus import person


@pytest.fixture
def chain(units):
    for number in range(5):
        with units(person(f"p{number}")) as uow:
            uow.audit.record("claim.approve", f"c{number}", {"hours": "8", "note": "同意"})
            uow.audit.record("claim.close", f"c{number}")
            uow.commit()
    return units


def broken_at(units):
    with units.engine.connect() as connection:
        return verify(connection, units.kind.metadata)


def test_chain_is_whole(chain):
    assert broken_at(chain) is None
    first, *_ = chain.audits("claim.approve")
    assert (first["actor_id"], first["subject"], first["detail"]) == ("p0", "c0", {"hours": "8", "note": "同意"})
    assert [row["position"] for row in chain.audits()] == list(range(1, 11))


def test_empty_chain_is_whole(units):
    assert broken_at(units) is None


@pytest.mark.parametrize(
    ("tampering", "position"),
    [
        ('UPDATE audit SET detail = \'{"hours":"80"}\' WHERE position = 3', 3),
        ("UPDATE audit SET actor_id = 'p9' WHERE position = 3", 3),
        ("UPDATE audit SET action = 'claim.refuse' WHERE position = 10", 10),
        ("UPDATE audit SET subject = 'c9' WHERE position = 1", 1),
        ("UPDATE audit SET at = '2020-01-01 00:00:00.000000' WHERE position = 5", 5),
        ("DELETE FROM audit WHERE position = 4", 5),
        ("DELETE FROM audit WHERE position = 1", 2),
        ("DELETE FROM audit WHERE position >= 9", 9),
        ("DELETE FROM audit", 1),
        ("UPDATE audit SET sha256 = previous_sha256 WHERE position = 6", 6),
        ("UPDATE audit_head SET sha256 = 'x'", 11),
        ("UPDATE audit_head SET position = 9", 11),
    ],
)
def test_tampering_shows(chain, tampering, position):
    with chain.engine.begin() as connection:
        connection.execute(text(tampering))
    assert broken_at(chain) == position


def test_insertion_shows(chain):
    with chain.engine.begin() as connection:
        connection.execute(text("UPDATE audit SET position = position + 100 WHERE position > 4"))
        connection.execute(text("UPDATE audit SET position = position - 99 WHERE position > 100"))
        connection.execute(
            text("INSERT INTO audit SELECT 5, at, actor_id, action, subject, detail, sha256, sha256 FROM audit LIMIT 1")
        )
    assert broken_at(chain) == 5


def test_what_was_rolled_back_is_not_in_the_chain(chain):
    with chain() as uow:
        uow.audit.record("claim.approve", "never")
    with pytest.raises(RuntimeError), chain() as uow:
        uow.audit.record("claim.approve", "never")
        raise RuntimeError
    assert broken_at(chain) is None
    assert len(chain.audits()) == 10
