"""Create the service's tables."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.migrate import create_chassis_v1
from ce_kit.db.tables import BigId, Json, Utc

revision, down_revision = "0001", None


def upgrade() -> None:
    create_chassis_v1(op)
    op.create_table(
        "person",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("id_number_index", sa.String(64), nullable=False),
        sa.Column("id_number_sealed", sa.LargeBinary, nullable=False),
        sa.Column("id_number_masked", sa.String(18), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("created_at", Utc, nullable=False),
        sa.UniqueConstraint("id_number_index", name="uq_person_id_number_index"),
    )
    op.create_table(
        "account",
        sa.Column(
            "person_id", sa.String(36), sa.ForeignKey("person.person_id", name="fk_account_person_id"), primary_key=True
        ),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("may_use_last_six", sa.Boolean, nullable=False),
        sa.Column("code_sha256", sa.String(64)),
        sa.Column("code_expires_at", Utc),
        sa.UniqueConstraint("login", name="uq_account_login"),
    )
    op.create_table(
        "login_attempt",
        sa.Column("login", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failed_at", Utc),
        sa.Column("locked_until", Utc),
    )
    op.create_index("ix_login_attempt_failed_at", "login_attempt", ["failed_at"])
    op.create_table(
        "session",
        sa.Column("session_id", sa.String(36), primary_key=True),
        sa.Column(
            "person_id", sa.String(36), sa.ForeignKey("person.person_id", name="fk_session_person_id"), nullable=False
        ),
        sa.Column("started_at", Utc, nullable=False),
        sa.Column("ended_at", Utc),
        sa.Column("end_reason", sa.String(60)),
    )
    op.create_index("ix_session_person_id", "session", ["person_id"])
    op.create_table(
        "refresh_token",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column(
            "session_id",
            sa.String(36),
            sa.ForeignKey("session.session_id", name="fk_refresh_token_session_id"),
            nullable=False,
        ),
        sa.Column("expires_at", Utc, nullable=False),
        sa.Column("used_at", Utc),
    )
    op.create_index("ix_refresh_token_session_id", "refresh_token", ["session_id"])
    op.create_index("ix_refresh_token_expires_at", "refresh_token", ["expires_at"])
    op.create_table(
        "role",
        sa.Column("position", BigId, primary_key=True, autoincrement=True),
        sa.Column(
            "person_id", sa.String(36), sa.ForeignKey("person.person_id", name="fk_role_person_id"), nullable=False
        ),
        sa.Column("role", sa.String(30), nullable=False),
        sa.Column("scope_id", sa.String(36), nullable=False),
        sa.Column("granted_by", sa.String(36), nullable=False),
        sa.Column("granted_at", Utc, nullable=False),
        sa.Column("revoked_by", sa.String(36)),
        sa.Column("revoked_at", Utc),
    )
    held = sa.text("revoked_at IS NULL")
    op.create_index(
        "uq_role_held", "role", ["person_id", "role", "scope_id"], unique=True, postgresql_where=held, sqlite_where=held
    )
    op.create_table(
        "unit",
        sa.Column("unit_id", sa.String(36), primary_key=True),
        sa.Column("parent_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "staff",
        sa.Column("employer_id", sa.String(36), primary_key=True),
        sa.Column(
            "person_id", sa.String(36), sa.ForeignKey("person.person_id", name="fk_staff_person_id"), primary_key=True
        ),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("specialty", sa.String(100), nullable=False),
        sa.Column("started_on", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("present", sa.Boolean, nullable=False),
        sa.Column("employment", sa.String(60), nullable=False),
        sa.Column("listed_at", Utc, nullable=False),
    )
    op.create_index("ix_staff_person_id", "staff", ["person_id"])
    op.create_table(
        "staff_import",
        sa.Column("import_id", sa.String(36), primary_key=True),
        sa.Column("employer_id", sa.String(36), nullable=False),
        sa.Column("actor_id", sa.String(36), nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=False),
        sa.Column("counts", Json, nullable=False),
        sa.Column("rows", Json, nullable=False),
        sa.Column("unknown_columns", Json, nullable=False),
        sa.Column("created_at", Utc, nullable=False),
    )
    op.create_index("ix_staff_import_employer_id", "staff_import", ["employer_id"])
    op.create_table(
        "city_person",
        sa.Column("city", sa.String(12), primary_key=True),
        sa.Column("city_person_id", sa.String(36), primary_key=True),
        sa.Column(
            "person_id",
            sa.String(36),
            sa.ForeignKey("person.person_id", name="fk_city_person_person_id"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_city_person_person_id", "city_person", ["person_id"])
