"""Tables of the gateway: a city's sync ledger, a province's received records and answers."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from ce_kit.db.tables import BigId, Json, Utc, new_metadata

metadata = new_metadata()

sync_record = Table(
    "sync_record",
    metadata,
    Column("position", BigId, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("record_id", String(80), nullable=False),
    Column("version", Integer, nullable=False),
    Column("person_id", String(36), nullable=False),
    Column("fact_type", String(120), nullable=False),
    Column("fact", Text, nullable=False),
    Column("title", String(200), nullable=False),
    Column("recorded_on", String(10), nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("batch_seq", BigInteger),
    Column("collected_at", Utc, nullable=False),
    Column("sent_at", Utc),
    Column("received_at", Utc),
    Column("judged_at", Utc),
    Index("uq_sync_record_key", "kind", "record_id", "version", unique=True),
    Index("ix_sync_record_person", "person_id", "position"),
    Index("ix_sync_record_state", "state", "position"),
    Index("ix_sync_record_batch", "batch_seq"),
    Index("ix_sync_record_day", "recorded_on", "kind"),
)

sync_batch = Table(
    "sync_batch",
    metadata,
    Column("epoch", Integer, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
    Column("prev_sha256", String(64), nullable=False),
    Column("positions", Json, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("acknowledged_at", Utc),
)

sync_state = Table(
    "sync_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("epoch", Integer, nullable=False),
    Column("judged_through", BigInteger, nullable=False),
    # when the stream to the province was last seen open, by whichever gateway has it
    Column("linked_at", Utc),
)

city_stream = Table(
    "city_stream",
    metadata,
    Column("city", String(12), primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("last_sha256", String(64), nullable=False),
    Column("last_judgement", BigInteger, nullable=False),
)

received_record = Table(
    "received_record",
    metadata,
    Column("city", String(12), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("record_id", String(80), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("city_person_id", String(36), nullable=False),
    Column("fact_type", String(120), nullable=False),
    Column("fact", Text, nullable=False),
    Column("recorded_on", String(10), nullable=False),
    Column("batch_seq", BigInteger, nullable=False),
    Column("received_at", Utc, nullable=False),
    Index("ix_received_record_day", "city", "recorded_on", "kind"),
)

judgement = Table(
    "judgement",
    metadata,
    Column("city", String(12), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("record_id", String(80), nullable=False),
    Column("version", Integer, nullable=False),
    Column("accepted", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("judged_at", Utc, nullable=False),
    Index("uq_judgement_record", "city", "kind", "record_id", "version", unique=True),
)
