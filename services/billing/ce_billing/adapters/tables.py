"""Tables of the billing service."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from ce_kit.db.tables import BigId, Utc, new_metadata

metadata = new_metadata()

price = Table(
    "price",
    metadata,
    Column("position", BigId, primary_key=True, autoincrement=True),
    Column("price_id", String(36), nullable=False, unique=True),
    Column("year", Integer, nullable=False),
    Column("course_id", String(36), nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("set_by", String(36), nullable=False),
    Column("set_at", Utc, nullable=False),
    Index("ix_price_year_course_id", "year", "course_id"),
)

customer_order = Table(
    "customer_order",
    metadata,
    Column("order_id", String(36), primary_key=True),
    Column("payer_id", String(36), nullable=False, index=True),
    Column("state", String(12), nullable=False),
    Column("payee", String(200), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("paid_at", Utc),
    Column("version", Integer, nullable=False),
)

order_line = Table(
    "order_line",
    metadata,
    Column("order_id", String(36), ForeignKey("customer_order.order_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("product", String(12), nullable=False),
    Column("reference", String(80), nullable=False),
    Column("person_id", String(36), nullable=False),
    Column("title", String(300), nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("clause", String(80), nullable=False),
    Column("source", String(300), nullable=False),
    Column("reason", String(500), nullable=False),
    Index("ix_order_line_person_id_product", "person_id", "product"),
)

# what stands in an unpaid order, or was bought and is needed once: nobody orders it a second time
held_item = Table(
    "held_item",
    metadata,
    Column("product", String(12), primary_key=True),
    Column("reference", String(80), primary_key=True),
    Column("person_id", String(36), primary_key=True),
    Column("order_id", String(36), nullable=False),
)

payment = Table(
    "payment",
    metadata,
    Column("order_id", String(36), ForeignKey("customer_order.order_id"), primary_key=True),
    Column("provider", String(20), nullable=False),
    Column("payment_id", String(80), nullable=False),
    Column("pay_url", String(500), nullable=False),
    Column("created_at", Utc, nullable=False),
    UniqueConstraint("provider", "payment_id"),
)

payment_notice = Table(
    "payment_notice",
    metadata,
    Column("provider", String(20), primary_key=True),
    Column("notice_id", String(80), primary_key=True),
    Column("order_id", String(36), ForeignKey("customer_order.order_id"), nullable=False, index=True),
    Column("payment_id", String(80), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("body", Text, nullable=False),
    Column("received_at", Utc, nullable=False),
)

# money that came in, by the provider's payment id: an order is paid by one, others are due for refund
receipt = Table(
    "receipt",
    metadata,
    Column("provider", String(20), primary_key=True),
    Column("payment_id", String(80), primary_key=True),
    Column("order_id", String(36), ForeignKey("customer_order.order_id"), nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("received_at", Utc, nullable=False),
    Index(
        "uq_receipt_order_paid",
        "order_id",
        unique=True,
        postgresql_where=text("outcome = 'paid'"),
        sqlite_where=text("outcome = 'paid'"),
    ),
)

attempt = Table(
    "attempt",
    metadata,
    Column("attempt_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False, index=True),
    Column("exam_id", String(36), nullable=False),
    Column("year", Integer, nullable=False),
    Column("category", String(12), nullable=False),
    Column("mode", String(12), nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("excused", Boolean, nullable=False, server_default=false()),
    Column("version", Integer, nullable=False),
)

employment = Table(
    "employment",
    metadata,
    Column("employment_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False, index=True),
    Column("employer_id", String(36), nullable=False),
    Column("jurisdiction", String(12), nullable=False),
    Column("started_on", Date, nullable=False),
    Column("version", Integer, nullable=False),
)

# apart from its beginning, because either may be heard first
employment_end = Table(
    "employment_end",
    metadata,
    Column("employment_id", String(36), primary_key=True),
    Column("ended_on", Date, nullable=False),
    Column("version", Integer, nullable=False),
)
