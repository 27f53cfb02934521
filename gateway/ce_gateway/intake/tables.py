"""Tables of the intake: every sheet taken in with its receipt, and the keys receipts were ever signed with."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, text

from ce_gateway.federation.tables import metadata
from ce_kit.db.tables import Json, Utc

_KEPT = text("state = 'kept'")

receipt = Table(
    "receipt",
    metadata,
    Column("attempt_id", String(36), primary_key=True),
    Column("request_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("answers", Json, nullable=False),
    Column("answers_sha256", String(64), nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    # kept: not known to be on the queue; published: the broker has it; refused: the broker had no room for it
    Column("state", String(10), nullable=False),
    Index("ix_receipt_kept", "received_at", postgresql_where=_KEPT, sqlite_where=_KEPT),
)

receipt_key = Table(
    "receipt_key",
    metadata,
    Column("key_id", String(16), primary_key=True),
    Column("jwk", Json, nullable=False),
    Column("first_used_at", Utc, nullable=False),
)
