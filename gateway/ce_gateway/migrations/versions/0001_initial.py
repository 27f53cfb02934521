"""Create the gateway's tables."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.migrate import create_chassis_v1
from ce_kit.db.tables import BigId, Json, Utc

revision, down_revision = "0001", None


def upgrade() -> None:
    create_chassis_v1(op)
    op.create_table(
        "sync_record",
        sa.Column("position", BigId, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("record_id", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("fact_type", sa.String(120), nullable=False),
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("recorded_on", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("batch_seq", sa.BigInteger),
        sa.Column("collected_at", Utc, nullable=False),
        sa.Column("sent_at", Utc),
        sa.Column("received_at", Utc),
        sa.Column("judged_at", Utc),
    )
    op.create_index("uq_sync_record_key", "sync_record", ["kind", "record_id", "version"], unique=True)
    op.create_index("ix_sync_record_person", "sync_record", ["person_id", "position"])
    op.create_index("ix_sync_record_state", "sync_record", ["state", "position"])
    op.create_index("ix_sync_record_batch", "sync_record", ["batch_seq"])
    op.create_index("ix_sync_record_day", "sync_record", ["recorded_on", "kind"])
    op.create_table(
        "sync_batch",
        sa.Column("epoch", sa.Integer, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("prev_sha256", sa.String(64), nullable=False),
        sa.Column("positions", Json, nullable=False),
        sa.Column("made_at", Utc, nullable=False),
        sa.Column("acknowledged_at", Utc),
    )
    state = op.create_table(
        "sync_state",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("judged_through", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(state, [{"id": 1, "epoch": 1, "judged_through": 0}])
    op.create_table(
        "city_stream",
        sa.Column("city", sa.String(12), primary_key=True),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("last_seq", sa.BigInteger, nullable=False),
        sa.Column("last_sha256", sa.String(64), nullable=False),
        sa.Column("last_judgement", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "received_record",
        sa.Column("city", sa.String(12), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("record_id", sa.String(80), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("city_person_id", sa.String(36), nullable=False),
        sa.Column("fact_type", sa.String(120), nullable=False),
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("recorded_on", sa.String(10), nullable=False),
        sa.Column("batch_seq", sa.BigInteger, nullable=False),
        sa.Column("received_at", Utc, nullable=False),
    )
    op.create_index("ix_received_record_day", "received_record", ["city", "recorded_on", "kind"])
    op.create_table(
        "judgement",
        sa.Column("city", sa.String(12), primary_key=True),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("record_id", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("judged_at", Utc, nullable=False),
    )
    op.create_index("uq_judgement_record", "judgement", ["city", "kind", "record_id", "version"], unique=True)
