"""Tables of the intake: every sheet taken in with its receipt, the desks that took them, the keys they signed with."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, text

from ce_gateway.federation.tables import metadata
from ce_kit.db.tables import Json, Utc

desk = Table(
    "desk",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("opened_at", Utc, nullable=False),
    # of what this desk received before that instant, the broker has or had everything, or refused it
    Column("settled_before", Utc, nullable=False),
)

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
    # kept: taken in; refused: the broker had no room for it, and its sender was told so
    Column("state", String(10), nullable=False),
    # no foreign key: it would be looked up for every sheet of a rush, and the desk writes its own number
    Column("desk", Integer, nullable=False, server_default=text("1")),
    Index("ix_receipt_desk", "desk", "received_at"),
)

receipt_key = Table(
    "receipt_key",
    metadata,
    Column("key_id", String(16), primary_key=True),
    Column("jwk", Json, nullable=False),
    Column("first_used_at", Utc, nullable=False),
)
