"""Create the service's tables."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.migrate import create_chassis_v1
from ce_kit.db.tables import BigId, Utc

revision, down_revision = "0001", None


def upgrade() -> None:
    create_chassis_v1(op)
    op.create_table(
        "price",
        sa.Column("position", BigId, primary_key=True, autoincrement=True),
        sa.Column("price_id", sa.String(36), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("course_id", sa.String(36), nullable=False),
        sa.Column("amount_fen", sa.BigInteger, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("set_by", sa.String(36), nullable=False),
        sa.Column("set_at", Utc, nullable=False),
        sa.UniqueConstraint("price_id", name="uq_price_price_id"),
    )
    op.create_index("ix_price_year_course_id", "price", ["year", "course_id"])
    op.create_table(
        "customer_order",
        sa.Column("order_id", sa.String(36), primary_key=True),
        sa.Column("payer_id", sa.String(36), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("payee", sa.String(200), nullable=False),
        sa.Column("created_at", Utc, nullable=False),
        sa.Column("paid_at", Utc),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_customer_order_payer_id", "customer_order", ["payer_id"])
    op.create_table(
        "order_line",
        sa.Column(
            "order_id",
            sa.String(36),
            sa.ForeignKey("customer_order.order_id", name="fk_order_line_order_id"),
            primary_key=True,
        ),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("product", sa.String(12), nullable=False),
        sa.Column("reference", sa.String(80), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("amount_fen", sa.BigInteger, nullable=False),
        sa.Column("clause", sa.String(80), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
    )
    op.create_index("ix_order_line_person_id_product", "order_line", ["person_id", "product"])
    op.create_table(
        "held_item",
        sa.Column("product", sa.String(12), primary_key=True),
        sa.Column("reference", sa.String(80), primary_key=True),
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("order_id", sa.String(36), nullable=False),
    )
    op.create_table(
        "payment",
        sa.Column(
            "order_id",
            sa.String(36),
            sa.ForeignKey("customer_order.order_id", name="fk_payment_order_id"),
            primary_key=True,
        ),
        sa.Column("provider", sa.String(20), nullable=False),
        sa.Column("payment_id", sa.String(80), nullable=False),
        sa.Column("pay_url", sa.String(500), nullable=False),
        sa.Column("created_at", Utc, nullable=False),
        sa.UniqueConstraint("provider", "payment_id", name="uq_payment_provider_payment_id"),
    )
    op.create_table(
        "payment_notice",
        sa.Column("provider", sa.String(20), primary_key=True),
        sa.Column("notice_id", sa.String(80), primary_key=True),
        sa.Column(
            "order_id",
            sa.String(36),
            sa.ForeignKey("customer_order.order_id", name="fk_payment_notice_order_id"),
            nullable=False,
        ),
        sa.Column("payment_id", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("amount_fen", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("received_at", Utc, nullable=False),
    )
    op.create_index("ix_payment_notice_order_id", "payment_notice", ["order_id"])
    op.create_table(
        "receipt",
        sa.Column("provider", sa.String(20), primary_key=True),
        sa.Column("payment_id", sa.String(80), primary_key=True),
        sa.Column(
            "order_id",
            sa.String(36),
            sa.ForeignKey("customer_order.order_id", name="fk_receipt_order_id"),
            nullable=False,
        ),
        sa.Column("amount_fen", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("received_at", Utc, nullable=False),
    )
    paid = sa.text("outcome = 'paid'")
    op.create_index(
        "uq_receipt_order_paid", "receipt", ["order_id"], unique=True, postgresql_where=paid, sqlite_where=paid
    )
    op.create_table(
        "attempt",
        sa.Column("attempt_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("exam_id", sa.String(36), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(12), nullable=False),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_attempt_person_id", "attempt", ["person_id"])
    op.create_table(
        "employment",
        sa.Column("employment_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("employer_id", sa.String(36), nullable=False),
        sa.Column("jurisdiction", sa.String(12), nullable=False),
        sa.Column("started_on", sa.Date, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_employment_person_id", "employment", ["person_id"])
    op.create_table(
        "employment_end",
        sa.Column("employment_id", sa.String(36), primary_key=True),
        sa.Column("ended_on", sa.Date, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
